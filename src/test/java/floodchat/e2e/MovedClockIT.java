package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.Lines;
import floodchat.fixture.MovedClock;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of the image whose wall clocks are wrong, set and corrected. */
class MovedClockIT {
    @TempDir
    Path folder;

    private final List<PlainPeer> peers = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (PlainPeer peer : peers) {
            peer.close();
        }
    }

    private PlainPeer start(String name, String entry) throws IOException {
        peers.add(PlainPeer.start(name, folder, entry));
        return peers.getLast();
    }

    /** A peer with a clock of its own. */
    private final class Wrong {
        final int hours;
        final MovedClock clock;
        final PlainPeer peer;

        Wrong(int hours, boolean fromTheStart, String entry) throws Exception {
            this.hours = hours;
            this.clock = MovedClock.of(name(), folder);
            if (fromTheStart) {
                move();
            }
            this.peer = PlainPeer.start(name(), folder, entry, clock.environment());
            peers.add(peer);
        }

        String name() {
            return (hours > 0 ? "ahead" : "behind") + Math.abs(hours);
        }

        void move() throws IOException {
            clock.set(Duration.ofHours(hours));
        }

        void awaitWarning() throws InterruptedException {
            peer.noticed()
                    .await("This machine's clock is " + Math.abs(hours) + " h "
                            + (hours > 0 ? "ahead of" : "behind") + " the other peer's: one of them is wrong.");
        }
    }

    private List<Wrong> wrong(String entry, boolean fromTheStart, int... hours) throws Exception {
        List<Wrong> all = new ArrayList<>();
        for (int each : hours) {
            all.add(new Wrong(each, fromTheStart, entry));
        }
        return all;
    }

    private static void assertTold(PlainPeer reader, List<Wrong> authors, String text) throws InterruptedException {
        for (Wrong author : authors) {
            reader.said().await(author.name() + "'s line", line -> line.endsWith(author.name() + " -> " + text));
        }
    }

    @Test
    void peersThatStartWithAWrongClockSaySoAndAreHeardWhenItIsCorrected() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        List<Wrong> corrected = wrong(ada.address(), true, 3, -3, 8, 30, -30);
        Wrong never = new Wrong(4, true, ada.address());
        never.peer.type("into the void");
        never.awaitWarning();
        never.peer.endInputWithoutWaiting();
        for (Wrong each : corrected) {
            each.peer.type("hello");
            each.awaitWarning();
        }
        assertEquals(List.of(), ada.said().all());

        for (Wrong each : corrected) {
            each.clock.set(Duration.ZERO);
        }

        assertTold(ada, corrected, "hello");
        ada.type("welcome");
        for (Wrong each : corrected) {
            each.peer.said().await("ada -> welcome");
            assertEquals(0, each.peer.endInput());
        }
        assertEquals(3, never.peer.exitCode());
        never.peer.noticed().await("1 message reached nobody.");
    }

    @Test
    void aClockThatIsMovedDuringLifeAndBackMutesNobody() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        List<Wrong> moved = wrong(ada.address(), false, 3, -30);
        for (Wrong each : moved) {
            each.peer.awaitJoined("ada");
            each.move();
            each.peer.type("while it is wrong");
            each.peer.noticed().await("the difference", line -> line.startsWith("This machine's clock is "));
        }
        assertEquals(List.of(), ada.said().all());

        for (Wrong each : moved) {
            each.clock.set(Duration.ZERO);
        }

        assertTold(ada, moved, "while it is wrong");
        for (Wrong each : moved) {
            each.peer.type("and after that");
        }
        assertTold(ada, moved, "and after that");
        ada.type("I hear you");
        for (Wrong each : moved) {
            each.peer.said().await("ada -> I hear you");
        }
    }

    @Test
    void aWindowSaysThatItsClockIsWrongAndMarksNoLineAsSent() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        MovedClock clock = MovedClock.of("window", folder);
        try (TerminalWindow window = TerminalWindow.open(100, 24, folder)) {
            Map<String, String> environment = new LinkedHashMap<>(clock.environment());
            List<String> command = new ArrayList<>();
            environment.forEach((key, value) -> command.add(key + "=" + value));
            command.addAll(List.of(BuiltImage.launcher().toString(), "--name", "bob", "--home",
                    folder.resolve("bob").toString(), "--listen", "127.0.0.1:0", ada.address()));
            window.enter(String.join(" ", command));
            window.await("1 link");
            clock.set(Duration.ofHours(3));
            window.enter("can you hear me?");
            window.await("3 h ahead of the other peer's: one of them is wrong");
            assertFalse(window.screen().contains("✓"), window.screen());
            assertEquals(List.of(), ada.said().all());

            clock.set(Duration.ZERO);

            ada.said().await("bob -> can you hear me?");
            window.await("✓");
            window.await("1 link");
        }
    }

    /** A port where nobody speaks the protocol: it shows when a peer that looks for others tries again. */
    private static final class Door implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> held = new ArrayList<>();

        Door() throws IOException {
            server.setSoTimeout((int) Lines.PATIENCE.toMillis());
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        /** Waits for the next try, and ends it. */
        void turnAway() throws IOException {
            server.accept().close();
        }

        /** Waits for the next try, and keeps it waiting: nothing else happens in the peer meanwhile. */
        void hold() throws IOException {
            held.add(server.accept());
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : held) {
                socket.close();
            }
            server.close();
        }
    }

    @Test
    void aClockThatStepsBackEndsNoWaitOfPlainMode() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        MovedClock clock = MovedClock.of("bob", folder);
        try (Door door = new Door()) {
            PlainPeer bob = PlainPeer.start("bob", folder, door.address(), clock.environment());
            peers.add(bob);
            door.turnAway();
            door.turnAway();
            bob.type("hello");
            door.hold();
            clock.set(Duration.ofSeconds(-5));
            bob.noticed().await("1 line waits for a peer.");
            bob.type("connect " + ada.address());
            ada.said().await("bob's line", line -> line.endsWith("bob -> hello"));
        }
    }

    @Test
    void aClockThatStepsForwardShortensNoWaitOfPlainMode() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        ada.address();
        MovedClock clock = MovedClock.of("bob", folder);
        try (Door door = new Door()) {
            PlainPeer bob = PlainPeer.start("bob", folder, door.address(), clock.environment());
            peers.add(bob);
            String address = bob.address();
            door.turnAway();
            bob.type("hello");
            bob.endInputWithoutWaiting();
            door.turnAway();
            clock.set(Duration.ofMinutes(1));
            door.turnAway();
            ada.type("connect " + address);
            ada.said().await("bob's line", line -> line.endsWith("bob -> hello"));
            assertEquals(0, bob.exitCode());
        }
    }
}
