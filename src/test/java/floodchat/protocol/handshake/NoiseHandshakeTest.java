package floodchat.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published handshake of this very Noise name, with its payloads and keys, and what must not pass for it. */
class NoiseHandshakeTest {
    private Vectors vectors;
    private NoiseHandshake initiator;
    private NoiseHandshake responder;

    @BeforeEach
    void readVectors() throws Exception {
        vectors = Vectors.read("/vectors/noise.txt");
        initiator = side("initiator", true, "psk0", "psk3");
        responder = side("responder", false, "psk0", "psk3");
    }

    private NoiseHandshake side(String role, boolean begins, String firstPsk, String secondPsk) {
        NoiseHandshake side = new NoiseHandshake(begins, vectors.bytes("prologue"),
                X25519KeyPair.ofPrivate(vectors.bytes(role + "-static")),
                new FixedRandom(vectors.bytes(role + "-ephemeral")));
        side.psk(vectors.bytes(firstPsk));
        side.psk(vectors.bytes(secondPsk));
        return side;
    }

    private byte[] passed(NoiseHandshake from, NoiseHandshake to, int number) throws Exception {
        byte[] message = from.write(vectors.bytes("payload-" + number));
        assertEquals(vectors.hex("message-" + number), HexFormat.of().formatHex(message));
        assertArrayEquals(vectors.bytes("payload-" + number), to.read(message));
        return message;
    }

    @Test
    void thePublishedHandshakeIsReproducedByteForByte() throws Exception {
        passed(initiator, responder, 1);
        passed(responder, initiator, 2);
        passed(initiator, responder, 3);
        assertTrue(initiator.isOver() && responder.isOver());
        assertArrayEquals(initiator.hash(), responder.hash());
        assertArrayEquals(X25519KeyPair.ofPrivate(vectors.bytes("initiator-static")).publicKey(),
                responder.otherStatic());
        assertArrayEquals(X25519KeyPair.ofPrivate(vectors.bytes("responder-static")).publicKey(),
                initiator.otherStatic());
        assertSealed("4", initiator.split().fromResponder());
        assertSealed("5", responder.split().fromInitiator());
    }

    private void assertSealed(String number, CipherState cipher) throws Exception {
        byte[] payload = vectors.bytes("payload-" + number);
        byte[] bytes = Arrays.copyOf(payload, payload.length + CipherState.TAG_BYTES);
        cipher.encrypt(CipherState.NO_DATA, bytes, 0, payload.length, bytes, 0);
        assertEquals(vectors.hex("message-" + number), HexFormat.of().formatHex(bytes));
    }

    /** Attack 69. */
    @Test
    void aWrongFirstPskFailsAtTheFirstMessage() throws Exception {
        NoiseHandshake stranger = side("initiator", true, "psk3", "psk3");
        byte[] message = stranger.write(new byte[0]);
        assertThrows(InvalidCipherTextException.class, () -> responder.read(message));
    }

    /** Attack 69. The first message can't know the second key. */
    @Test
    void aWrongSecondPskFailsAtTheLastMessage() throws Exception {
        NoiseHandshake stranger = side("initiator", true, "psk0", "psk0");
        responder.read(stranger.write(new byte[0]));
        stranger.read(responder.write(new byte[0]));
        byte[] message = stranger.write(new byte[0]);
        assertThrows(InvalidCipherTextException.class, () -> responder.read(message));
    }

    /** Attack 69. */
    @Test
    void swappedPsksFailAtTheFirstMessage() throws Exception {
        NoiseHandshake swapped = side("initiator", true, "psk3", "psk0");
        byte[] message = swapped.write(new byte[0]);
        assertThrows(InvalidCipherTextException.class, () -> responder.read(message));
    }

    @Test
    void eachFlippedBitOfEachMessageIsRefused() throws Exception {
        for (int number = 1; number <= 3; number++) {
            int bytes = vectors.bytes("message-" + number).length;
            for (int at = 0; at < bytes; at++) {
                readVectors();
                assertFlipIsRefused(number, at);
            }
        }
    }

    private void assertFlipIsRefused(int number, int at) throws Exception {
        NoiseHandshake from = initiator;
        NoiseHandshake to = responder;
        for (int before = 1; before < number; before++) {
            passed(from, to, before);
            NoiseHandshake next = to;
            to = from;
            from = next;
        }
        byte[] message = from.write(vectors.bytes("payload-" + number));
        message[at] ^= (byte) (1 << at % Byte.SIZE);
        NoiseHandshake reader = to;
        assertThrows(Exception.class, () -> reader.read(message), "byte " + at + " of message " + number);
    }

    @Test
    void aPrologueOfAnotherNetworkIsRefused() throws Exception {
        NoiseHandshake other = new NoiseHandshake(false, new byte[] {1},
                X25519KeyPair.ofPrivate(vectors.bytes("responder-static")),
                new FixedRandom(vectors.bytes("responder-ephemeral")));
        other.psk(vectors.bytes("psk0"));
        byte[] message = initiator.write(new byte[0]);
        assertThrows(InvalidCipherTextException.class, () -> other.read(message));
    }
}
