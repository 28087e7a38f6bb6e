package floodchat.benchmark;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One window of each program, with nobody at the keyboard. Floodchat has links to the same five peers each round. */
final class IdleWindows implements AutoCloseable {
    private static final int PEERS = 5;

    /** After this time all programs have finished starting. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final Duration WATCHED = Duration.ofSeconds(60);

    private final List<PlainPeer> peers = new ArrayList<>();
    private final String entry;

    /** @param folder for the peers' homes */
    IdleWindows(Path folder) throws IOException, InterruptedException {
        PlainPeer first = peer(folder, PlainPeer.NOWHERE);
        this.entry = first.address();
        while (peers.size() < PEERS) {
            peer(folder, entry);
        }
    }

    private PlainPeer peer(Path folder, String entry) throws IOException {
        PlainPeer peer = PlainPeer.start("peer" + (peers.size() + 1), folder, entry);
        peers.add(peer);
        return peer;
    }

    /** Opens the windows of all programs, measures them at the same time, and closes them. */
    Map<Program, IdleCost> observe(List<Program> programs, Function<Program, Path> home)
            throws IOException, InterruptedException {
        Map<Program, TerminalWindow> windows = new LinkedHashMap<>();
        try {
            for (Program program : programs) {
                Path itsHome = home.apply(program);
                TerminalWindow window = TerminalWindow.open(StartTime.COLUMNS, StartTime.ROWS, itsHome.getParent());
                windows.put(program, window);
                window.enter(program.joining(entry).command(itsHome));
                window.await(program.name() + "'s window", program::isPainted);
            }
            windows.get(programs.getFirst()).await(PEERS + " links");
            return observe(windows);
        } finally {
            for (TerminalWindow window : windows.values()) {
                window.close();
            }
        }
    }

    private static Map<Program, IdleCost> observe(Map<Program, TerminalWindow> windows)
            throws IOException, InterruptedException {
        Thread.sleep(SETTLING);
        Map<Program, ProcessReading> before = readings(windows);
        Thread.sleep(WATCHED);
        Map<Program, ProcessReading> after = readings(windows);
        Map<Program, IdleCost> idle = new HashMap<>();
        after.forEach((program, reading) -> idle.put(program, IdleCost.between(before.get(program), reading)));
        return idle;
    }

    private static Map<Program, ProcessReading> readings(Map<Program, TerminalWindow> windows) throws IOException {
        Map<Program, ProcessReading> readings = new HashMap<>();
        for (Map.Entry<Program, TerminalWindow> each : windows.entrySet()) {
            readings.put(each.getKey(), ProcessReading.of(each.getValue().program().pid()));
        }
        return readings;
    }

    @Override
    public void close() throws InterruptedException {
        for (PlainPeer peer : peers) {
            peer.close();
        }
    }
}
