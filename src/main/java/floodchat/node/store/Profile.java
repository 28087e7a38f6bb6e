package floodchat.node.store;

import floodchat.protocol.chat.Names;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
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
    private final Consumer<String> notices;

    private Profile(
            SafeFile username, FileChannel channel, @Nullable FileLock lock, Consumer<String> notices) {
        this.username = username;
        this.channel = channel;
        this.lock = lock;
        this.notices = notices;
    }

    /**
     * Opens the profile of this folder, as its owner if no other process owns it. If something else has the place of
     * the lock, it is set aside.
     *
     * @param notices gets a sentence for the person about each file that can't be used
     */
    public static Profile open(Path folder, Consumer<String> notices) throws IOException {
        FileChannel channel = openLock(folder.resolve("lock"), notices);
        SafeFile username = new SafeFile(folder.resolve("username"), MAX_FILE_BYTES);
        return new Profile(username, channel, tryLock(channel), notices);
    }

    private static FileChannel openLock(Path lock, Consumer<String> notices) throws IOException {
        try {
            return openLock(lock);
        } catch (IOException e) {
            notices.accept(FileProblem.setAside(lock, FileProblem.reason(e)));
            return openLock(lock);
        }
    }

    private static FileChannel openLock(Path lock) throws IOException {
        return FileChannel.open(
                lock,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
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

    /** The file of the username, for a sentence. */
    public Path path() {
        return username.path();
    }

    /**
     * The saved username; null for a guest, or if none is saved. A file without a username in it is set aside.
     *
     * @throws IOException if there may be a username, but it can't be read
     */
    public @Nullable String name() throws IOException {
        String text;
        try {
            text = owned() ? username.read() : null;
        } catch (CharacterCodingException | TextFile.TooLargeException e) {
            notices.accept(FileProblem.setAside(path(), FileProblem.reason(e)));
            return null;
        }
        if (text == null) {
            return null;
        }
        String name = text.strip();
        String problem = Names.problemWith(name);
        if (problem != null) {
            notices.accept(FileProblem.setAside(path(), "there is no username in it"));
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
