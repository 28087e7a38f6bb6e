package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Packets and scripted cores for tests of the tree. */
final class TreeFixture {
    static final NetworkTag NETWORK = NetworkTag.of("test");
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);

    private TreeFixture() {}

    static Packet packet(int number) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES];
        bytes[Packet.HEADER_BYTES] = (byte) number;
        return Packet.received(NETWORK, bytes);
    }

    static Frame.PacketFrame pushed(int number) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(number));
    }

    static List<PacketId> id(int number) {
        return List.of(packet(number).id());
    }

    /** Three neighbours in a network that is too large for a plain flood. */
    static CoreScript inALargeNetwork() {
        CoreScript script = CoreScript.with(1, 2, 3);
        for (int i = 20; i < 44; i += 8) {
            script.learnFrom(ONE, IntStream.range(i, i + 8).mapToObj(CoreScript::contact).toList());
        }
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        script.effects.clear();
        return script;
    }

    /** The same, with a lazy second link. */
    static CoreScript withALazyLink() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(100)).received(TWO, pushed(100));
        script.effects.clear();
        return script;
    }

    /** A tree-building packet that is believed, however many packets were seen. */
    static Frame.PacketFrame treeBuilding(int number) {
        return treeBuildingWithZeros(13, number);
    }

    static Frame.PacketFrame treeBuildingWithZeros(int zeros, int number) {
        return new Frame.PacketFrame(5, Frame.Route.TREE_BUILDING, withZeros(zeros, number));
    }

    /** A packet whose id ends in exactly this many zero bits. */
    static Packet withZeros(int zeros, int number) {
        return withZeros(zeros, number, 0);
    }

    static Packet withZeros(int zeros, int number, long timeMs) {
        return IntStream.iterate(number, i -> i + 7)
                .mapToObj(i -> numbered(i, timeMs))
                .filter(one -> zeros(one) == zeros)
                .findFirst()
                .orElseThrow();
    }

    static Packet numbered(int number) {
        return numbered(number, 0);
    }

    static Packet numbered(int number, long timeMs) {
        ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + Integer.BYTES + Packet.STAMP_BYTES);
        bytes.putLong(1, timeMs).putInt(Packet.HEADER_BYTES, number);
        return Packet.received(NETWORK, bytes.array());
    }

    static int zeros(Packet packet) {
        return Long.numberOfTrailingZeros(packet.id().low());
    }
}
