package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of windows share: windows of the image in a shell, which are closed after each test. */
abstract class WindowsOnTheImage {
    /** The address in the status line. Port 1, where nobody listens, has fewer digits. */
    private static final Pattern OWN_ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d{4,5}");

    private static final String LEAVE_ALTERNATE_SCREEN = "\033[?1049l";
    private static final String END_BRACKETED_PASTE = "\033[?2004l";
    private static final String SHOW_CURSOR = "\033[?25h";

    static final long PATIENCE_S = 30;

    @TempDir
    Path folder;

    final List<TerminalWindow> windows = new ArrayList<>();

    @AfterEach
    void closeAll() throws InterruptedException {
        for (TerminalWindow window : windows) {
            window.close();
        }
    }

    /** The terminal modes are restored, and everything that the window turned on is off. */
    static void assertRestored(TerminalWindow window, int exitCode) throws InterruptedException {
        window.await("code" + exitCode + "!");
        window.enter("stty -g | cmp - modes && echo same$((6 * 7))");
        window.await("same42");
        String output = window.output();
        int lastFrame = output.lastIndexOf("\033[?1049h");
        for (String end : List.of(LEAVE_ALTERNATE_SCREEN, END_BRACKETED_PASTE, SHOW_CURSOR)) {
            assertTrue(output.indexOf(end, lastFrame) > lastFrame, "no " + end.substring(1));
        }
    }

    static void signal(ProcessHandle program, String signal) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + program.pid()).start().waitFor());
    }

    static String address(TerminalWindow window) throws InterruptedException {
        window.await("its own address", screen -> OWN_ADDRESS.matcher(screen).find());
        Matcher matcher = OWN_ADDRESS.matcher(window.screen());
        assertTrue(matcher.find(), window.screen());
        return matcher.group();
    }

    /** Opens a window and answers its name dialog. */
    TerminalWindow person(String name, String entry) throws IOException, InterruptedException {
        TerminalWindow window = open(name, entry);
        window.await("What is your name?");
        window.enter(name);
        window.await(name + " (you)");
        return window;
    }

    TerminalWindow open(String home, String entry) throws IOException, InterruptedException {
        TerminalWindow window = shell();
        start(window, "--home %s --listen 127.0.0.1:0 %s".formatted(home, entry));
        return window;
    }

    TerminalWindow shell() throws IOException, InterruptedException {
        TerminalWindow window = TerminalWindow.open(120, 24, folder);
        windows.add(window);
        return window;
    }

    static void start(TerminalWindow window, String arguments) {
        window.enter("stty -g >modes; %s %s; echo code$?!".formatted(BuiltImage.launcher(), arguments));
    }
}
