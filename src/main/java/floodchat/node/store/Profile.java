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
 * The saved username of a home. The first open window owns the profile. A second window on the same home is a guest:
 * it neither takes the saved name nor saves its own, so that two windows do not show the same person. Any thread may
 * call it.
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

    /** Opens the profile of this folder, as its owner if no other process owns it. */
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
            return null; // another peer in this process owns it
        }
    }

    /** True for the first window on its home. */
    public boolean owned() {
        return lock != null;
    }

    /** The saved username; null for a guest, or if none is saved. */
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

    /** Saves the username for the next start. A guest saves nothing. */
    public void saveName(String name) throws IOException {
        if (owned()) {
            username.write(name + "\n");
        }
    }

    /** Gives the profile up, so that the next window can own it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
