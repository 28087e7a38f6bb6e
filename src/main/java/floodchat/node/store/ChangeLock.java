package floodchat.node.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Keeps other windows away from a file, of this process or of others, while one reads and changes it. It is a lock on a
 * file beside it, since the file itself is replaced. Held until it is closed.
 */
final class ChangeLock implements AutoCloseable {
    /** A change takes a few ms. Another window that takes longer than this is stopped, or its disk hangs. */
    private static final long WITHIN_MS = 2_000;

    private static final long RETRY_MS = 5;

    private final FileChannel channel;

    private ChangeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until no other window has the lock.
     *
     * @param file the one that is to be changed
     * @throws IOException if it takes too long, or if the file of the lock can't be opened
     */
    static ChangeLock of(Path file) throws IOException {
        FileChannel channel = Profile.openLock(file.resolveSibling(file.getFileName() + ".lock"));
        try {
            await(channel, file);
            return new ChangeLock(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void await(FileChannel channel, Path file) throws IOException {
        long startNs = System.nanoTime();
        while (!Profile.isFree(channel)) {
            if (System.nanoTime() - startNs > WITHIN_MS * 1_000_000) {
                throw new FileSystemException(file.toString(), null, "another window is changing it");
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("closed while another window was changing it");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
