package floodchat.node.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings files of an older Floodchat to the versions of this one. The file as it was is kept beside it as
 * {@code NAME.v1}, with its version. A crash at any moment leaves the old file or the new one. Any thread may call it.
 */
public final class FileUpgrade {
    /** What is longer was not written by us. */
    private static final int MAX_FILE_BYTES = Journal.MAX_FILE_BYTES;

    private FileUpgrade() {}

    /** @param path of a file that is there */
    private record Old(Path path, FileFormat format) {}

    /**
     * Upgrades all files of a home. Called before anything is read there.
     *
     * @param folders where they are: of the home, of the person, and of the network
     * @param notices gets one sentence for the person if a file was upgraded
     * @throws FileFormat.NewerVersionException if a newer Floodchat has written one of them: then nothing was changed
     */
    public static void ofHome(List<Path> folders, Consumer<String> notices) throws IOException {
        List<Old> old = new ArrayList<>();
        for (Path folder : folders) {
            for (FileFormat format : FileFormat.IN_FOLDERS) {
                Path file = folder.resolve(format.kind());
                if (Files.isRegularFile(file) && format.isOlder(format.refuseNewer(file, find(file, format)))) {
                    old.add(new Old(file, format));
                }
            }
        }
        for (Old each : old) {
            ofFile(each.path(), each.format());
        }
        if (!old.isEmpty()) {
            notices.accept(("The files of an older Floodchat in %s were upgraded. Each is kept as it was beside the "
                    + "new one: its name ends in .v and the version.").formatted(folders.getFirst()));
        }
    }

    /** Upgrades this file if it is of an older version. Another window may do the same. */
    public static void ofFile(Path file, FileFormat format) throws IOException {
        FileFormat.Found found = find(file, format);
        if (!format.isOlder(found) || Files.size(file) > MAX_FILE_BYTES) {
            return;
        }
        try (ChangeLock _ = ChangeLock.of(file.resolveSibling("upgrade"))) {
            byte[] bytes = Files.readAllBytes(file);
            FileFormat.Found now = format.find(bytes);
            if (format.isOlder(now)) {
                new SafeFile(copy(file, now.version()), MAX_FILE_BYTES).write(ByteBuffer.wrap(bytes));
                new SafeFile(file, MAX_FILE_BYTES).write(ByteBuffer.wrap(format.upgraded(bytes)));
            }
        }
    }

    /** What a file says of itself. One that can't be read counts as one of the newest version: its reader says why. */
    static FileFormat.Found find(Path file, FileFormat format) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(FileFormat.MAX_LINE_BYTES);
            boolean isBegun = start.length > 0 && format.line().startsWith(ascii(start));
            return isBegun ? newest(format) : format.find(start); // a crash may have left a part of the line
        } catch (IOException _) {
            return newest(format);
        }
    }

    private static FileFormat.Found newest(FileFormat format) {
        return new FileFormat.Found(format.version(), 0);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The name under which a file of this version is kept. */
    static Path copy(Path file, int version) {
        return file.resolveSibling(file.getFileName() + ".v" + version);
    }

    /** Deletes what was kept of a file, because nothing of it may stay on the disk. */
    static void deleteCopies(Path file, FileFormat format) throws IOException {
        for (int version = 1; version < format.version(); version++) {
            Files.deleteIfExists(copy(file, version));
        }
    }
}
