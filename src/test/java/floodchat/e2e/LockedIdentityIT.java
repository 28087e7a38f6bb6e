package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class LockedIdentityIT extends WindowsOnTheImage {
    private static final String PASSPHRASE = "correct horse";

    @Test
    void aLockedHomeAsksBeforeAnythingElseAndAgainAfterAWrongPassphrase() throws Exception {
        lock("ada");

        TerminalWindow window = open("ada", PlainPeer.NOWHERE);
        window.await("Your identity is locked");
        window.enter("wrong horse");
        window.await("That is not the passphrase.");
        window.enter(PASSPHRASE);
        window.await("What is your name?");
        window.enter("ada");
        window.await("ada (you)");
        assertFalse(window.output().contains(PASSPHRASE));
    }

    @Test
    void escLeavesALockedWindowAndRestoresTheTerminal() throws Exception {
        lock("ada");
        TerminalWindow window = open("ada", PlainPeer.NOWHERE);
        window.await("Your identity is locked");

        window.type(TerminalWindow.ESCAPE);

        assertRestored(window, 0);
    }

    @Test
    void plainModeAsksOnTheTerminalWhileItsInputIsAPipe() throws Exception {
        lock("ada");
        TerminalWindow window = shell();

        start(window, "--plain --name ada --home ada --listen 127.0.0.1:0 " + PlainPeer.NOWHERE + " </dev/null");
        window.await("Passphrase of your identity:");
        window.enter("wrong horse");
        window.await("That is not the passphrase.");
        window.enter(PASSPHRASE);

        window.await("code0!");
        window.enter("stty -g | cmp - modes && echo same$((6 * 7))");
        window.await("same42");
        assertFalse(window.output().contains(PASSPHRASE));
    }

    @Test
    void withoutATerminalALockedIdentityIsRefusedInOneSentence() throws Exception {
        lock("ada");
        Process process = new ProcessBuilder(
                "setsid", "--wait", BuiltImage.launcher().toString(), "--plain", "--name", "ada", "--home",
                folder.resolve("ada").toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();

        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor());
        assertTrue(said.contains("there is no terminal to ask for it"), said);
    }

    private void lock(String home) throws IOException, InterruptedException {
        String folderOfHome = folder.resolve(home).toString();
        Path passphrase = Files.createFile(folder.resolve("passphrase"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passphrase, PASSPHRASE + "\n");
        run("--plain", "--home", folderOfHome, "--listen", "127.0.0.1:0", PlainPeer.NOWHERE);
        run("--home", folderOfHome, "--lock", "--passphrase-file", passphrase.toString());
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = BuiltImage.launcher().toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
