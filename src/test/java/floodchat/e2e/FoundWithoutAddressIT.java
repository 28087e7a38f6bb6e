package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.LocalNetwork;
import floodchat.fixture.PlainPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on different hosts of one local network, none of which is given an address. */
class FoundWithoutAddressIT {
    private static final int HOSTS = 4;

    @TempDir
    Path folder;

    private final List<PlainPeer> peers = new ArrayList<>();
    private LocalNetwork network;

    @BeforeEach
    void makeTheNetwork() throws Exception {
        network = LocalNetwork.of(HOSTS);
    }

    @AfterEach
    void endAll() throws Exception {
        for (PlainPeer peer : peers) {
            peer.close();
        }
        if (network != null) {
            network.close();
        }
    }

    private PlainPeer start(int host, String name, String... options) throws IOException {
        PlainPeer peer = PlainPeer.startOn(network.host(host), name, folder, options);
        peers.add(peer);
        return peer;
    }

    private String settings(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".toml"), text).toString();
    }

    @Test
    void peersOnOneLocalNetworkFindEachOtherAlsoAfterAKill() throws Exception {
        PlainPeer ada = start(1, "ada");
        PlainPeer bob = start(2, "bob");
        PlainPeer carol = start(3, "carol");
        ada.awaitJoined("bob", "carol");
        bob.awaitJoined("ada", "carol");
        carol.awaitJoined("ada", "bob");

        ada.type("hello");
        bob.said().await("ada -> hello");
        carol.said().await("ada -> hello");

        bob.kill();
        PlainPeer again = start(2, "bob");
        again.awaitJoined("ada", "carol");
        carol.type("welcome back");
        again.said().await("welcome", line -> line.endsWith("-> welcome back"));
    }

    @Test
    void aPeerThatTurnsItOffOrIsOfAnotherNetworkFindsNobodyAndIsNotFound() throws Exception {
        String off = settings("off", "[network]\nfind_on_local_network = false\n");
        String elsewhere = settings("elsewhere", "[network]\nname = \"elsewhere\"\n");
        PlainPeer hermit = start(1, "hermit", "--config", off);
        PlainPeer stranger = start(2, "stranger", "--config", elsewhere);
        hermit.address();
        stranger.address();
        PlainPeer ada = start(3, "ada");
        PlainPeer bob = start(4, "bob");
        ada.awaitJoined("bob");
        bob.awaitJoined("ada");
        ada.type("only us two");
        bob.said().await("ada -> only us two");

        for (PlainPeer apart : List.of(hermit, stranger)) {
            assertTrue(apart.noticed()
                    .all()
                    .stream()
                    .noneMatch(
                            line -> line.endsWith(" joined.") || line.endsWith(" is here.")),
                    () -> String.join("\n", apart.noticed().all()));
            assertEquals(List.of(), apart.said().all());
        }
        // The peer that is not announced can still be joined by its address.
        bob.type("connect " + hermit.address());
        hermit.awaitJoined("ada", "bob");
    }

    @Test
    void withoutTheEntryRestartedPeersFindEachOtherAtRememberedAddresses() throws Exception {
        String off = settings("off", "[network]\nfind_on_local_network = false\n");
        PlainPeer entry = start(1, "entry", "--config", off);
        PlainPeer ada = start(2, "ada", "--config", off, entry.address());
        PlainPeer bob = start(3, "bob", "--config", off, entry.address());
        PlainPeer carol = start(4, "carol", "--config", off, entry.address());
        ada.awaitJoined("bob", "carol");
        bob.awaitJoined("ada", "carol");
        carol.awaitJoined("ada", "bob");
        entry.kill();
        for (PlainPeer each : List.of(ada, bob, carol)) {
            assertEquals(0, each.endInput());
        }

        PlainPeer adaAgain = start(2, "ada", "--config", off);
        PlainPeer bobAgain = start(3, "bob", "--config", off);
        PlainPeer carolAgain = start(4, "carol", "--config", off);
        adaAgain.awaitJoined("bob", "carol");
        bobAgain.awaitJoined("ada", "carol");
        carolAgain.type("all here again");
        adaAgain.said().await("carol's line", line -> line.endsWith("-> all here again"));
        bobAgain.said().await("carol's line", line -> line.endsWith("-> all here again"));
    }
}
