package floodchat.benchmark;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long lines take from Enter in one window until another window's screen shows them. Both windows know a third
 * peer, and have exchanged a few private lines before, so that a private line needs no letter.
 *
 * @param publicMs of lines to everyone
 * @param privateMs of lines to the other one
 */
record TalkTime(List<Double> publicMs, List<Double> privateMs) {
    private static final int LINES = 20;
    private static final int FIRST_LINES = 3;
    private static final long PAUSE_MS = 300;
    private static final double NANOS_PER_MS = 1e6;
    private static final String TO_EVERYONE = "";

    /** Opens two windows of the program and lets one talk to the other. @param folder for the homes of this build */
    static TalkTime of(Program program, Path folder) throws IOException, InterruptedException {
        try (PlainPeer entry = PlainPeer.start(program.file(), "entry", folder, PlainPeer.NOWHERE, Map.of());
                TerminalWindow ada = TerminalWindow.open(StartTime.COLUMNS, StartTime.ROWS, folder);
                TerminalWindow bob = TerminalWindow.open(StartTime.COLUMNS, StartTime.ROWS, folder)) {
            Program joining = program.joining(entry.address());
            ada.enter(joining.command(folder.resolve("ada")));
            bob.enter(joining.named("bob").command(folder.resolve("bob")));
            ada.await("bob");
            bob.await("ada");
            timeOf(FIRST_LINES, bob, ada, "@ada ");
            timeOf(FIRST_LINES, ada, bob, "@bob ");
            return new TalkTime(timeOf(LINES, ada, bob, TO_EVERYONE), timeOf(LINES, ada, bob, "@bob "));
        }
    }

    /** The line is typed before the time begins. */
    private static List<Double> timeOf(int lines, TerminalWindow from, TerminalWindow to, String addressee)
            throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            String line = addressee + "line-" + System.nanoTime();
            from.type(line);
            from.await(line);
            Thread.sleep(PAUSE_MS);
            long begun = System.nanoTime();
            from.type(TerminalWindow.ENTER);
            to.await(line.substring(addressee.length()));
            times.add((System.nanoTime() - begun) / NANOS_PER_MS);
        }
        return times;
    }
}
