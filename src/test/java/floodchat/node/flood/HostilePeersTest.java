package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linked peers that break the rules, while others keep talking. Each link must end for the expected reason. */
class HostilePeersTest {
    private static final NetworkTerms NETWORK = EngineNode.NETWORK;
    private static final LinkSettings IMPATIENT = new LinkSettings(300, 600, 200, 500);

    private AttackedNode attacked;

    @BeforeEach
    void twoHonestPeersAreLinked() throws Exception {
        attacked = new AttackedNode(NETWORK, LinkSettings.DEFAULT);
    }

    private void start(LinkSettings settings) throws Exception {
        attacked.close();
        attacked = new AttackedNode(NETWORK, settings);
    }

    @AfterEach
    void closeAll() throws Exception {
        attacked.close();
    }

    private static Packet packet(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + payload.length + Packet.STAMP_BYTES);
        return Packet.received(NETWORK.tag(),
                bytes.put((byte) 0).putLong(System.currentTimeMillis()).put(payload).array());
    }

    /** They announce everything first. After a few packets they are asked last, so not at all. */
    @Test
    void announcersThatNeverSendDelayNobody() throws Exception {
        RecordingPeer silent = attacked.neighbour();
        RecordingPeer another = attacked.chosen();
        RecordingPeer honest = attacked.neighbour();
        List<Packet> first = packets("first");
        Frame.IHave announced = new Frame.IHave(Frame.IdKind.FRESH, first.stream().map(Packet::id).toList());
        for (RecordingPeer one : List.of(silent, another)) {
            one.sends(announced, new Frame.Ping(1)).play();
            one.takesSooner(Frame.Pong.class);
        }
        honest.sends(announced).play();
        serve(honest, first);
        assertEquals(Set.of("first 0", "first 1", "first 2"), Set.of(texts(3)));
        List<Packet> later = packets("later");
        Frame.IHave more = new Frame.IHave(Frame.IdKind.FRESH, later.stream().map(Packet::id).toList());
        for (RecordingPeer one : List.of(silent, another)) {
            one.sends(more, new Frame.Ping(2)).play();
            one.takesSooner(Frame.Pong.class);
        }
        honest.sends(more).play();
        serve(honest, later);
        assertEquals(Set.of("later 0", "later 1", "later 2"), Set.of(texts(3)));
        for (RecordingPeer one : List.of(silent, another)) {
            one.sends(new Frame.Ping(3)).play();
            assertFalse(wasAskedBeforePong(one, later), "it was asked before or beside the honest one");
        }
    }

    private static List<Packet> packets(String word) {
        return IntStream.range(0, 3).mapToObj(i -> packet(word + " " + i)).toList();
    }

    /** Sends the packets when it is asked for them. */
    private static void serve(RecordingPeer peer, List<Packet> packets) throws Exception {
        Set<PacketId> left = new HashSet<>(packets.stream().map(Packet::id).toList());
        while (!left.isEmpty()) {
            left.removeAll(peer.takesSooner(Frame.IWant.class).ids());
        }
        packets.forEach(one -> peer.sends(new Frame.PacketFrame(5, Frame.Route.FETCHED, one)));
        peer.play();
    }

    private String[] texts(int count) throws InterruptedException {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = attacked.target.awaitText();
        }
        return texts;
    }

    private static boolean wasAskedBeforePong(RecordingPeer peer, List<Packet> packets) throws Exception {
        Set<PacketId> ids = new HashSet<>(packets.stream().map(Packet::id).toList());
        boolean asked = false;
        for (Frame frame = peer.takes(Frame.class); !(frame instanceof Frame.Pong); frame = peer.takes(Frame.class)) {
            asked |= frame instanceof Frame.IWant want && want.ids().stream().anyMatch(ids::contains);
        }
        return asked;
    }

    /** One byte more than the type allows. */
    @ParameterizedTest
    @CsvSource({"01, HELLO, 2049", "02, HANDSHAKE_1, 2049", "10, JOIN_REQ, 8193",
        "11, JOIN_ACK, 8193",
        "13, DISCONNECT, 8193",
        "14, SHUFFLE, 8193", "15, SHUFFLE_REPLY, 8193", "16, PING, 8193", "17, PONG, 8193", "21, IHAVE, 8193",
        "22, IWANT, 8193", "23, GRAFT, 8193",
        "24, PRUNE, 8193"})
    void anOversizedFrameCostsTheLink(String code, String type, int length) throws Exception {
        RecordingPeer peer = attacked.neighbour();
        byte[] frame = new byte[length];
        frame[0] = Byte.parseByte(code, 16);
        peer.sendsSealed(frame).play();
        attacked.assertClosed(peer, "misbehaved: %s of %d bytes, %d at most".formatted(type, length, length - 1));
        attacked.target.awaitLinksDownTo(1);
        attacked.assertOthersTalkOn();
    }

    /** The length field can't hold more than a PACKET frame may have, but the packet in it must be shorter. */
    @Test
    void anOversizedPacketCostsTheLink() throws Exception {
        RecordingPeer peer = attacked.neighbour();
        byte[] frame = new byte[WireLimits.MAX_PACKET_FRAME_BYTES];
        frame[0] = 0x20;
        peer.sendsSealed(frame).play();
        attacked.assertClosed(peer, "misbehaved: PACKET has a length or flags that no packet has");
        attacked.target.awaitLinksDownTo(1);
        attacked.assertOthersTalkOn();
    }

    @ParameterizedTest
    @CsvSource({
        "ff, a frame of an unknown type",
        "30000000000000000000, a frame of an unknown type",
        "01464c44430006, HELLO after the handshake",
        "02464c44430006, HANDSHAKE_1 after the handshake",
        "1001ff, JOIN_REQ has bytes left over",
        "1002, JOIN_REQ has a value of 2 where 1 is the most",
        "1201, a frame of an unknown type",
        "13ff, DISCONNECT has a value of 255 where 3 is the most",
        "1401, SHUFFLE ends too early",
        "1400010000000000000000, SHUFFLE has bytes left over",
        "1601, PING ends too early",
        "210201ff, IHAVE has a value of 2 where 1 is the most",
        "21000000000000000000, IHAVE has bytes left over",
        "20200000000000000000000000000000000000, PACKET has a length or flags that no packet has",
        "2020040000000000000000000000000000000000, PACKET has a length or flags that no packet has"
    })
    void aMalformedFrameCostsTheLink(String hex, String fault) throws Exception {
        RecordingPeer peer = attacked.neighbour();
        peer.sendsSealed(HexFormat.of().parseHex(hex)).play();
        attacked.assertClosed(peer, "misbehaved: " + fault);
        attacked.target.awaitLinksDownTo(1);
        attacked.assertOthersTalkOn();
    }

    /** Anyone on the way could have caused it, so the peer is not banned for it. */
    @ParameterizedTest
    @CsvSource({"0000, a frame too short to be sealed", "0010, a frame too short to be sealed",
        "0011ffffffffffffffffffffffffffffffffff, a frame that does not open"})
    void aFrameThatDoesNotOpenEndsTheLinkWithoutABan(String hex, String fault) throws Exception {
        RecordingPeer peer = attacked.neighbour();
        peer.sendsBytes(HexFormat.of().parseHex(hex)).play();
        attacked.assertClosed(peer, "broken: " + fault);
        attacked.target.awaitLinksDownTo(1);
        RecordingPeer again = attacked.again(peer).sends(new Frame.JoinRequest(true)).play();
        again.takesHello();
        again.takes(Frame.JoinAck.class);
        attacked.assertOthersTalkOn();
    }

    @Test
    void aSilentLinkIsDropped() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = attacked.neighbour();
        attacked.assertClosed(peer, "silent for 600 ms");
        attacked.assertOthersTalkOn();
    }

    @Test
    void aFrameThatArrivesByteByByteMustBeCompleteInTimeToo() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = attacked.neighbour();
        peer.sendsBytes((byte) 0x1f, (byte) 0xff, (byte) 0x20).play();
        AttackedNode.assertHungUpOnWhileDripping(peer);
        attacked.assertClosed(peer, "silent for 600 ms");
        attacked.assertOthersTalkOn();
    }

    @Test
    void aPeerThatEndsItsSideAndNeverReadsKeepsNoThreadWaiting() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = attacked.stranger().readsNothing().sends(new Frame.JoinRequest(true));
        peer.endsSending().play();
        attacked.target.awaitLinks(2);
        attacked.assertClosed(peer, "closed by the peer");
        attacked.target.awaitLinksDownTo(1);
        attacked.assertOthersTalkOn();
    }

    /** Attack 75. */
    @Test
    void halfAPacketIsNoMessage() throws Exception {
        RecordingPeer peer = attacked.neighbour();
        peer.sendsHalfOf(new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("only half"))).endsSending().play();
        attacked.assertClosed(peer, "closed by the peer");
        attacked.target.awaitLinksDownTo(1);
        attacked.assertOthersTalkOn();
    }

    @Test
    void aPacketFromALinkThatIsNoNeighbourIsIgnored() throws Exception {
        Frame.PacketFrame unasked = new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("who let this in"));
        RecordingPeer peer =
                attacked.stranger().sends(unasked, new Frame.JoinRequest(true));
        peer.play().takesHello();
        peer.takes(Frame.JoinAck.class); // so the packet was handled before
        attacked.assertOthersTalkOn();
    }

    @Test
    void theSamePacketTenThousandTimesIsOneMessage() throws Exception {
        RecordingPeer peer = attacked.neighbour();
        Frame[] again = new Frame[10_000];
        Arrays.fill(again, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("again")));
        peer.sends(again).sends(new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("something else"))).play();
        attacked.target.awaitInAnyOrder(List.of("again", "something else"));
        attacked.friend.awaitInAnyOrder(List.of("again", "something else"));
        attacked.assertOthersTalkOn();
    }

    @Test
    void aFloodOfControlFramesDelaysNobody() throws Exception {
        RecordingPeer peer = attacked.neighbour();
        Contact nobody = new Contact(new PeerId(77, 77), new Address("127.0.0.1", 9));
        for (int i = 0; i < 5_000; i++) {
            peer.sends(
                    new Frame.JoinRequest(true),
                    new Frame.JoinRequest(false),
                    new Frame.Shuffle(List.of(nobody)),
                    new Frame.ShuffleReply(List.of(nobody)),
                    new Frame.JoinAck(List.of(nobody)));
        }
        peer.play();
        for (int i = 0; i < 20; i++) {
            attacked.assertOthersTalkOn();
        }
    }

    @Test
    void anUnsolicitedJoinAckMakesNoNeighbour() throws Exception {
        Frame.PacketFrame unasked = new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("who let this in"));
        RecordingPeer peer =
                attacked.stranger().sends(new Frame.JoinAck(List.of()), unasked, new Frame.Ping(7)).play();
        peer.takesHello();
        assertEquals(7, peer.takes(Frame.Pong.class).token()); // so the packet was handled before
        attacked.assertOthersTalkOn();
    }

    @Test
    void aPeerThatIsToldOfItselfDoesNotLinkToItself() throws Exception {
        RecordingPeer peer = attacked.neighbour();
        Contact reflected = new Contact(peer.other(), attacked.target.address());
        Contact disguised = new Contact(new PeerId(77, 77), attacked.target.address());
        peer.sends(new Frame.Shuffle(List.of(reflected, disguised))).play();
        peer.sends(new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("after the reflection"))).play();
        attacked.target.awaitTexts("after the reflection");
        attacked.friend.awaitTexts("after the reflection");
        attacked.assertOthersTalkOn();
    }

    @Test
    void aPeerThatNeverReadsIsDroppedAndTheOthersGoOn() throws Exception {
        start(new LinkSettings(300, 60_000, 200, 3_000)); // so long that a busy machine does not make the friend slow
        RecordingPeer deaf = attacked.deafNeighbour();
        attacked.publishMuch();
        attacked.friend.awaitInAnyOrder(AttackedNode.much());
        attacked.assertClosed(deaf, "did not drain for 3000 ms");
        attacked.target.awaitLinksDownTo(1);
        attacked.assertOthersTalkOn();
    }

    @Test
    void publicationsAreSentAsSoonAsADeafPeerIsNoLongerWaitedFor() throws Exception {
        start(new LinkSettings(10_000, 20_000, 2_000, 5_000)); // the peer is waited for a fifth of 5,000 ms
        attacked.deafNeighbour();
        attacked.target.await(FloodEvent.AddressesLearned.class); // no timer is left that would wake the engine
        Thread talker = Thread.ofVirtual().name("talker").start(attacked::publishMuch);
        while (attacked.target.events.poll(300) != null) {
            continue; // until nothing more is handed over
        }
        attacked.friend.publish("to the target");
        attacked.target.awaitTexts("to the target");
        FloodEvent next = attacked.target.events.poll(10_000);
        assertInstanceOf(FloodEvent.HandedOver.class, next, "only after the deaf peer was dropped");
        talker.join();
    }

    /** One peer does not even read. The leak check would find links that are left after the engine has stopped. */
    @Test
    void leavingEndsInTimeAlthoughPeersNeverHangUp() throws Exception {
        List<RecordingPeer> stubborn = List.of(attacked.neighbour(), attacked.neighbour());
        attacked.peer()
                .readsNothing()
                .dials(attacked.target.address())
                .sendsHello()
                .sends(new Frame.JoinRequest(true), new Frame.Graft())
                .play();
        attacked.target.awaitLinks(4);
        attacked.target.bus.publish(new FloodCommand.Stop());
        for (RecordingPeer peer : stubborn) {
            assertEquals(Frame.Reason.LEAVING, peer.takesSooner(Frame.Disconnect.class).reason());
        }
        attacked.target.await(FloodEvent.Stopped.class);
        attacked.friend.awaitLinksDownTo(0);
    }

    @Test
    void aKilledNeighbourIsNoticedAtOnce() throws Exception {
        attacked.friend.close();
        attacked.target.awaitLinksDownTo(0);
    }
}
