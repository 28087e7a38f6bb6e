package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Editors that are scripts. */
class ExternalEditorTest {
    @TempDir
    Path home;

    /** Where the file with the text is made. */
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(home.resolve("texts"));
    }

    /** A script with a blank in its name. */
    private String script(String commands) throws IOException {
        Path script = home.resolve("my editor");
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return "'" + script + "'";
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private EditorResult edit(String command, String text) throws IOException, InterruptedException {
        EditorResult result = ExternalEditor.start(command, text, folder).await();
        assertEquals(List.of(), files(), "the file is deleted");
        return result;
    }

    @Test
    void itGetsTheTextAndArgumentsAndGivesATextBack() throws Exception {
        String command = script("test \"$1 $2\" = '-x two words' && cat \"$3\" >>" + home
                + "/seen && printf 'ä\\nnew' >\"$3\"") + " -x \"two words\"";
        assertEquals(new EditorResult.Text("ä\nnew"), edit(command, "old\ntext"));
        assertEquals("old\ntext\n", Files.readString(home.resolve("seen")));
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws Exception {
        assertEquals(new EditorResult.Text("-rw-------\n"),
                edit(script("mode=$(ls -l \"$1\" | cut -c1-10); echo $mode >\"$1\""), ""));
    }

    @Test
    void theTextOfAnEditorThatFailsIsNotTaken() throws Exception {
        assertEquals(new EditorResult.Unchanged("The editor ended with code 3: the text is as before."),
                edit(script("echo new >\"$1\"; exit 3"), "old"));
    }

    @Test
    void anEditorThatDoesNotExistIsToldOf() throws Exception {
        assertEquals(new EditorResult.Unchanged("The editor \"./nowhere -w\" can't be found: set EDITOR."),
                edit("./nowhere -w", "old"));
    }

    @Test
    void aFileThatIsGoneChangesNothing() throws Exception {
        assertEquals(new EditorResult.Unchanged("The editor left no text: it is as before."),
                edit(script("rm \"$1\""), "old"));
    }

    @Test
    void ofALargeFileTheFirstPartIsRead() throws Exception {
        EditorResult.Text result = (EditorResult.Text) edit(script("head -c 1000000 /dev/zero >\"$1\""), "old");
        assertEquals(64 * 1024, result.text().length());
    }

    @ParameterizedTest
    @CsvSource({"exec sleep 60, false", "trap '' TERM; while :; do sleep 1; done, true"})
    void itIsEndedAndKilledIfItDoesNotEnd(String commands, boolean killed) throws Exception {
        Path ready = home.resolve("ready");
        assertEquals(0, new ProcessBuilder("mkfifo", ready.toString()).start().waitFor());
        ExternalEditor editor = ExternalEditor.start(
                script(commands.replaceFirst("(exec|while)", "echo >" + ready + "; $1")), "old", folder);
        assertEquals("\n", Files.readString(ready)); // waits until it writes
        assertEquals(killed, editor.stop());
        assertEquals(List.of(), files());
        assertTrue(editor.await() instanceof EditorResult.Unchanged);
    }

    /** A window that was killed can't delete its file. One of this day may belong to another window. */
    @Test
    void filesThatWereLeftMoreThanADayAgoAreDeletedAtTheNextStart() throws Exception {
        Instant now = Instant.now();
        left("floodchat-123.txt", now.minus(Duration.ofHours(25)));
        Path recent = left("floodchat-456.txt", now.minus(Duration.ofHours(23)));
        Path others = left("floodchat-notes.txt", now.minus(Duration.ofDays(30)));
        Path link = Files.createSymbolicLink(folder.resolve("floodchat-789.txt"), others);
        ExternalEditor.start("true", "old", folder).await();
        assertEquals(Set.of(recent, others, link), Set.copyOf(files()));
    }

    private Path left(String name, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "a secret");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    // ---- which editor

    @Test
    void theEnvironmentNamesTheEditor() throws IOException {
        assertEquals("nano -w", EditorChoice.of(Map.of("VISUAL", " nano -w ", "EDITOR", "ed"), home).command());
        assertEquals("ed", EditorChoice.of(Map.of("VISUAL", " ", "EDITOR", "ed"), home).command());
        assertNull(EditorChoice.of(Map.of("PATH", home.toString()), home).command());
        script("");
        Files.move(home.resolve("my editor"), home.resolve("vi"));
        assertEquals("vi", EditorChoice.of(Map.of("PATH", "/nowhere:" + home), home).command());
    }

    @Test
    void theFileIsInTheRuntimeFolderIfThereIsOne() {
        assertEquals(folder, EditorChoice.of(Map.of("XDG_RUNTIME_DIR", folder.toString()), home).folder());
        assertEquals(home, EditorChoice.of(Map.of("XDG_RUNTIME_DIR", "/nowhere"), home).folder());
        assertFalse(EditorChoice.of(Map.of(), home).folder().toString().isEmpty());
    }

    /** In a locale without such letters, a name of a folder may be no path at all. */
    @Test
    void oddFoldersOfTheEnvironmentAreLeftOut() throws IOException {
        assertEquals(home, EditorChoice.of(Map.of("XDG_RUNTIME_DIR", "/a\0b"), home).folder());
        assertEquals(home, EditorChoice.of(Map.of("XDG_RUNTIME_DIR", "."), home).folder(), "relative");
        Path file = Files.writeString(home.resolve("file"), "");
        assertEquals(home, EditorChoice.of(Map.of("XDG_RUNTIME_DIR", file.toString()), home).folder());
        assertNull(EditorChoice.of(Map.of("PATH", "/a\0b:."), home).command());
    }
}
