package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.fixture.PlainPeer;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.Invite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateNetworkIT {
    @TempDir
    Path folder;

    @Test
    void thoseWithTheInviteMeetAndOthersReachNobody() throws Exception {
        Invite nowhere = new Invite("family", secret(), List.of());
        try (PlainPeer ada = PlainPeer.start("ada", folder, nowhere.text())) {
            Address there = Objects.requireNonNull(Address.parse(ada.address()));
            Invite invite = nowhere.withFirst(List.of(there));
            Invite forged = new Invite("family", secret(), List.of(there));
            try (PlainPeer bob = PlainPeer.start("bob", folder, invite.text());
                    PlainPeer eve = PlainPeer.start("eve", folder, forged.text());
                    PlainPeer stranger = PlainPeer.start("public", folder, there.toString())) {
                ada.awaitJoined("bob");
                eve.type("let me in");
                stranger.type("hello?");
                eve.endInputWithoutWaiting();
                stranger.endInputWithoutWaiting();
                bob.type("only us");

                ada.said().await("bob's line", line -> line.equals("bob -> only us"));
                assertEquals(3, eve.exitCode());
                assertEquals(3, stranger.exitCode());
                assertEquals(List.of("bob -> only us"), ada.said().all());
            }
        }
    }

    private static byte[] secret() {
        byte[] secret = new byte[Invite.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
