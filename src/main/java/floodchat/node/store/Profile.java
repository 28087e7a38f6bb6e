package floodchat.node.store;

import floodchat.protocol.chat.Names;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One person of a home: an identity, and for each network a username and what else is saved there. The first window of
 * a home takes the first profile, which lies in the home itself. A window that is opened while others are open takes
 * the first profile that is free: in the folder {@code 2} of the home, {@code 3}, and so on. So no two windows are the
 * same person in the same network. A profile is locked while it is open, and any thread may call it.
 */
public final class Profile implements AutoCloseable {
    /** More windows than anybody opens on one home. */
    public static final int MAX_PROFILES = 999;

    private static final int MAX_FILE_BYTES = 1024;
    private static final String LOCK = "lock";

    private final int number;
    private final Path person;
    private final Path folder;
    private final FileChannel lock;
    private final Consumer<String> notices;

    private Profile(int number, Path person, Path folder, FileChannel lock, Consumer<String> notices) {
        this.number = number;
        this.person = person;
        this.folder = folder;
        this.lock = lock;
        this.notices = notices;
    }

    /**
     * Opens the first free profile of this home in the public network.
     *
     * @param notices gets a sentence for the person about each file that can't be used
     */
    public static Profile open(Path home, Consumer<String> notices) throws IOException {
        return open(home, null, notices);
    }

    /**
     * Opens the first free profile of this home in a network. If something else has the place of a lock, it is set
     * aside.
     *
     * @param network the name of a private network; null for the public one
     */
    public static Profile open(Path home, @Nullable String network, Consumer<String> notices) throws IOException {
        for (int number = 1; number <= MAX_PROFILES; number++) {
            Path person = folderOf(home, number);
            Path folder = network == null ? person : PrivateNetworks.folder(person, network);
            Home.open(folder);
            FileChannel lock = openLock(folder.resolve(LOCK), notices);
            if (isFree(lock)) {
                return new Profile(number, person, folder, lock, notices);
            }
            lock.close();
        }
        throw new FileSystemException(home.toString(), null, "all of its profiles are open");
    }

    /** Whether a window of the first person of this home is open, in any network. */
    public static boolean isFirstOpen(Path home) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(home));
        for (String network : new PrivateNetworks(home).names()) {
            folders.add(PrivateNetworks.folder(home, network));
        }
        for (Path folder : folders) {
            Path file = folder.resolve(LOCK);
            if (FileProblem.isThere(file)) {
                try (FileChannel lock = openLock(file)) {
                    if (!isFree(lock)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Path folderOf(Path home, int number) {
        return number == 1 ? home : home.resolve(String.valueOf(number));
    }

    /** The same; what has the place of the file and can't be locked is set aside. */
    static FileChannel openLock(Path lock, Consumer<String> notices) throws IOException {
        try {
            return openLock(lock);
        } catch (IOException e) {
            notices.accept(FileProblem.setAside(lock, FileProblem.reason(e)));
            return openLock(lock);
        }
    }

    /** Opens a file that is there to be locked. Others need it, so it is never deleted. */
    static FileChannel openLock(Path lock) throws IOException {
        return FileChannel.open(
                lock,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Takes the lock, if no other window has it. It is held as long as the channel is open. */
    static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another peer in this process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** 1 for the profile in the home itself; at most {@value #MAX_PROFILES}. */
    public int number() {
        return number;
    }

    /** The identity of this person: the same in all networks. */
    public IdentityFile identity() {
        return new IdentityFile(person);
    }

    /** The contacts of this person: the same in all networks. */
    public ContactsFile contacts() {
        return new ContactsFile(person);
    }

    /** The folders of what this person saves: in all networks, and in this one. In the public network it is one. */
    public List<Path> folders() {
        return folder.equals(person) ? List.of(folder) : List.of(person, folder);
    }

    /** The folder of what this person saves in this network. It is there. */
    public Path folder() {
        return folder;
    }

    /** The file of the username, for a sentence. */
    public Path path() {
        return username(folder).path();
    }

    /**
     * The username that was saved in this network, else the one in the public network; null if there is none. A file
     * without a username in it is set aside.
     *
     * @throws IOException if there may be a username, but it can't be read
     */
    public @Nullable String name() throws IOException {
        String name = name(folder);
        return name == null && !folder.equals(person) ? name(person) : name;
    }

    private @Nullable String name(Path of) throws IOException {
        VersionedFile file = username(of);
        String text;
        try {
            text = file.read();
        } catch (CharacterCodingException | TextFile.TooLargeException e) {
            notices.accept(FileProblem.setAside(file.path(), FileProblem.reason(e)));
            return null;
        }
        if (text == null) {
            return null;
        }
        String name = text.strip();
        if (Names.problemWith(name) != null) {
            notices.accept(FileProblem.setAside(file.path(), "there is no username in it"));
            return null;
        }
        return name;
    }

    private static VersionedFile username(Path of) {
        return new VersionedFile(of, FileFormat.USERNAME, MAX_FILE_BYTES);
    }

    /** Saves the username for the next start in this network. */
    public void saveName(String name) throws IOException {
        username(folder).write(name + "\n");
    }

    /** Gives the profile up, so that the next window can take it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
