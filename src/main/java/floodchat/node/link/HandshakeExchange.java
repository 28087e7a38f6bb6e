package floodchat.node.link;

import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.handshake.HandshakeEffect;
import floodchat.protocol.handshake.HandshakeInput;
import floodchat.protocol.handshake.LinkHandshake;
import floodchat.protocol.wire.FrameEncoder;
import floodchat.protocol.wire.FrameType;
import floodchat.protocol.wire.Hello;
import floodchat.protocol.wire.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The clear frames of one handshake on a socket, and what the state machine makes of them. All of them together must
 * come within one deadline. Confined to the thread of the handshake.
 */
final class HandshakeExchange {
    private final Socket socket;
    private final FrameInput input;
    private final ByteBuffer out = ByteBuffer.allocate(WireLimits.MAX_HANDSHAKE_BYTES);
    private boolean greeted;
    private HandshakeEffect.@Nullable Established established;

    /** @param withinMs for the whole handshake, from now */
    HandshakeExchange(Socket socket, int withinMs) throws IOException {
        this.socket = socket;
        this.input = new FrameInput(socket);
        input.expectWithin(withinMs);
    }

    Socket socket() {
        return socket;
    }

    /** Goes on behind the handshake. */
    FrameInput input() {
        return input;
    }

    HandshakeEffect.Established established() {
        return Objects.requireNonNull(established);
    }

    // ---- the state machine

    /** Gives an input. Returns the message that it answers with; an empty one if it is done. */
    byte[] give(LinkHandshake noise, HandshakeInput input) throws Handshake.Refused {
        Result result = new Result();
        noise.handle(input, System.currentTimeMillis(), result::take);
        if (result.fault != null) {
            throw new Handshake.Refused(words(result.fault));
        }
        return result.message;
    }

    /** Collects the effects of one input. */
    private final class Result {
        private byte[] message = {};
        private HandshakeEffect.@Nullable Fault fault;

        void take(HandshakeEffect effect) {
            switch (effect) {
                case HandshakeEffect.Send(byte[] next) -> message = next;
                case HandshakeEffect.Established over -> established = over;
                case HandshakeEffect.Refused(HandshakeEffect.Fault why) -> fault = why;
            }
        }
    }

    private static String words(HandshakeEffect.Fault fault) {
        return switch (fault) {
            case OTHER_NETWORK -> "the peer belongs to another network";
            case WRONG_LENGTH -> "that is no Floodchat peer (a message of the handshake has a wrong length)";
            case FORGED -> "the handshake was forged, or damaged on its way";
        };
    }

    // ---- frames out

    void add(Hello hello) {
        FrameEncoder.encode(hello, out);
    }

    void add(FrameType type, byte[] message) {
        FrameEncoder.encode(type, message, out);
    }

    void flush() throws IOException {
        socket.getOutputStream().write(out.array(), 0, out.position());
        out.clear();
    }

    // ---- frames in

    void readHello() throws IOException {
        Hello theirs = Hello.read(frame(FrameType.HELLO));
        if (theirs == null) {
            throw new Handshake.Refused("that is no Floodchat peer (HELLO has another program's greeting)");
        }
        if (theirs.version() != Hello.VERSION) {
            throw new Handshake.Refused(new OtherVersion(theirs.version(), Hello.VERSION));
        }
        greeted = true;
    }

    byte[] read(FrameType type) throws IOException {
        ByteBuffer body = frame(type);
        byte[] message = new byte[body.remaining()];
        body.get(message);
        return message;
    }

    /**
     * Waits for the next frame, which must be of this type, and returns its body. A peer of our version that hangs up
     * now could not open our first message, or is about to end.
     */
    private ByteBuffer frame(FrameType awaited) throws IOException {
        try {
            refuseIfWrong(awaited);
            ByteBuffer frame = input.take();
            frame.get();
            return frame;
        } catch (EOFException e) {
            if (greeted) {
                throw new Handshake.Refused(
                        "the peer hung up in the handshake: it is ending, or belongs to another network");
            }
            throw e;
        }
    }

    private void refuseIfWrong(FrameType awaited) throws IOException {
        int length = input.length();
        if (length == 0) {
            throw notOurs("a frame without a type");
        }
        FrameType type = FrameType.ofCode(input.firstByte());
        if (type == null) {
            throw notOurs("a frame of an unknown type");
        }
        if (type != awaited) {
            throw notOurs(type + " instead of " + awaited);
        }
        if (length > type.maxBytes()) {
            throw notOurs(type + " of " + length + " bytes, " + type.maxBytes() + " at most");
        }
    }

    private static Handshake.Refused notOurs(String fault) {
        return new Handshake.Refused("that is no Floodchat peer (" + fault + ")");
    }
}
