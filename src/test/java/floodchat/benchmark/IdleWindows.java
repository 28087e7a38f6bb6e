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

/**
 * One window of each program, with nobody at the keyboard. Each build of Floodchat has links to five peers of its own
 * kind, the same ones each round.
 */
final class IdleWindows implements AutoCloseable {
    private static final int PEERS = 5;

    /** After this time all programs have finished starting. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final Duration WATCHED = Duration.ofSeconds(60);

    private final List<PlainPeer> peers = new ArrayList<>();
    private final Map<Program, String> entries = new HashMap<>();

    /** @param folder for the peers' homes */
    IdleWindows(List<Program> programs, Path folder) throws IOException, InterruptedException {
        for (Program program : programs) {
            if (program.isFloodchat()) {
                String entry = peer(program, folder, PlainPeer.NOWHERE).address();
                entries.put(program, entry);
                for (int i = 1; i < PEERS; i++) {
                    peer(program, folder, entry);
                }
            }
        }
    }

    private PlainPeer peer(Program program, Path folder, String entry) throws IOException {
        String name = "peer" + (peers.size() + 1);
        PlainPeer peer = PlainPeer.start(program.file(), name, folder, entry, Map.of());
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
                window.enter(program.joining(entries.getOrDefault(program, PlainPeer.NOWHERE)).command(itsHome));
                window.await(program.name() + "'s window", program::isPainted);
            }
            for (Program program : entries.keySet()) {
                windows.get(program).await(PEERS + " links");
            }
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
