package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.fixture.SilentListener;
import floodchat.node.link.LinkSettings;
import floodchat.node.store.KnownAddresses;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.membership.MembershipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on the membership of real peers: attackers from many networks dial, ask, and name others. An attacker has
 * an address of loopback with a second number of its own, and here that makes a group of addresses.
 */
@Timeout(120)
class HostileNetworkTest {
    private static final AddressGroups BY_SECOND_NUMBER =
            address -> address.host().substring(0, address.host().indexOf('.', "127.".length()));

    private static final FloodSettings SETTINGS = new FloodSettings(5, 7, 3, true, BY_SECOND_NUMBER);

    /** So that a dial of somebody who says nothing fails soon. */
    private static final LinkSettings IMPATIENT = new LinkSettings(500, 60_000, 2_000, 60_000);

    private static final String FORGED = "the handshake was forged, or damaged on its way";

    private final EngineNode.Group nodes = new EngineNode.Group().with(SETTINGS);
    private final List<RecordingPeer> attackers = new ArrayList<>();
    private final List<RecordingPeer> honestPeers = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (RecordingPeer attacker : attackers) {
            attacker.close();
        }
        for (RecordingPeer peer : honestPeers) {
            peer.close();
        }
        nodes.close();
    }

    /** From a group of its own. */
    private RecordingPeer attacker() throws IOException {
        int number = attackers.size() + 1;
        RecordingPeer attacker = new RecordingPeer(EngineNode.NETWORK, number, "127." + number + ".0.1");
        attackers.add(attacker);
        return attacker;
    }

    private static List<NetworkReport.Link> links(EngineNode node) throws InterruptedException {
        node.bus.publish(new FloodInquiry());
        return node.await(FloodEvent.Inspected.class).report().links();
    }

    private static Set<Address> chosenBy(EngineNode node) throws InterruptedException {
        return links(node).stream()
                .filter(NetworkReport.Link::dialled)
                .map(NetworkReport.Link::address)
                .collect(Collectors.toSet());
    }

    /** The node dials these one by one. None of them knows it before, so all these links are its own choice. */
    private static void choose(EngineNode node, List<EngineNode> others) throws InterruptedException {
        for (EngineNode other : others) {
            node.bus.publish(new FloodCommand.Join(other.address()));
            other.awaitLinks(1);
        }
        while (links(node).size() < others.size()) {
            continue;
        }
    }

    private static void assertTheyTalk(EngineNode one, EngineNode other, String when) throws InterruptedException {
        one.publish("from the one, " + when);
        other.awaitInTheNoise("from the one, " + when);
        other.publish("from the other, " + when);
        one.awaitInTheNoise("from the other, " + when);
    }

    // ---- surrounded

    /** Attack N1. Four attackers did it in 13 s with version 5. */
    @Test
    void fourHostilePeersDontSurroundAPeer() throws Exception {
        EngineNode target = nodes.node();
        List<EngineNode> honest = List.of(nodes.node(), nodes.node(), nodes.node(), nodes.node());
        choose(target, honest);
        Set<Address> chosen = chosenBy(target);
        assertEquals(honest.stream().map(EngineNode::address).collect(Collectors.toSet()), chosen);

        surround(target, 4);
        assertTrue(chosenBy(target).containsAll(chosen), "after four");
        assertTheyTalk(target, honest.getFirst(), "among four");

        surround(target, 40);
        assertTrue(chosenBy(target).containsAll(chosen), "after forty");
        assertTheyTalk(target, honest.getFirst(), "among forty");
    }

    /** They dial, ask urgently, and name each other in every kind of frame. */
    private void surround(EngineNode target, int count) throws Exception {
        List<RecordingPeer> crowd = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crowd.add(attacker());
        }
        List<Contact> named = crowd.stream().limit(FloodLimits.MAX_CONTACTS).map(RecordingPeer::contact).toList();
        for (RecordingPeer one : crowd) {
            enter(one, target, named);
        }
    }

    /** It dials, asks urgently, and names these in every kind of frame. */
    private static void enter(RecordingPeer attacker, EngineNode target, List<Contact> named) throws Exception {
        attacker.dials(target.address())
                .sendsHello()
                .sends(new Frame.JoinRequest(true), new Frame.Graft(), new Frame.Shuffle(named))
                .sends(new Frame.JoinAck(named), new Frame.ShuffleReply(named), new Frame.JoinRequest(true))
                .sends(new Frame.Ping(7))
                .play();
        attacker.takesHello();
        attacker.takesPongOrEnd();
    }

    // ---- a third party

    /** Attack N2. With version 5 each frame of 57 bytes made peers dial it, again and again. */
    @Test
    void aThirdPartyIsNotDialledForOthers() throws Exception {
        nodes.with(IMPATIENT);
        EngineNode linked = nodes.node();
        choose(linked, List.of(nodes.node(), nodes.node(), nodes.node(), nodes.node()));
        List<EngineNode> lonely = List.of(nodes.node(), nodes.node());
        try (SilentListener third = new SilentListener("127.200.0.1")) {
            List<Contact> named = IntStream.range(0, FloodLimits.MAX_CONTACTS)
                    .mapToObj(i -> new Contact(new PeerId(7, i), third.address()))
                    .toList();
            enter(attacker(), linked, named);
            choose(linked, attacker(), List.of()); // a dial that begins later than one for others would
            assertEquals(0, third.accepted(), "a peer that has its links dials nobody for others");

            for (EngineNode target : lonely) {
                enter(attacker(), target, named);
            }
            assertTrue(third.awaitGivenUp(lonely.size()), "each tries it once, for it lacks links");
            for (int round = 0; round < 3; round++) {
                for (EngineNode target : lonely) {
                    enter(attacker(), target, named);
                    choose(target, attacker(), named);
                }
            }
            for (EngineNode target : lonely) {
                choose(target, attacker(), List.of());
            }
            assertEquals(lonely.size(), third.accepted(), "and then not again");
        }
    }

    /** The node dials this peer, because a person asks for it, and the peer names these in its answer. */
    private static void choose(EngineNode node, RecordingPeer peer, List<Contact> named) throws Exception {
        peer.accepts().sendsHello().play();
        node.bus.publish(new FloodCommand.Join(peer.address()));
        peer.takesHello();
        peer.takes(Frame.JoinRequest.class);
        peer.sends(new Frame.JoinAck(named), new Frame.Graft(), new Frame.Ping(7)).play().takesPongOrEnd();
    }

    // ---- invented contacts

    /** Attack N3. */
    @Test
    void inventedContactsDontPushOutTriedOnes() throws Exception {
        EngineNode target = nodes.node();
        List<RecordingPeer> honest = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            honest.add(honest(201 + i));
            choose(target, honest.getLast(), List.of());
        }
        for (int i = 0; i < 8; i++) {
            enter(attacker(), target, invented(i));
        }
        choose(target, attacker(), invented(8));
        for (RecordingPeer peer : honest) {
            peer.accepts();
            peer.hangsUp();
        }
        for (RecordingPeer attacker : attackers) {
            attacker.close();
        }
        for (RecordingPeer peer : honest) {
            peer.play().awaitPlayed();
        }
    }

    private RecordingPeer honest(int group) throws IOException {
        RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, group, "127." + group + ".0.1");
        honestPeers.add(peer);
        return peer;
    }

    /** Nobody is there. */
    private static List<Contact> invented(int by) {
        return IntStream.range(0, FloodLimits.MAX_CONTACTS)
                .mapToObj(i -> new Contact(new PeerId(by, i), new Address("127." + (16 * by + i + 50) + ".9.9", 9)))
                .toList();
    }

    // ---- banned for another's deed

    /** Attack N4. */
    @Test
    void aStrangerOnTheSameHostDoesNotBanMyNeighbours() throws Exception {
        try (AttackedNode attacked = new AttackedNode(EngineNode.NETWORK, LinkSettings.DEFAULT)) {
            List<RecordingPeer> neighbours = List.of(attacked.neighbour(), attacked.neighbour());
            RecordingPeer stranger = attacked.stranger().sendsSealed((byte) 0xff).play();
            attacked.assertClosed(stranger, "misbehaved: a frame of an unknown type");
            attacked.assertHandshakeFailed(impostor(attacked, neighbours.getFirst()), FORGED);
            for (RecordingPeer neighbour : neighbours) {
                neighbour.sends(new Frame.Ping(7)).play();
                assertEquals(7, neighbour.takesSooner(Frame.Pong.class).token(), "its link is there");
            }
            RecordingPeer again = attacked.again(neighbours.getFirst()).sends(new Frame.JoinRequest(true)).play();
            again.takesHello();
            again.takes(Frame.JoinAck.class);
            attacked.assertOthersTalkOn();
        }
    }

    private static RecordingPeer impostor(AttackedNode attacked, RecordingPeer neighbour) throws Exception {
        RecordingPeer impostor = attacked.peer(neighbour.impostor(99))
                .dials(attacked.target.address())
                .sendsHello()
                .sendsSealed((byte) 0xff)
                .play();
        impostor.takesHello();
        impostor.takesEnd();
        return impostor;
    }

    // ---- a restart

    /** Attack N1, at the next start. */
    @Test
    void aPeerThatStartsAgainDialsItsAnchorsThoughOthersAnswerFirst(@TempDir Path folder) throws Exception {
        List<RecordingPeer> anchors = List.of(honest(201), honest(202));
        try (EngineNode.Group before = new EngineNode.Group().with(SETTINGS)) {
            EngineNode target = before.node();
            for (RecordingPeer anchor : anchors) {
                choose(target, anchor, List.of());
            }
            enter(attacker(), target, List.of());
            List<Address> learned = List.of();
            while (learned.size() < 3) {
                learned = target.await(FloodEvent.AddressesLearned.class).addresses();
            }
            new KnownAddresses(folder).write(learned.stream().map(Address::toString).toList());
        }
        List<Address> known = new KnownAddresses(folder).read(_ -> {}).stream().map(Address::parse).toList();
        List<EngineNode> others = nodes.nodes(6); // four are dialled at a time, and three links are enough to rest
        for (RecordingPeer anchor : anchors) {
            anchor.hangsUp();
            anchor.accepts().play();
        }
        List<Address> given = others.stream().map(EngineNode::address).toList();
        nodes.node(new BootstrapAddresses(given, known.subList(0, MembershipLimits.ANCHORS), known)).awaitLinks(4);
        for (RecordingPeer anchor : anchors) {
            anchor.awaitPlayed();
        }
    }
}
