package floodchat.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.wire.Hello;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that do what no peer should, while others keep talking. */
class HostilePeersTest {
    private static final NetworkTerms NETWORK = EngineNode.NETWORK;
    private static final LinkSettings IMPATIENT = new LinkSettings(300, 600, 200, 500);

    private final EngineNode.Group nodes = new EngineNode.Group();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private EngineNode target;
    private EngineNode friend;

    @BeforeEach
    void twoHonestPeersAreLinked() throws Exception {
        start(LinkSettings.DEFAULT);
    }

    private void start(LinkSettings settings) throws Exception {
        nodes.close();
        target = nodes.with(settings).node();
        friend = nodes.node(target.address());
        friend.awaitLinks(1);
        target.awaitLinks(1);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
        nodes.close();
    }

    private RecordingPeer stranger() throws IOException {
        RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, 1 + toClose.size());
        toClose.add(peer);
        return peer;
    }

    /** A peer that is in the target's active view, and has read all that led to it. */
    private RecordingPeer neighbour() throws Exception {
        RecordingPeer peer = stranger().dials(target.address()).greets().sends(new Frame.NeighbourRequest(true));
        peer.play().takesGreeting();
        peer.takes(Frame.JoinAck.class);
        target.awaitLinks(2);
        return peer;
    }

    private void assertOthersTalkOn() throws Exception {
        friend.publish("to the target");
        target.awaitTexts("to the target");
        target.publish("to the friend");
        friend.awaitTexts("to the friend");
    }

    private static Packet packet(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + payload.length + Packet.STAMP_BYTES);
        return Packet.received(NETWORK.tag(),
                bytes.put((byte) 0).putLong(System.currentTimeMillis()).put(payload).array());
    }

    // ---- greetings

    @Test
    void garbageIsNoGreeting() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            byte[] garbage = new byte[1_000];
            new Random(seed).nextBytes(garbage);
            RecordingPeer peer = stranger().dials(target.address()).sendsBytes(garbage).endsSending().play();
            peer.takesGreeting();
            peer.takesEnd();
        }
        assertOthersTalkOn();
    }

    @Test
    void aWebBrowserIsNoPeer() throws Exception {
        byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        RecordingPeer peer = stranger().dials(target.address()).sendsBytes(request).play();
        peer.takesGreeting();
        peer.takesEnd();
        assertOthersTalkOn();
    }

    @Test
    void whoeverAsksForAnAddressIsToldThatNoPeerLivesThere() throws Exception {
        RecordingPeer webServer =
                stranger().accepts().sendsBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("that is no Floodchat peer (a frame of an unknown type)", joinFails(webServer));
    }

    @Test
    void whoeverAsksForAnAddressIsToldThatItSpeaksAnotherVersion() throws Exception {
        RecordingPeer peer = stranger();
        peer.accepts().greets(new Hello(7, NETWORK, peer.id(), 1_000, System.currentTimeMillis()));
        assertEquals("the peer speaks version 7 of the protocol, we speak 2", joinFails(peer));
    }

    @Test
    void whoeverAsksForAnAddressIsToldThatItBelongsToAnotherNetwork() throws Exception {
        RecordingPeer peer = new RecordingPeer(NetworkTerms.unlimited("another network"), 99);
        toClose.add(peer);
        assertEquals("the peer belongs to another network", joinFails(peer.accepts().greets()));
    }

    @Test
    void whoeverAsksForAnAddressIsToldThatItsNetworkAsksForOtherWork() throws Exception {
        NetworkTerms dearer = new NetworkTerms(NETWORK.tag(), 64, NETWORK.packetsPerSecond());
        assertEquals("the peer's network.work is 64, ours is 0", joinFails(greetingWith(dearer, 0)));
    }

    @Test
    void whoeverAsksForAnAddressIsToldThatItsLinksCarryAnotherNumberOfPackets() throws Exception {
        NetworkTerms slower = new NetworkTerms(NETWORK.tag(), NETWORK.hashesPerByte(), 7);
        assertEquals("the peer's network.packets_per_second is 7, ours is 0", joinFails(greetingWith(slower, 0)));
    }

    @ParameterizedTest
    @CsvSource({"3, 3 hours ahead of ours", "-3, 3 hours behind ours", "-72, 3 days behind ours"})
    void whoeverAsksForAnAddressIsToldThatItsClockIsFarFromOurs(int hoursAhead, String gap) throws Exception {
        long aheadMs = hoursAhead * 3_600_000L + Integer.signum(hoursAhead) * 60_000L;
        assertEquals("the peer's clock is " + gap + ": one of them is wrong",
                joinFails(greetingWith(NETWORK, aheadMs)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 0})
    void anyTimeAtAllMayComeInAGreeting(long timeMs) throws Exception {
        RecordingPeer peer = stranger();
        String reason = joinFails(peer.accepts().greets(new Hello(Hello.VERSION, NETWORK, peer.id(), 1_000, timeMs)));
        String side = timeMs > System.currentTimeMillis() ? "ahead of" : "behind";
        assertTrue(reason.matches("the peer's clock is \\d+ days " + side + " ours: one of them is wrong"), reason);
    }

    private RecordingPeer greetingWith(NetworkTerms terms, long aheadMs) throws IOException {
        RecordingPeer peer = stranger();
        long nowMs = System.currentTimeMillis() + aheadMs;
        return peer.accepts().greets(new Hello(Hello.VERSION, terms, peer.id(), 1_000, nowMs));
    }

    @Test
    void whoeverAsksForAnAddressIsToldThatItIsTheirOwn() throws Exception {
        target.bus.publish(new FloodCommand.Join(target.address()));
        assertEquals("that is this peer itself", target.await(FloodEvent.JoinFailed.class).reason());
        assertOthersTalkOn();
    }

    private String joinFails(RecordingPeer peer) throws Exception {
        peer.play();
        target.bus.publish(new FloodCommand.Join(peer.address()));
        FloodEvent.JoinFailed failed = target.await(FloodEvent.JoinFailed.class);
        assertEquals(peer.address(), failed.address());
        assertOthersTalkOn();
        return failed.reason();
    }

    @Test
    void aStrangerThatClaimsToBeTheTargetItselfIsSentAway() throws Exception {
        RecordingPeer first = stranger().dials(target.address()).greets().play();
        PeerId targetId = first.takesGreeting().peer();
        RecordingPeer mirror = new RecordingPeer(EngineNode.NETWORK, targetId);
        toClose.add(mirror);
        mirror.dials(target.address()).greets().sends(new Frame.NeighbourRequest(true)).play();
        mirror.takesGreeting();
        mirror.takesEnd();
        assertOthersTalkOn();
    }

    @Test
    void halfAGreetingIsHeldOpenNoLongerThanItsTime() throws Exception {
        start(IMPATIENT);
        RecordingPeer silent = stranger().dials(target.address()).play();
        RecordingPeer half = stranger().dials(target.address()).sendsBytes((byte) 0, (byte) 41, (byte) 1).play();
        silent.takesGreeting();
        silent.takesEnd();
        half.takesGreeting();
        half.takesEnd();
        assertOthersTalkOn();
    }

    @Test
    void aGreetingThatDripsInMustBeWholeInTimeToo() throws Exception {
        start(IMPATIENT);
        RecordingPeer dripping = stranger().dials(target.address()).sendsBytes((byte) 0, (byte) 255).play();
        dripping.takesGreeting();
        assertHungUpOnWhileDripping(dripping);
        assertOthersTalkOn();
    }

    /** Sends a byte now and then, more often than the target's patience for one read lasts. */
    private void assertHungUpOnWhileDripping(RecordingPeer peer) throws Exception {
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

    @Test
    void tenThousandHalfOpenConnectionsHoldNoMoreThan32SocketsAndAnHonestPeerJoinsMeanwhile() throws Exception {
        EngineNode newcomer = null;
        for (int batch = 0; batch < 50; batch++) {
            try (Crowd crowd = new Crowd(target.address(), 200)) {
                crowd.awaitOpen(32);
                if (batch == 25) {
                    newcomer = nodes.node(target.address());
                    newcomer.awaitLinks(1);
                }
            }
        }
        assertOthersTalkOn();
        newcomer.awaitTexts("to the target", "to the friend");
    }

    /** Connections that nobody says anything on. */
    private static final class Crowd implements AutoCloseable {
        private static final long PATIENCE_MS = 5_000; // less than a greeting may take
        private final Selector selector = Selector.open();
        private final ByteBuffer in = ByteBuffer.allocate(1_024);
        private int open;

        Crowd(Address target, int count) throws IOException {
            for (; open < count; open++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
                channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            }
        }

        /** Waits until the target has hung up on all but so many. */
        void awaitOpen(int most) throws IOException {
            while (open > most) {
                int ready =
                        selector.select(key -> open -= hasEnded((SocketChannel) key.channel()) ? 1 : 0, PATIENCE_MS);
                assertTrue(ready > 0, () -> open + " are held open");
            }
        }

        private boolean hasEnded(SocketChannel channel) {
            try {
                in.clear();
                if (channel.read(in) >= 0) {
                    return false;
                }
                channel.close();
            } catch (IOException e) {
                assertFalse(channel.isBlocking(), "reset: ended as well");
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }

    // ---- frames

    /** Of every type, in hex, one byte longer than it may be. */
    @ParameterizedTest
    @CsvSource({"01,2049", "10,8193", "11,8193", "12,8193", "13,8193", "14,8193", "15,8193", "16,8193", "20,65535"})
    void anOversizedFrameCostsTheLinkBeforeItsBodyIsRead(String type, int length) throws Exception {
        RecordingPeer peer = neighbour();
        byte[] head = {(byte) (length >> 8), (byte) length, (byte) Integer.parseInt(type, 16)};
        peer.sendsBytes(head);
        if (length == 65_535) {
            peer.sendsBytes(new byte[length - 1]); // such a frame may be that long, a packet may not
        }
        peer.play().takesEnd();
        target.awaitLinksDownTo(1);
        assertOthersTalkOn();
    }

    @ParameterizedTest
    @CsvSource({
        "0000, a frame without a type",
        "0001ff, an unknown type",
        "000213ff, a reason that there is none of",
        "00021601, a ping with a token that is too short",
        "000b21000000000000000000, an unknown type of the right length",
        "0014202100000000000000000000610000000000000000, 33 hops",
        "001320200000000000000000000000000000000000, a packet without a payload"
    })
    void aMalformedFrameCostsTheLink(String hex, String what) throws Exception {
        RecordingPeer peer = neighbour();
        peer.sendsBytes(HexFormat.of().parseHex(hex)).play();
        peer.takesEnd();
        target.awaitLinksDownTo(1);
        assertOthersTalkOn();
    }

    @Test
    void aLinkThatBringsNoFrameIsDroppedAfterItsTime() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = neighbour();
        peer.takesEnd();
        assertOthersTalkOn();
    }

    @Test
    void aFrameThatDripsInMustBeWholeInTimeToo() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = neighbour();
        peer.sendsBytes((byte) 0x1f, (byte) 0xff, (byte) 0x20).play();
        assertHungUpOnWhileDripping(peer);
        assertOthersTalkOn();
    }

    @Test
    void aPeerThatEndsItsSideAndNeverReadsKeepsNoThreadWaiting() throws Exception {
        start(IMPATIENT);
        stranger().readsNothing()
                .dials(target.address())
                .greets()
                .sends(new Frame.NeighbourRequest(true))
                .endsSending()
                .play();
        target.awaitLinks(2);
        target.awaitLinksDownTo(1);
        assertOthersTalkOn();
    }

    @Test
    void aPacketBeforeAnyRoleIsIgnored() throws Exception {
        Frame.Flooded unasked = new Frame.Flooded(5, Frame.Way.PUSHED, packet("who let this in"));
        RecordingPeer peer =
                stranger().dials(target.address()).greets().sends(unasked, new Frame.NeighbourRequest(true));
        peer.play().takesGreeting();
        peer.takes(Frame.JoinAck.class); // so it has been seen before
        assertOthersTalkOn();
    }

    @Test
    void theSamePacketTenThousandTimesIsOneMessage() throws Exception {
        RecordingPeer peer = neighbour();
        Frame[] again = new Frame[10_000];
        Arrays.fill(again, new Frame.Flooded(5, Frame.Way.PUSHED, packet("again")));
        peer.sends(again).sends(new Frame.Flooded(5, Frame.Way.PUSHED, packet("something else"))).play();
        target.awaitTexts("again", "something else");
        friend.awaitTexts("again", "something else");
        assertOthersTalkOn();
    }

    @Test
    void aFloodOfControlFramesHoldsUpNobody() throws Exception {
        RecordingPeer peer = neighbour();
        Contact nobody = new Contact(new PeerId(77, 77), new Address("127.0.0.1", 9));
        for (int i = 0; i < 5_000; i++) {
            peer.sends(
                    new Frame.JoinRequest(nobody, FloodLimits.JOIN_HOPS, Frame.Need.FIRST),
                    new Frame.JoinRequest(nobody, 1, Frame.Need.MORE),
                    new Frame.Shuffle(nobody, 0, List.of(nobody)),
                    new Frame.JoinAck(List.of()),
                    new Frame.NeighbourRequest(true));
        }
        peer.play();
        for (int i = 0; i < 20; i++) {
            assertOthersTalkOn();
        }
    }

    @Test
    void anUnsolicitedAcknowledgementMakesANeighbourOnlyWhereThereIsASlot() throws Exception {
        List<RecordingPeer> peers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RecordingPeer peer = stranger().dials(target.address()).greets().sends(new Frame.JoinAck(List.of())).play();
            peer.takesGreeting();
            peers.add(peer);
        }
        RecordingPeer last = peers.getLast();
        assertEquals(Frame.Reason.FULL, last.takesSooner(Frame.Disconnect.class).reason());
        assertOthersTalkOn();
    }

    @Test
    void aRequestToJoinThatNamesTheTargetItselfIsNotFollowed() throws Exception {
        RecordingPeer peer = neighbour();
        RecordingPeer asking = stranger().dials(target.address()).greets().play();
        PeerId targetId = asking.takesGreeting().peer();
        Contact reflected = new Contact(targetId, target.address());
        peer.sends(new Frame.JoinRequest(reflected, 0, Frame.Need.FIRST)).play();
        peer.sends(new Frame.Flooded(5, Frame.Way.PUSHED, packet("after the reflection"))).play();
        target.awaitTexts("after the reflection");
        friend.awaitTexts("after the reflection");
        assertOthersTalkOn();
    }

    @Test
    void aPeerThatNeverReadsIsDroppedAndTheOthersGoOn() throws Exception {
        start(IMPATIENT);
        stranger().readsNothing().dials(target.address()).greets().sends(new Frame.NeighbourRequest(true)).play();
        target.awaitLinks(2);
        publishMuch();
        friend.awaitInAnyOrder(IntStream.range(0, 400).mapToObj(i -> i + "x".repeat(50_000)).toList());
        target.awaitLinksDownTo(1);
        assertOthersTalkOn();
    }

    @Test
    void whatIsPublishedMeanwhileGoesOutAsSoonAsADeafPeerIsWaitedForNoMore() throws Exception {
        start(new LinkSettings(10_000, 20_000, 2_000, 5_000)); // it is waited for during the first fifth of 5,000 ms
        stranger().readsNothing().dials(target.address()).greets().sends(new Frame.NeighbourRequest(true)).play();
        target.awaitLinks(2);
        target.await(FloodEvent.AddressesLearned.class); // no timer is left that could wake the engine
        Thread talker = Thread.ofVirtual().name("talker").start(this::publishMuch);
        while (target.events.poll(300) != null) {
            continue; // until nothing is handed over any more
        }
        friend.publish("to the target");
        target.awaitTexts("to the target");
        FloodEvent next = target.events.poll(10_000);
        assertInstanceOf(FloodEvent.HandedOver.class, next, "only once the deaf peer was dropped");
        talker.join();
    }

    /** 20 MB: more than the system keeps for a peer that does not read. */
    private void publishMuch() {
        try {
            for (int i = 0; i < 400; i++) {
                target.publish(i + "x".repeat(50_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of them does not even read. What is left of the links when the engine has stopped, the leak check would see. */
    @Test
    void aGoodbyeToPeersThatNeverHangUpEndsInTime() throws Exception {
        List<RecordingPeer> stubborn = List.of(neighbour(), neighbour());
        stranger().readsNothing().dials(target.address()).greets().sends(new Frame.NeighbourRequest(true)).play();
        target.awaitLinks(4);
        target.bus.publish(new FloodCommand.Stop());
        for (RecordingPeer peer : stubborn) {
            assertEquals(Frame.Reason.LEAVING, peer.takesSooner(Frame.Disconnect.class).reason());
        }
        target.await(FloodEvent.Stopped.class);
        friend.awaitLinksDownTo(0);
    }

    @Test
    void aNeighbourThatIsKilledIsGoneAtOnce() throws Exception {
        friend.close();
        target.awaitLinksDownTo(0);
    }
}
