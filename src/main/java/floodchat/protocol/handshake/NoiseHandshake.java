package floodchat.protocol.handshake;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;

/**
 * One side of {@value #NAME} (Noise, revision 34, sections 5.3, 7.5 and 9). The two sides call {@link #write} and
 * {@link #read} in turn, the initiator first. After an exception nothing of it may be used. Confined to one thread at a
 * time.
 */
final class NoiseHandshake {
    static final String NAME = "Noise_XXpsk0+psk3_25519_ChaChaPoly_SHA256";

    /** What a message consists of; a payload follows. */
    private enum Token {
        E,
        S,
        EE,
        ES,
        SE,
        PSK
    }

    private static final List<List<Token>> MESSAGES = List.of(
            List.of(Token.PSK, Token.E),
            List.of(Token.E, Token.EE, Token.S, Token.ES),
            List.of(Token.S, Token.SE, Token.PSK));

    private static final int SEALED_KEY_BYTES = X25519KeyPair.BYTES + CipherState.TAG_BYTES;

    private final boolean initiator;
    private final X25519KeyPair ownStatic;
    private final SecureRandom random;
    private final SymmetricState symmetric = new SymmetricState(NAME);
    private final Deque<byte[]> psks = new ArrayDeque<>();
    private @Nullable X25519KeyPair ownEphemeral;
    private byte @Nullable [] otherEphemeral;
    private byte @Nullable [] otherStatic;
    private int messages;

    /** @param random for the key pair of this run */
    NoiseHandshake(boolean initiator, byte[] prologue, X25519KeyPair ownStatic, SecureRandom random) {
        this.initiator = initiator;
        this.ownStatic = ownStatic;
        this.random = random;
        symmetric.mixHash(prologue);
    }

    /** Gives the next pre-shared key. The first message needs the first, the last message the second. */
    void psk(byte[] psk) {
        if (psk.length != CipherState.KEY_BYTES) {
            throw new IllegalArgumentException("a pre-shared key has 32 bytes, not " + psk.length);
        }
        psks.add(psk);
    }

    boolean isOver() {
        return messages == MESSAGES.size();
    }

    /** The next message, with this payload. */
    byte[] write(byte[] payload) throws InvalidCipherTextException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (Token token : MESSAGES.get(messages)) {
            switch (token) {
                case E -> message.writeBytes(newEphemeral());
                case S -> message.writeBytes(symmetric.encryptAndHash(ownStatic.publicKey()));
                case EE, ES, SE -> agree(token);
                case PSK -> symmetric.mixKeyAndHash(psks.remove());
            }
        }
        message.writeBytes(symmetric.encryptAndHash(payload));
        messages++;
        return message.toByteArray();
    }

    /**
     * The payload of the next message.
     *
     * @param message at least as long as the next message with an empty payload
     * @throws InvalidCipherTextException if nobody who has the secrets has written this message as the next one, or if
     *     it holds a key of small order
     */
    byte[] read(byte[] message) throws InvalidCipherTextException {
        int next = 0;
        for (Token token : MESSAGES.get(messages)) {
            switch (token) {
                case E -> {
                    otherEphemeral = Arrays.copyOfRange(message, next, next + X25519KeyPair.BYTES);
                    mixEphemeral(otherEphemeral);
                    next += X25519KeyPair.BYTES;
                }
                case S -> {
                    otherStatic =
                            symmetric.decryptAndHash(Arrays.copyOfRange(message, next, next + SEALED_KEY_BYTES));
                    next += SEALED_KEY_BYTES;
                }
                case EE, ES, SE -> agree(token);
                case PSK -> symmetric.mixKeyAndHash(psks.remove());
            }
        }
        byte[] payload = symmetric.decryptAndHash(Arrays.copyOfRange(message, next, message.length));
        messages++;
        return payload;
    }

    private byte[] newEphemeral() {
        ownEphemeral = X25519KeyPair.random(random);
        mixEphemeral(ownEphemeral.publicKey());
        return ownEphemeral.publicKey();
    }

    /** With a pre-shared key the ephemeral keys count as secrets too (section 9.2). */
    private void mixEphemeral(byte[] publicKey) {
        symmetric.mixHash(publicKey);
        symmetric.mixKey(publicKey);
    }

    private void agree(Token token) throws InvalidCipherTextException {
        boolean ownIsStatic = token == (initiator ? Token.SE : Token.ES);
        boolean otherIsStatic = token == (initiator ? Token.ES : Token.SE);
        X25519KeyPair own = ownIsStatic ? ownStatic : Objects.requireNonNull(ownEphemeral);
        symmetric.mixKey(own.agree(Objects.requireNonNull(otherIsStatic ? otherStatic : otherEphemeral)));
    }

    /** The static public key of the other side, which is proved when the message after it was read. */
    byte[] otherStatic() {
        return Objects.requireNonNull(otherStatic).clone();
    }

    /** Names this run: both sides have the same, and no two runs. */
    byte[] hash() {
        return symmetric.hash();
    }

    /** The keys for what follows, when it is over. */
    SymmetricState.Split split() {
        return symmetric.split();
    }
}
