package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.DatagramInbox;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.RelayProcess;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.Invite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Relays as processes of the image, with a service manager that listens. */
@EnabledOnOs(OS.LINUX)
class RelayIT {
    @TempDir
    Path folder;

    @Test
    void aRelayServesAfterARestartWhatWasSaidBeforeIt() throws Exception {
        Path home = folder.resolve("relay");
        Path socket = folder.resolve("notify");
        Map<String, String> notify = Map.of("NOTIFY_SOCKET", socket.toString());
        try (DatagramInbox manager = new DatagramInbox(socket.toString())) {
            try (RelayProcess relay = RelayProcess.start(home, notify, PlainPeer.NOWHERE)) {
                manager.await("READY=1");
                try (PlainPeer ada = PlainPeer.start("ada", folder, relay.address())) {
                    relay.log().await("ada's link", line -> line.endsWith("has linked to us; 1 link now"));
                    ada.type("hello");
                    assertEquals(0, ada.endInput());
                }
                relay.terminate();
                manager.await("STOPPING=1");
                assertEquals(0, relay.exitCode());
                assertEquals(List.of(), relay.errors().all());
            }
            assertFalse(Files.exists(home.resolve("identity")), "it is no person");
            assertTrue(Files.readString(home.resolve("relay.log")).contains(" listening on 127.0.0.1:"));
            try (RelayProcess relay = RelayProcess.start(home, notify, PlainPeer.NOWHERE);
                    PlainPeer bob = PlainPeer.start("bob", folder, relay.address())) {
                manager.await("READY=1");
                bob.said().await("ada's line", line -> line.matches("\\(earlier .*\\) ada -> hello"));
                bob.type("/who");
                bob.noticed().await("1 here: bob (you)");
                relay.terminate();
                assertEquals(0, relay.exitCode());
            }
        }
    }

    @Test
    void aRelayOfAPrivateNetworkIsOneOnItsHome() throws Exception {
        byte[] secret = new byte[Invite.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Invite invite = new Invite("family", secret, List.of());
        Path home = folder.resolve("relay");
        String name = "@floodchat-test-" + ProcessHandle.current().pid();
        try (DatagramInbox manager = new DatagramInbox(name);
                RelayProcess relay = RelayProcess.start(home, Map.of("NOTIFY_SOCKET", name), invite.text())) {
            manager.await("READY=1");
            Address there = Objects.requireNonNull(Address.parse(relay.address()));
            try (RelayProcess second = RelayProcess.start(home, Map.of(), "--network", "family");
                    PlainPeer ada = PlainPeer.start("ada", folder, invite.withFirst(List.of(there)).text())) {
                relay.log().await("ada's link", line -> line.endsWith("has linked to us; 1 link now"));
                String refusal = "floodchat: Another relay of this network runs on ";
                second.errors().await("the reason", line -> line.startsWith(refusal));
                assertEquals(1, second.exitCode());
                assertEquals(0, ada.endInput());
            }
            relay.terminate();
            manager.await("STOPPING=1");
            assertEquals(0, relay.exitCode());
        }
    }
}
