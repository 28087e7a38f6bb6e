package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bots of docs/bots, and the exit codes that scripts ask for, as processes of the image. */
@Timeout(120)
class BotsIT {
    private static final Path BOTS = Path.of("docs/bots");
    private static final long PATIENCE_S = 60;

    /** All tests meet one person: each start takes a second or two. */
    @TempDir
    static Path folder;

    private static PlainPeer ada;

    private final List<Process> processes = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        ada = PlainPeer.start("ada", folder, PlainPeer.NOWHERE);
    }

    @AfterAll
    static void end() throws InterruptedException {
        ada.close();
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theShellBotSaysHowACommandEndedAndEndsLikeIt() throws Exception {
        Process bot = run(List.of("sh", BOTS.resolve("notify.sh").toString(), "sh", "-c", "exit 7"),
                String.join(" ", floodchat("builder", ada.address())));

        assertEquals("", bot.errorReader().readAllAsString());
        assertEquals(7, exitCode(bot));
        ada.said().await("builder -> sh -c exit 7: failed with exit code 7");
    }

    @Test
    void thePythonBotAnswersEveryoneOrOnePersonAloneAndLeavesWithItsProcess() throws Exception {
        assumeTrue(isPythonHere(), "python3 is not installed: the Python bot is not tried");
        List<String> command = new ArrayList<>(List.of("python3", BOTS.resolve("dice.py").toString()));
        command.addAll(floodchat("dice", ada.address()));
        Process bot = run(command, "");
        ada.awaitJoined("dice");

        ada.type("!roll 2d1", "!roll 1d0", "@dice !roll 3d1");

        ada.said().await("dice -> ada rolls 2d1: 2");
        ada.said().await("(direct) dice -> ada rolls 3d1: 3");
        bot.destroy();
        ada.noticed().await("dice left.");
    }

    private static boolean isPythonHere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void theJavaBotTellsTheOthersInItsOwnNetwork() throws Exception {
        Process first = run(light("ada", "127.0.0.1", "0"), "");
        BufferedReader shown = first.inputReader();
        String address = shown.readLine().replace("listening on ", "");
        Process second = run(light("bob", "127.0.0.1", "0", address), "");

        second.getOutputStream().write("red\ngreen\n".getBytes(StandardCharsets.UTF_8));
        second.getOutputStream().flush();

        assertEquals("bob is red", shown.readLine());
        assertEquals("bob is green", shown.readLine());
        second.getOutputStream().close();
        first.getOutputStream().close();
        assertEquals(0, exitCode(second));
        assertEquals(0, exitCode(first));
    }

    private static List<String> light(String... arguments) {
        Path jars = BuiltImage.launcher().resolveSibling("../lib").normalize();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", jars + File.separator + "*",
                BOTS.resolve("BuildLight.java").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void theExitCodeTellsALineThatItsReaderHasSeenFromOneThatIsGivenUp() throws Exception {
        try (PlainPeer bot = PlainPeer.start("bot", folder, ada.address())) {
            ada.awaitJoined("bot");
            ada.type("@bot you may write to me");
            bot.said().await("(direct) ada -> you may write to me");
            assertEquals(0, bot.endInput());
        }

        Process shown = say("bot", ada.address(), "psst", "--to", "ada", "--wait", "60s");
        assertEquals("", shown.errorReader().readAllAsString());
        assertEquals(0, exitCode(shown));
        assertTrue(ada.said().all().contains("(direct) bot -> psst"), ada.said()::toString);

        Process nobody = say("bot", ada.address(), "psst", "--to", "nobody");
        assertEquals(1, exitCode(nobody));
        Process givenUp = say("bot", PlainPeer.NOWHERE, "hello?", "--wait", "0s");
        assertEquals("1 message reached nobody.\n", givenUp.errorReader().readAllAsString());
        assertEquals(3, exitCode(givenUp));
    }

    private Process say(String name, String entry, String text, String... options) throws IOException {
        List<String> command = floodchat(name, entry);
        command.addAll(List.of("--say", text));
        command.addAll(List.of(options));
        return run(command, "");
    }

    private static List<String> floodchat(String name, String entry) {
        return new ArrayList<>(List.of(BuiltImage.launcher().toString(), "--name", name, "--home",
                folder.resolve(name).toString(), "--listen", "127.0.0.1:0", entry));
    }

    /** @param floodchat for the variable of this name */
    private Process run(List<String> command, String floodchat) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FLOODCHAT", floodchat);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), process::toString);
        return process.exitValue();
    }
}
