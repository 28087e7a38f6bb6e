package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileTest {
    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void theNumberIsThereAtTheNextStart() throws IOException {
        RunFile file = new RunFile(folder);
        assertEquals(0, file.read(notices::add));
        file.write(1_800_000_000_000L);
        assertEquals(1_800_000_000_000L, new RunFile(folder).read(notices::add));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))));
        assertEquals(List.of(), notices);
    }

    @Test
    void theNumberNeverGoesDown() throws IOException {
        RunFile file = new RunFile(folder);
        file.write(200);
        file.write(100);
        assertEquals(200, file.read(notices::add));
        file.write(201);
        assertEquals(201, file.read(notices::add));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "-1", "0", "9223372036854775807", "1 2", "99999999999999999999999999999999"})
    void aFileWithoutANumberIsSetAside(String damaged) throws IOException {
        Files.writeString(folder.resolve("run"), damaged);
        assertEquals(0, new RunFile(folder).read(notices::add));
        assertEquals(1, notices.size());
        new RunFile(folder).write(5);
        assertEquals(5, new RunFile(folder).read(notices::add));
    }

    @Test
    void aFolderInItsPlaceIsAProblem() throws IOException {
        Files.createDirectories(folder.resolve("run").resolve("a folder instead of a file"));
        assertThrows(IOException.class, () -> new RunFile(folder).read(notices::add));
    }
}
