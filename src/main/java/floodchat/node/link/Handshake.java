package floodchat.node.link;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.wire.Decoded;
import floodchat.protocol.wire.FrameDecoder;
import floodchat.protocol.wire.FrameEncoder;
import floodchat.protocol.wire.Hello;
import floodchat.protocol.wire.WireLimits;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The first exchange on a socket. Each side sends one HELLO: its version, its network, its peer id and its listening
 * port. Immutable; many threads may do handshakes at once, each on its own socket.
 */
public final class Handshake {
    private static final long HOUR_MS = 3_600_000;

    /** A larger difference of clocks counts as this: about 300 years. */
    private static final long LARGEST_GAP_MS = 300L * 365 * 24 * HOUR_MS;

    private final Hello ours;
    private final FrameDecoder decoder;
    private final LinkSettings settings;

    public Handshake(Hello ours, LinkSettings settings) {
        this.ours = ours;
        this.settings = settings;
        this.decoder = new FrameDecoder(ours.terms());
    }

    /** The two peers can't link. The message is one clause for a person. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ClockGap clocks;

        Refused(String reason) {
            this(reason, null);
        }

        Refused(String reason, @Nullable ClockGap clocks) {
            super(reason);
            this.clocks = clocks;
        }

        /** How far the two clocks are apart, if that is the reason; else null. */
        public @Nullable ClockGap clocks() {
            return clocks;
        }
    }

    /** For a socket that we dialled. */
    Connection asDialler(Socket socket) throws IOException {
        FrameReader reader = begin(socket);
        Hello theirs = read(reader);
        Address dialled = Address.of(socket.getInetAddress().getAddress(), socket.getPort());
        return connected(socket, reader, theirs, dialled);
    }

    /** For a socket that the peer dialled. Its address is the host that we see and the port that it names. */
    Connection asListener(Socket socket) throws IOException {
        FrameReader reader = begin(socket);
        Hello theirs = read(reader);
        Address seen = Address.of(socket.getInetAddress().getAddress(), theirs.listeningPort());
        return connected(socket, reader, theirs, seen);
    }

    private static Connection connected(Socket socket, FrameReader reader, Hello theirs, Address address)
            throws IOException {
        Contact peer = new Contact(theirs.peer(), address);
        return new Connection(socket, reader, new FrameWriter(socket.getOutputStream()), peer, theirs.timeMs());
    }

    /** Sends our HELLO before reading theirs, so that the other side can always tell what is wrong. */
    private FrameReader begin(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        send(socket);
        return new FrameReader(socket, decoder);
    }

    private void send(Socket socket) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(WireLimits.LENGTH_BYTES + WireLimits.MAX_HELLO_BYTES);
        FrameEncoder.encode(ours.at(System.currentTimeMillis()), out);
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    private Hello read(FrameReader reader) throws IOException {
        return switch (reader.read(settings.handshakeWithinMs())) {
            case Decoded.Greeted(Hello theirs) -> onOurTerms(theirs);
            case Decoded.OtherVersion(int version) ->
                throw new Refused("the peer speaks version " + version + " of the protocol, we speak " + Hello.VERSION);
            case Decoded.Malformed(String reason) -> throw new Refused("that is no Floodchat peer (" + reason + ")");
            case Decoded.Read ignored -> throw new Refused("the peer sent no HELLO");
        };
    }

    private Hello onOurTerms(Hello theirs) throws Refused {
        String difference = differences(ours.terms(), theirs.terms());
        if (difference != null) {
            throw new Refused(difference);
        }
        refuseIfClocksDiffer(System.currentTimeMillis(), theirs);
        return theirs;
    }

    private static @Nullable String differences(NetworkTerms ours, NetworkTerms theirs) {
        if (!theirs.tag().equals(ours.tag())) {
            return "the peer belongs to another network";
        }
        if (theirs.hashesPerByte() != ours.hashesPerByte()) {
            return "the peer's network.work is " + theirs.hashesPerByte() + ", ours is " + ours.hashesPerByte();
        }
        if (theirs.packetsPerSecond() != ours.packetsPerSecond()) {
            return "the peer's network.packets_per_second is " + theirs.packetsPerSecond() + ", ours is "
                    + ours.packetsPerSecond();
        }
        return null;
    }

    /** Peers whose clocks are too far apart would refuse each other's packets. */
    private static void refuseIfClocksDiffer(long oursMs, Hello theirs) throws Refused {
        // their time may be any 64 bits
        long theirsMs = Math.clamp(theirs.timeMs(), oursMs - LARGEST_GAP_MS, oursMs + LARGEST_GAP_MS);
        long aheadMs = oursMs - theirsMs;
        if (Math.abs(aheadMs) > FloodLimits.MAX_AHEAD_MS) {
            long hours = Math.round((double) Math.abs(aheadMs) / HOUR_MS);
            String gap = hours < 48 ? hours + " hours" : hours / 24 + " days";
            throw new Refused(
                    "the peer's clock is " + gap + (aheadMs < 0 ? " ahead of ours" : " behind ours")
                            + ": one of them is wrong",
                    new ClockGap(theirs.peer(), aheadMs));
        }
    }
}
