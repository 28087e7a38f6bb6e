package floodchat.protocol.wire;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PeerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes frames into a buffer, each with its length before it, and not sealed yet. Pure functions; any thread may call
 * them.
 */
public final class FrameEncoder {
    /** The first byte of a PACKET has the hops in its lower six bits, and the route above them. */
    static final int ROUTE_SHIFT = 6;

    private FrameEncoder() {}

    /** How many bytes the frame takes before it is sealed, at most. The buffer must have room for them. */
    public static int roomFor(Frame frame) {
        int body = frame instanceof Frame.Carrier carrier
                ? 2 + carrier.packet().bytes().length
                : WireLimits.MAX_CONTROL_BYTES;
        return WireLimits.LENGTH_BYTES + body;
    }

    public static void encode(Frame frame, ByteBuffer out) {
        int start = begin(FrameType.of(frame), out);
        switch (frame) {
            case Frame.JoinRequest request -> out.put((byte) (request.urgent() ? 1 : 0));
            case Frame.JoinAck ack -> encodeContacts(ack.sample(), out);
            case Frame.Disconnect disconnect -> out.put((byte) disconnect.reason().ordinal());
            case Frame.Shuffle shuffle -> encodeContacts(shuffle.contacts(), out);
            case Frame.ShuffleReply reply -> encodeContacts(reply.contacts(), out);
            case Frame.Ping(long token) -> out.putLong(token);
            case Frame.Pong(long token) -> out.putLong(token);
            case Frame.PacketFrame flooded ->
                out.put((byte) (flooded.hopsLeft() | flooded.route().ordinal() << ROUTE_SHIFT))
                        .put(flooded.packet().bytes());
            case Frame.IHave have -> {
                out.put((byte) have.kind().ordinal());
                encodeIds(have.ids(), out);
            }
            case Frame.IWant want -> encodeIds(want.ids(), out);
            case Frame.Graft ignored -> {}
            case Frame.Prune ignored -> {}
            case Frame.StemFrame(Packet packet) -> out.put(packet.bytes());
        }
        end(start, out);
    }

    public static void encode(Hello hello, ByteBuffer out) {
        int start = begin(FrameType.HELLO, out);
        out.putInt(Hello.MAGIC).putShort((short) hello.version());
        end(start, out);
    }

    /** Writes a message of the handshake. @param type one of HANDSHAKE_1 to HANDSHAKE_3 */
    public static void encode(FrameType type, byte[] message, ByteBuffer out) {
        int start = begin(type, out);
        out.put(message);
        end(start, out);
    }

    private static int begin(FrameType type, ByteBuffer out) {
        int start = out.position();
        out.putShort((short) 0).put((byte) type.code());
        return start;
    }

    private static void end(int start, ByteBuffer out) {
        out.putShort(start, (short) (out.position() - start - WireLimits.LENGTH_BYTES));
    }

    private static void encodeIds(List<PacketId> ids, ByteBuffer out) {
        out.putShort((short) ids.size());
        ids.forEach(id -> out.putLong(id.high()).putLong(id.low()));
    }

    private static void encodeContacts(List<Contact> contacts, ByteBuffer out) {
        out.put((byte) contacts.size());
        contacts.forEach(contact -> encodeContact(contact, out));
    }

    private static void encodeContact(Contact contact, ByteBuffer out) {
        encodePeer(contact.peer(), out);
        byte[] host = contact.address().host().getBytes(StandardCharsets.US_ASCII);
        out.putShort((short) contact.address().port()).put((byte) host.length).put(host);
    }

    private static void encodePeer(PeerId peer, ByteBuffer out) {
        out.putLong(peer.high()).putLong(peer.low());
    }
}
