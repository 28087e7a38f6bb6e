package floodchat.node.store;

import floodchat.protocol.chat.Names;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is in this home: the username. It belongs to the first window that is open; a second one on the same
 * home is a guest, which neither takes the saved name nor saves its own, so that two windows don't say they are the
 * same person. Any thread may call it.
 */
public final class Profile implements AutoCloseable {
    private static final int MAX_FILE_BYTES = 1024;

    private final SafeFile username;
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private Profile(SafeFile username, FileChannel channel, @Nullable FileLock lock) {
        this.username = username;
        this.channel = channel;
        this.lock = lock;
    }

    /** Opens the profile in this folder, as its owner where no other process is. */
    public static Profile open(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Profile(new SafeFile(folder.resolve("username"), MAX_FILE_BYTES), channel, tryLock(channel));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another peer of this very process has it
        }
    }

    /** Whether this is the first window on its home. */
    public boolean owned() {
        return lock != null;
    }

    /** The saved username; null for a guest, or where none was saved. */
    public @Nullable String name() throws IOException {
        String text = owned() ? username.read() : null;
        if (text == null) {
            return null;
        }
        String name = text.strip();
        String problem = Names.problemWith(name);
        if (problem != null) {
            username.setAside(problem);
            return null;
        }
        return name;
    }

    /** Remembers the username for the next start; a guest's is not. */
    public void saveName(String name) throws IOException {
        if (owned()) {
            username.write(name + "\n");
        }
    }

    /** Lets the next window have it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
