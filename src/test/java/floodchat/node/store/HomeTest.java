package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void aGivenFolderHoldsEverything() {
        assertEquals(new Home(folder, folder, folder), Home.in(folder));
    }

    @Test
    void theFoldersOfTheDesktopAreUsed() {
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s", "XDG_DATA_HOME", "/d");

        Home home = Home.of(environment, Path.of("/home/ada"));

        assertEquals(new Home(Path.of("/c/floodchat"), Path.of("/s/floodchat"), Path.of("/d/floodchat")), home);
    }

    @Test
    void withoutVariablesTheDefaultsOfTheSpecificationAreUsed() {
        Home home = Home.of(Map.of("XDG_STATE_HOME", "relative", "XDG_DATA_HOME", ""), Path.of("/home/ada"));

        assertEquals(Path.of("/home/ada/.config/floodchat"), home.settings());
        assertEquals(Path.of("/home/ada/.local/state/floodchat"), home.state());
        assertEquals(Path.of("/home/ada/.local/share/floodchat"), home.data());
    }

    @Test
    void theVariableHomeIsUsedBeforeTheUserHome() {
        Home home = Home.of(Map.of("HOME", "/elsewhere"), Path.of("/home/ada"));

        assertEquals(Path.of("/elsewhere/.local/share/floodchat"), home.data());
        assertEquals(Path.of("/home/ada/.config/floodchat"),
                Home.of(Map.of("HOME", ""), Path.of("/home/ada")).settings());
    }

    @Test
    void newFoldersAreForTheirOwnerAlone() throws IOException {
        Home home = new Home(folder.resolve("c"), folder.resolve("a/s"), folder.resolve("d"));

        home.openState();
        home.openData();

        assertEquals("rwx------", permissions(home.state()));
        assertEquals("rwx------", permissions(home.state().getParent()));
        assertEquals("rwx------", permissions(home.data()));
        assertFalse(Files.exists(home.settings()));
    }

    @Test
    void anExistingFolderIsNotChanged() throws IOException {
        Home.in(folder).openData();
        Home.in(folder).openData();
    }

    @Test
    void aFileInsteadOfAFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThrows(IOException.class, () -> Home.in(file).openData());
        assertThrows(IOException.class, () -> Home.in(file.resolve("below")).openData());
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() {
        assertThrows(IOException.class, () -> Home.in(Path.of("/proc/floodchat")).openData());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
