package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A node under attack: two honest peers that are linked, the target and its friend, and recording peers that do to
 * the target what no honest peer does.
 */
final class AttackedNode implements AutoCloseable {
    private final LinkLog log = LinkLog.record();
    private final EngineNode.Group nodes = new EngineNode.Group();
    private final NetworkTerms terms;
    private final List<RecordingPeer> peers = new ArrayList<>();
    final EngineNode target;
    final EngineNode friend;

    AttackedNode(NetworkTerms terms, LinkSettings patience) throws Exception {
        this(terms, patience, FloodSettings.DEFAULT);
    }

    AttackedNode(NetworkTerms terms, LinkSettings patience, FloodSettings settings) throws Exception {
        this.terms = terms;
        this.target = nodes.with(patience).with(settings).on(terms).node();
        this.friend = nodes.node(target.address());
        friend.awaitLinks(1);
        target.awaitLinks(1);
    }

    /** A peer that has done nothing yet. */
    RecordingPeer peer() throws IOException {
        return peer(new RecordingPeer(terms, 1 + peers.size()));
    }

    /** A peer of another number or another network. */
    RecordingPeer peer(RecordingPeer peer) {
        peers.add(peer);
        return peer;
    }

    /** The same peer once more, which will dial the target and do the handshake. */
    RecordingPeer again(RecordingPeer peer) throws IOException {
        return peer(new RecordingPeer(terms, peer.number())).dials(target.address()).sendsHello();
    }

    /** One more honest node, which joins through the target. */
    EngineNode newcomer() throws IOException {
        return nodes.node(target.address());
    }

    /** A peer that will dial the target and do the handshake. */
    RecordingPeer stranger() throws IOException {
        return peer().dials(target.address()).sendsHello();
    }

    /** A peer in the target's active view. It has read every frame that led to it. */
    RecordingPeer neighbour() throws Exception {
        RecordingPeer peer = stranger().sends(new Frame.JoinRequest(true), new Frame.Graft()).play();
        peer.takesHello();
        peer.takes(Frame.JoinAck.class);
        target.awaitLinks(2);
        return peer.awaitPlayed(); // what it sends next comes after its graft
    }

    /** A neighbour that never reads. */
    RecordingPeer deafNeighbour() throws Exception {
        RecordingPeer deaf = stranger().readsNothing().sends(new Frame.JoinRequest(true), new Frame.Graft());
        deaf.play();
        target.awaitLinks(2);
        return deaf;
    }

    /** A neighbour that the target dialled because a person asked for it. */
    RecordingPeer chosen() throws Exception {
        RecordingPeer peer = peer().accepts().sendsHello().play();
        target.bus.publish(new FloodCommand.Join(peer.address()));
        peer.takesHello();
        peer.takes(Frame.JoinRequest.class);
        peer.sends(new Frame.JoinAck(List.of()), new Frame.Graft()).play();
        return peer;
    }

    /** The target refuses the handshake of this peer, which dialled it, for this reason. */
    void assertRefused(RecordingPeer peer, String reason) throws InterruptedException {
        peer.takesHello();
        peer.takesEnd();
        assertHandshakeFailed(peer, reason);
    }

    /** The same, for a peer that has taken the HELLO and the end. */
    void assertHandshakeFailed(RecordingPeer peer, String reason) throws InterruptedException {
        assertEquals(reason, log.awaitRestOf("handshake with /127.0.0.1:" + peer.ownPort() + " failed: "));
    }

    /** The target closes its link to this peer for this reason. */
    void assertClosed(RecordingPeer peer, String reason) throws InterruptedException {
        assertEquals(reason, log.awaitRestOf(" to " + peer.address() + " is closed: "));
    }

    /** Target and friend hear each other, and nothing else. */
    void assertOthersTalkOn() throws Exception {
        friend.publish("to the target");
        target.awaitTexts("to the target");
        target.publish("to the friend");
        friend.awaitTexts("to the friend");
    }

    /** Target and friend hear each other among what the loud peers say. */
    void assertOthersTalkOnInTheNoise() throws Exception {
        friend.publish("to the target");
        target.awaitInTheNoise("to the target");
        target.publish("to the friend");
        friend.awaitInTheNoise("to the friend");
    }

    /** Sends single bytes, more often than the timeout of one read would allow. */
    static void assertHungUpOnWhileDripping(RecordingPeer peer) throws Exception {
        Thread dripping = Thread.ofVirtual().name("dripping").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                peer.sendsBytes((byte) 1).play();
                LockSupport.parkNanos(20_000_000);
            }
        });
        try {
            peer.takesEnd();
        } finally {
            dripping.interrupt();
            dripping.join();
        }
    }

    /** 20 MB: more than the system buffers for a peer that does not read. */
    static List<String> much() {
        return IntStream.range(0, 400).mapToObj(i -> i + "x".repeat(50_000)).toList();
    }

    void publishMuch() {
        try {
            for (String text : much()) {
                target.publish(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        for (RecordingPeer peer : peers) {
            peer.close();
        }
        nodes.close();
        log.close();
    }
}
