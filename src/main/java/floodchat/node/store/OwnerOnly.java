package floodchat.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps files with secrets for their owner alone. Any thread may call it. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /**
     * Whether this is a file of ours to which others on this machine have any right. Somebody else's file is their
     * concern: a service manager may hand us one by other means. A pipe has no such rights, nor has a file on some file
     * systems.
     */
    public static boolean isOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.isRegularFile(file)) {
            return false;
        }
        PosixFileAttributes attributes = view.readAttributes();
        return !OWNERS.containsAll(attributes.permissions())
                && attributes.owner().getName().equals(System.getProperty("user.name"));
    }

    /**
     * Takes the file from everyone but its owner, if others have any right to it. Does nothing on a file system without
     * such rights.
     *
     * @param whatToDo a sentence about what others may have learned
     * @param notices gets a sentence for the person if others could use the file
     * @throws IOException if others can use the file and that can't be changed
     */
    static void ensure(Path file, String whatToDo, Consumer<String> notices) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || OWNERS.containsAll(view.readAttributes().permissions())) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.copyOf(OWNERS);
        permissions.retainAll(view.readAttributes().permissions());
        view.setPermissions(permissions);
        if (!OWNERS.containsAll(view.readAttributes().permissions())) {
            throw new IOException("others can read it, and this file system can't change that");
        }
        notices.accept("Others on this machine could read %s; now only you can. %s".formatted(file, whatToDo));
    }
}
