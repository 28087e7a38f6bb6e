package floodchat.protocol.wire;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PeerId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of frames. Whatever the bytes are, the result is a frame within all bounds, or the reason why there
 * is none. Immutable; any thread may call it.
 */
public final class FrameDecoder {
    private final NetworkTerms terms;

    /** @param terms decide the id of a packet, and how much work its stamp must show */
    public FrameDecoder(NetworkTerms terms) {
        this.terms = terms;
    }

    /**
     * Reads a frame that was opened: its type and its body. Nothing of the buffer is kept.
     *
     * @param frame from its position to its limit, at least one byte
     */
    public Decoded decode(ByteBuffer frame) {
        int length = frame.remaining();
        @Nullable FrameType type = FrameType.ofCode(Byte.toUnsignedInt(frame.get()));
        if (type == null) {
            return new Decoded.Malformed("a frame of an unknown type");
        }
        if (length > type.maxBytes()) {
            return new Decoded.Malformed(type + " of " + length + " bytes, " + type.maxBytes() + " at most");
        }
        return decode(type, frame);
    }

    private Decoded decode(FrameType type, ByteBuffer in) {
        try {
            Decoded decoded = decodeBody(type, in);
            boolean leftOver = decoded instanceof Decoded.Read && in.hasRemaining();
            return leftOver ? new Decoded.Malformed(type + " has bytes left over") : decoded;
        } catch (BufferUnderflowException e) {
            return new Decoded.Malformed(type + " ends too early");
        } catch (MalformedBody e) {
            return new Decoded.Malformed(type + " has " + e.getMessage());
        }
    }

    /** Ends the decoding at the first wrong field. Never leaves this class. */
    private static final class MalformedBody extends Exception {
        private static final long serialVersionUID = 1;

        MalformedBody(String fault) {
            super(fault, null, false, false);
        }
    }

    private Decoded decodeBody(FrameType type, ByteBuffer in) throws MalformedBody {
        return switch (type) {
            case HELLO, HANDSHAKE_1, HANDSHAKE_2, HANDSHAKE_3 -> new Decoded.Malformed(type + " after the handshake");
            case JOIN_REQ -> new Decoded.Read(new Frame.JoinRequest(upTo(1, in) == 1));
            case JOIN_ACK -> new Decoded.Read(new Frame.JoinAck(contacts(in)));
            case DISCONNECT -> new Decoded.Read(disconnect(in));
            case SHUFFLE -> new Decoded.Read(new Frame.Shuffle(contacts(in)));
            case SHUFFLE_REPLY -> new Decoded.Read(new Frame.ShuffleReply(contacts(in)));
            case PING -> new Decoded.Read(new Frame.Ping(in.getLong()));
            case PONG -> new Decoded.Read(new Frame.Pong(in.getLong()));
            case PACKET -> new Decoded.Read(flooded(in));
            case IHAVE -> new Decoded.Read(have(in));
            case IWANT -> new Decoded.Read(new Frame.IWant(ids(in)));
            case GRAFT -> new Decoded.Read(new Frame.Graft());
            case PRUNE -> new Decoded.Read(new Frame.Prune());
            case STEM -> new Decoded.Read(new Frame.StemFrame(packet(in)));
        };
    }

    private static Frame disconnect(ByteBuffer in) throws MalformedBody {
        return new Frame.Disconnect(Frame.Reason.values()[upTo(Frame.Reason.values().length - 1, in)]);
    }

    private Frame flooded(ByteBuffer in) throws MalformedBody {
        int first = Byte.toUnsignedInt(in.get());
        int hopsLeft = first & (1 << FrameEncoder.ROUTE_SHIFT) - 1; // six bits, up to MAX_PACKET_HOPS
        Frame.Route route = Frame.Route.values()[first >> FrameEncoder.ROUTE_SHIFT]; // two bits, four ways
        return new Frame.PacketFrame(hopsLeft, route, packet(in));
    }

    private Packet packet(ByteBuffer in) throws MalformedBody {
        @Nullable Packet packet = Packet.received(terms.tag(), bytes(in.remaining(), in));
        if (packet == null) {
            throw new MalformedBody("a length or flags that no packet has");
        }
        if (!terms.isPaid(packet.id(), packet.bytes().length)) {
            throw new MalformedBody("a stamp that does not show the work");
        }
        return packet;
    }

    private static Frame have(ByteBuffer in) throws MalformedBody {
        Frame.IdKind kind = Frame.IdKind.values()[upTo(Frame.IdKind.values().length - 1, in)];
        return new Frame.IHave(kind, ids(in));
    }

    private static List<PacketId> ids(ByteBuffer in) throws MalformedBody {
        int count = (int) atMost(FloodLimits.MAX_IDS, Short.toUnsignedInt(in.getShort()));
        List<PacketId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(new PacketId(in.getLong(), in.getLong()));
        }
        return List.copyOf(ids);
    }

    private static List<Contact> contacts(ByteBuffer in) throws MalformedBody {
        int count = upTo(FloodLimits.MAX_CONTACTS, in);
        List<Contact> contacts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            contacts.add(contact(in));
        }
        return List.copyOf(contacts);
    }

    private static Contact contact(ByteBuffer in) throws MalformedBody {
        PeerId peer = peer(in);
        int port = port(in);
        byte[] host = bytes(Byte.toUnsignedInt(in.get()), in);
        String literal = new String(host, StandardCharsets.US_ASCII);
        if (!Address.isUnicastLiteral(literal)) {
            throw new MalformedBody("a host that is no IP literal of one machine");
        }
        return new Contact(peer, new Address(literal, port));
    }

    private static PeerId peer(ByteBuffer in) {
        return new PeerId(in.getLong(), in.getLong());
    }

    private static int port(ByteBuffer in) throws MalformedBody {
        int port = Short.toUnsignedInt(in.getShort());
        if (port == 0) {
            throw new MalformedBody("port 0");
        }
        return port;
    }

    private static int upTo(int max, ByteBuffer in) throws MalformedBody {
        return (int) atMost(max, Byte.toUnsignedInt(in.get()));
    }

    private static long atMost(int max, long value) throws MalformedBody {
        if (value > max) {
            throw new MalformedBody("a value of " + value + " where " + max + " is the most");
        }
        return value;
    }

    private static byte[] bytes(int count, ByteBuffer in) {
        if (in.remaining() < count) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
