package floodchat.sim;

import static floodchat.sim.JoiningTest.assertEveryoneReached;
import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that find each other on a local network become one network. */
class PeersFoundOnLanTest {
    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    /** Every peer finds all peers, in a random order. On a local network this happens once a minute. */
    private static void allFindAll(SimulatedNetwork network) {
        List<Contact> all = new ArrayList<>(network.peers().stream().map(peer -> peer.contact).toList());
        for (SimulatedPeer peer : network.peers()) {
            Collections.shuffle(all, network.random());
            peer.found(all);
        }
    }

    private static void runAndFind(SimulatedNetwork network, int minutes) {
        for (int i = 0; i < minutes; i++) {
            allFindAll(network);
            network.run(60 * SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 40})
    void peersWithoutAnyAddressBecomeOneNetworkWithinSeconds(int peers) {
        for (int seed = 1; seed <= 10; seed++) {
            SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
            while (network.peers().size() < peers) {
                network.add(List.of());
                network.run(SECOND / 2);
                allFindAll(network);
            }
            network.run(5 * SECOND);
            assertEveryoneReached(network, "without an address");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 7, 20, 60})
    void islandsWithEnoughLinksBecomeOneNetworkWithinMinutes(int peersEach) {
        for (int seed = 1; seed <= 10; seed++) {
            SimulatedNetwork network = islands(seed, peersEach);
            assertEquals(1, Overlay.of(network).islands(), network.toString());
            runAndFind(network, MINUTES);
            assertEveryoneReached(network, "between islands");
        }
    }

    private static final int MINUTES = 3;
    private static final int MINUTES_OF_FALSE_CONTACTS = 10;

    private static SimulatedNetwork islands(int seed, int peersEach) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        for (int island = 0; island < 2; island++) {
            Address entry = network.add(List.of()).contact.address();
            for (int i = 1; i < peersEach; i++) {
                network.add(List.of(entry));
                network.run(SECOND / 10);
            }
        }
        network.run(120 * SECOND);
        return network;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findingTheSamePeersAgainAndAgainCostsTheNetworkNoLinks(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(60, SECOND / 10);
        network.run(60 * SECOND);
        runAndFind(network, 5);
        assertTrue(network.peers().stream().allMatch(peer -> peer.degree() >= 4 && peer.degree() <= 8),
                network::toString);
        assertEveryoneReached(network, "all nearby");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void falseContactsCostALonelyPeerFewDialsAndALinkedPeerNoLink(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(20, SECOND / 10);
        SimulatedPeer lonely = network.add(List.of());
        network.run(10 * SECOND);
        SplittableRandom liar = new SplittableRandom(seed);
        long before = network.dialsOf(lonely);
        for (int second = 0; second < 60 * MINUTES_OF_FALSE_CONTACTS; second++) {
            List<Contact> falseContacts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                falseContacts.add(new Contact(new PeerId(liar.nextLong(), liar.nextLong()),
                        new Address("10.9.8." + (1 + i), 55_555)));
            }
            network.peers().forEach(peer -> peer.found(falseContacts));
            network.run(SECOND);
        }
        long dials = network.dialsOf(lonely) - before;
        assertTrue(dials > 0 && dials <= 32 * (MINUTES_OF_FALSE_CONTACTS + 1), network + ": " + dials + " dials");
        network.kill(lonely);
        assertEveryoneReached(network, "among lies");
        assertEquals(20, network.peers().stream().filter(peer -> peer.degree() >= 4).count(), network.toString());
    }
}
