package floodchat.front.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import floodchat.fixture.DatagramInbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NotifySocketTest {
    @TempDir
    Path folder;

    private static NotifySocket named(String name) {
        return NotifySocket.of(Map.of("NOTIFY_SOCKET", name), "Linux");
    }

    private static void assertTellsAll(String name) throws Exception {
        try (DatagramInbox manager = new DatagramInbox(name); NotifySocket socket = named(name)) {
            socket.ready("starting");
            socket.status("3 links");
            socket.stopping();

            assertEquals("READY=1\nSTATUS=starting", manager.receive());
            assertEquals("STATUS=3 links", manager.receive());
            assertEquals("STOPPING=1\nSTATUS=leaving the network", manager.receive());
            assertNull(socket.takeProblem());
        }
    }

    @Test
    void aSocketWithAPathIsTold() throws Exception {
        assertTellsAll(folder.resolve("notify").toString());
    }

    @Test
    void anAbstractSocketIsTold() throws Exception {
        assertTellsAll("@floodchat/" + folder.getFileName());
    }

    @Test
    void withoutTheVariableNobodyIsTold() {
        assertNull(NotifySocket.of(Map.of(), "Linux"));
        assertNull(NotifySocket.of(Map.of("NOTIFY_SOCKET", ""), "Linux"));
        assertNull(NotifySocket.of(Map.of("NOTIFY_SOCKET", "/run/x"), "Mac OS X"));
    }

    @Test
    void aNameThatIsNoUnixSocketIsRefusedInOneSentence() {
        for (String name : new String[] {"vsock:2:1234", "relative", "/" + "x".repeat(107)}) {
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> named(name));
            assertEquals("NOTIFY_SOCKET is \"" + name + "\", which is no Unix socket: it must begin with / or @ and "
                    + "have 107 bytes at most. Nobody is told that this peer is ready.", refusal.getMessage());
        }
    }

    @Test
    void theLongestPathIsTaken() {
        try (NotifySocket socket = named("/" + "x".repeat(106))) {
            assertNotNull(socket);
        }
    }

    @Test
    void aSocketThatIsNotThereIsTalkedAboutOnce() throws Exception {
        try (NotifySocket socket = named(folder.resolve("nobody").toString())) {
            socket.ready("starting");
            socket.status("3 links");

            assertEquals("The service manager can't be told how this peer is: sendto() failed with error 2 for "
                    + "NOTIFY_SOCKET.", socket.takeProblem());
            assertNull(socket.takeProblem());
        }
    }

    /** More than any queue of datagrams holds. It would hang here if it waited. */
    @Test
    void aManagerThatDoesNotReadHoldsUpNothing() {
        String name = folder.resolve("notify").toString();
        try (DatagramInbox manager = new DatagramInbox(name); NotifySocket socket = named(name)) {
            for (int i = 0; i < 10_000; i++) {
                socket.status(i + " links");
            }
            assertEquals("STATUS=0 links", manager.receive());
            assertNull(socket.takeProblem());
        }
    }
}
