package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditableFileTest {
    private static final int MAX_BYTES = 1_000;

    @TempDir
    Path folder;

    @Test
    void aNewFileIsMadeWithItsFolder() throws IOException {
        EditableFile file = new EditableFile(folder.resolve("a/b/mine.toml"), MAX_BYTES);
        assertNull(file.read());

        file.replace(null, "text");

        assertEquals("text", file.read());
        assertEquals("rwx------", permissions(folder.resolve("a/b")));
        assertThrows(FileAlreadyExistsException.class, () -> file.replace(null, "again"));
    }

    @Test
    void permissionsByteOrderMarkAndLineEndsStay() throws IOException {
        Path path = Files.writeString(folder.resolve("mine.toml"), "\uFEFFa\r\nb");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        EditableFile file = new EditableFile(path, MAX_BYTES);

        file.replace(file.read(), "a\r\nc");

        assertArrayEquals("\uFEFFa\r\nc".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(path));
        assertEquals("rw-r--r--", permissions(path));
        assertEquals(List.of(path), files());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("mine.toml"), target);
        EditableFile file = new EditableFile(link, MAX_BYTES);

        file.replace(file.read(), "new");

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(target));
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsNotLost() throws IOException {
        Path path = Files.writeString(folder.resolve("mine.toml"), "old");
        EditableFile file = new EditableFile(path, MAX_BYTES);
        String before = file.read();
        Files.writeString(path, "theirs");

        IOException refusal = assertThrows(IOException.class, () -> file.replace(before, "ours"));

        assertEquals("somebody else has changed it meanwhile", FileProblem.reason(refusal));
        assertEquals("theirs", Files.readString(path));
        assertEquals(List.of(path), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
