package floodchat.node.link;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.handshake.HandshakeEffect;
import floodchat.protocol.handshake.HandshakeInput;
import floodchat.protocol.handshake.LinkHandshake;
import floodchat.protocol.handshake.X25519KeyPair;
import floodchat.protocol.wire.FrameDecoder;
import floodchat.protocol.wire.FrameType;
import floodchat.protocol.wire.Greeting;
import floodchat.protocol.wire.Hello;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The first exchange on a socket: a HELLO in clear from each side, then the three messages of a {@link LinkHandshake},
 * the first of them from the dialler. Immutable; many threads may do handshakes at once, each on its own socket.
 */
public final class Handshake {
    private static final long HOUR_MS = 3_600_000;

    /** A larger difference of clocks counts as this: about 300 years. */
    private static final long LARGEST_GAP_MS = 300L * 365 * 24 * HOUR_MS;

    private final NetworkTerms terms;
    private final X25519KeyPair keys;
    private final AnnouncedPort port;
    private final SecureRandom random;
    private final FrameDecoder decoder;
    private final LinkSettings settings;

    /**
     * @param keys the static keys of this peer, new at each start
     * @param port what the other sides are told
     * @param random for the keys of each link
     */
    public Handshake(NetworkTerms terms, X25519KeyPair keys, AnnouncedPort port, SecureRandom random,
            LinkSettings settings) {
        this.terms = terms;
        this.keys = keys;
        this.port = port;
        this.random = random;
        this.settings = settings;
        this.decoder = new FrameDecoder(terms);
    }

    /** The two peers can't link. The message is one clause for a person. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ClockGap clocks;
        private final transient @Nullable OtherVersion version;

        Refused(String reason) {
            this(reason, null, null);
        }

        Refused(String reason, ClockGap clocks) {
            this(reason, clocks, null);
        }

        /** The lower version must be upgraded, so that the network can go on with the higher one. */
        Refused(OtherVersion version) {
            this(words(version), null, version);
        }

        private Refused(String reason, @Nullable ClockGap clocks, @Nullable OtherVersion version) {
            super(reason);
            this.clocks = clocks;
            this.version = version;
        }

        private static String words(OtherVersion version) {
            return "the peer speaks version %d of the protocol, this Floodchat %d: %s".formatted(
                    version.theirs(),
                    version.ours(),
                    version.isOursOlder() ? "upgrade this Floodchat" : "the peer must upgrade");
        }

        /** How far the two clocks are apart, if that is the reason; else null. */
        public @Nullable ClockGap clocks() {
            return clocks;
        }

        /** Which version the peer speaks, if that is the reason; else null. */
        public @Nullable OtherVersion version() {
            return version;
        }
    }

    private byte[] greeting(Socket socket, long nowMs) {
        Address peer = Address.of(socket.getInetAddress().getAddress(), socket.getPort());
        return Greeting.of(terms, port.toldTo(peer), nowMs).bytes();
    }

    /** For a socket that we dialled. Our first message goes right behind our HELLO, which saves a round trip. */
    Connection asDialler(Socket socket) throws IOException {
        HandshakeExchange exchange = begin(socket);
        LinkHandshake noise = LinkHandshake.initiator(keys, terms.keys(), nowMs -> greeting(socket, nowMs), random);
        exchange.add(Hello.OURS);
        exchange.add(FrameType.HANDSHAKE_1, exchange.give(noise, new HandshakeInput.Started()));
        exchange.flush();
        exchange.readHello();
        byte[] answer = exchange.read(FrameType.HANDSHAKE_2);
        exchange.add(FrameType.HANDSHAKE_3, exchange.give(noise, new HandshakeInput.Received(answer)));
        exchange.flush();
        return connected(exchange, greeting -> socket.getPort());
    }

    /** For a socket that the peer dialled. Its address is the host that we see and the port that it names. */
    Connection asListener(Socket socket) throws IOException {
        HandshakeExchange exchange = begin(socket);
        LinkHandshake noise = LinkHandshake.responder(keys, terms.keys(), nowMs -> greeting(socket, nowMs), random);
        exchange.add(Hello.OURS);
        exchange.flush();
        exchange.readHello();
        byte[] first = exchange.read(FrameType.HANDSHAKE_1);
        exchange.add(FrameType.HANDSHAKE_2, exchange.give(noise, new HandshakeInput.Received(first)));
        exchange.flush();
        byte[] last = exchange.read(FrameType.HANDSHAKE_3);
        exchange.give(noise, new HandshakeInput.Received(last));
        return connected(exchange, Greeting::listeningPort);
    }

    private HandshakeExchange begin(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new HandshakeExchange(socket, settings.handshakeWithinMs());
    }

    private Connection connected(HandshakeExchange exchange, ToIntFunction<Greeting> port) throws IOException {
        HandshakeEffect.Established link = exchange.established();
        Greeting theirs = Greeting.read(link.greeting());
        if (theirs == null) {
            throw new Refused("the peer greets with a value out of its bounds");
        }
        PeerId peer = PeerId.ofKey(link.peerKey());
        refuseIfTermsDiffer(theirs);
        refuseIfClocksDiffer(System.currentTimeMillis(), peer, theirs.timeMs());
        Socket socket = exchange.socket();
        Address address = Address.of(socket.getInetAddress().getAddress(), port.applyAsInt(theirs));
        return new Connection(socket, new FrameReader(exchange.input(), link.opener(), decoder),
                new FrameWriter(socket.getOutputStream(), link.sealer()), new Contact(peer, address), theirs.timeMs());
    }

    private void refuseIfTermsDiffer(Greeting theirs) throws Refused {
        if (theirs.hashesPerByte() != terms.hashesPerByte()) {
            throw new Refused(
                    "the peer's network.work is " + theirs.hashesPerByte() + ", ours is " + terms.hashesPerByte());
        }
        if (theirs.packetsPerSecond() != terms.packetsPerSecond()) {
            throw new Refused("the peer's network.packets_per_second is " + theirs.packetsPerSecond() + ", ours is "
                    + terms.packetsPerSecond());
        }
    }

    /** Peers whose clocks are too far apart would refuse each other's packets. @param toldMs may be any number */
    private static void refuseIfClocksDiffer(long oursMs, PeerId peer, long toldMs) throws Refused {
        long theirsMs = Math.clamp(toldMs, oursMs - LARGEST_GAP_MS, oursMs + LARGEST_GAP_MS);
        long aheadMs = oursMs - theirsMs;
        if (Math.abs(aheadMs) > FloodLimits.MAX_AHEAD_MS) {
            long hours = Math.round((double) Math.abs(aheadMs) / HOUR_MS);
            String gap = hours < 48 ? hours + " hours" : hours / 24 + " days";
            throw new Refused(
                    "the peer's clock is " + gap + (aheadMs < 0 ? " ahead of ours" : " behind ours")
                            + ": one of them is wrong",
                    new ClockGap(peer, aheadMs));
        }
    }
}
