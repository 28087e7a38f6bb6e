package floodchat.node.link;

import floodchat.protocol.flood.Address;
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
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first exchange on a socket. Each side sends one HELLO: its version, its network, its peer id and its listening
 * port. Immutable; many threads may do handshakes at once, each on its own socket.
 */
public final class Handshake {
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

        Refused(String reason) {
            super(reason);
        }
    }

    /** For a socket that we dialled. */
    Connection asDialler(Socket socket) throws IOException {
        FrameReader reader = begin(socket);
        Hello theirs = read(reader);
        Address dialled = Address.of(socket.getInetAddress().getAddress(), socket.getPort());
        return connected(socket, reader, new Contact(theirs.peer(), dialled));
    }

    /** For a socket that the peer dialled. Its address is the host that we see and the port that it names. */
    Connection asListener(Socket socket) throws IOException {
        FrameReader reader = begin(socket);
        Hello theirs = read(reader);
        Address seen = Address.of(socket.getInetAddress().getAddress(), theirs.listeningPort());
        return connected(socket, reader, new Contact(theirs.peer(), seen));
    }

    private static Connection connected(Socket socket, FrameReader reader, Contact peer) throws IOException {
        return new Connection(socket, reader, new FrameWriter(socket.getOutputStream()), peer);
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
        refuse(differences(ours.terms(), theirs.terms()));
        refuse(clockGap(System.currentTimeMillis(), theirs.timeMs()));
        return theirs;
    }

    private static void refuse(@Nullable String reason) throws Refused {
        if (reason != null) {
            throw new Refused(reason);
        }
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
    private static @Nullable String clockGap(long oursMs, long theirsMs) {
        if (theirsMs >= oursMs - FloodLimits.MAX_AHEAD_MS && theirsMs <= oursMs + FloodLimits.MAX_AHEAD_MS) {
            return null;
        }
        // theirsMs may be any 64 bits; the difference of two instants does not overflow
        long hours = Duration.between(Instant.ofEpochMilli(oursMs), Instant.ofEpochMilli(theirsMs)).abs().toHours();
        String gap = hours < 48 ? hours + " hours" : hours / 24 + " days";
        return "the peer's clock is " + gap + (theirsMs > oursMs ? " ahead of ours" : " behind ours")
                + ": one of them is wrong";
    }
}
