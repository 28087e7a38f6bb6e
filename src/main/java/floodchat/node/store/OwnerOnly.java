package floodchat.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps files with secrets for their owner alone. Any thread may call it. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

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
