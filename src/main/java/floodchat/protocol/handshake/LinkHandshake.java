package floodchat.protocol.handshake;

import floodchat.protocol.handshake.HandshakeEffect.Fault;
import floodchat.protocol.kdf.Label;
import floodchat.protocol.kdf.NetworkKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;

/**
 * One side of a link's handshake, as a state machine. The dialler is the initiator and begins with a key for an ML-KEM.
 * The other side answers with a secret for that key. Both mix it in as the second pre-shared key, so that who records a
 * link today can't read it with a quantum computer later. The first pre-shared key is the network's.
 *
 * <p>Confined to one thread at a time.
 */
public final class LinkHandshake {
    /** How much each side says of itself. Nobody else can read it. */
    public static final int GREETING_BYTES = 16;

    private static final int KEY_BYTES = X25519KeyPair.BYTES;
    private static final int TAG_BYTES = CipherState.TAG_BYTES;

    /** An ephemeral key; sealed, a key for the ML-KEM. */
    static final int MESSAGE_1_BYTES = KEY_BYTES + MlKem768.PUBLIC_KEY_BYTES + TAG_BYTES;

    /** An ephemeral key; sealed, the static key; sealed, a ciphertext of the ML-KEM and a greeting. */
    static final int MESSAGE_2_BYTES =
            KEY_BYTES + KEY_BYTES + TAG_BYTES + MlKem768.CIPHERTEXT_BYTES + GREETING_BYTES + TAG_BYTES;

    /** Sealed, the static key; sealed, a greeting. */
    static final int MESSAGE_3_BYTES = KEY_BYTES + TAG_BYTES + GREETING_BYTES + TAG_BYTES;

    private final boolean initiator;
    private final NoiseHandshake noise;
    private final LongFunction<byte[]> greeting;
    private final SecureRandom random;
    private State state;
    private @Nullable MlKem768 kem;

    private enum State {
        BEGINNING,
        AWAITING_1,
        AWAITING_2,
        AWAITING_3,
        OVER
    }

    private LinkHandshake(boolean initiator, X25519KeyPair own, NetworkKeys network, LongFunction<byte[]> greeting,
            SecureRandom random) {
        this.initiator = initiator;
        this.greeting = greeting;
        this.random = random;
        this.state = initiator ? State.BEGINNING : State.AWAITING_1;
        this.noise = new NoiseHandshake(initiator, Label.LINK.bytes(network.tag()), own, random);
        noise.psk(network.psk0());
    }

    /**
     * The side of the dialler.
     *
     * @param own the static key pair of this peer
     * @param greeting what this side says of itself at this time, {@value #GREETING_BYTES} bytes
     * @param random for all keys of this run
     */
    public static LinkHandshake initiator(X25519KeyPair own, NetworkKeys network, LongFunction<byte[]> greeting,
            SecureRandom random) {
        return new LinkHandshake(true, own, network, greeting, random);
    }

    /** The side that was dialled; see {@link #initiator}. */
    public static LinkHandshake responder(X25519KeyPair own, NetworkKeys network, LongFunction<byte[]> greeting,
            SecureRandom random) {
        return new LinkHandshake(false, own, network, greeting, random);
    }

    /**
     * Takes an input. After {@link HandshakeEffect.Established} or {@link HandshakeEffect.Refused} there are no more.
     *
     * @param nowMs what the greeting tells: the wall clock, in ms since 1970
     * @throws RuntimeException for a defect of ours, never because of what the other side has sent
     */
    public void handle(HandshakeInput input, long nowMs, Consumer<HandshakeEffect> effects) {
        try {
            switch (input) {
                case HandshakeInput.Started _ -> start(effects);
                case HandshakeInput.Received(byte[] message) -> received(message, nowMs, effects);
            }
        } catch (InvalidCipherTextException _) {
            refuse(state == State.AWAITING_1 ? Fault.OTHER_NETWORK : Fault.FORGED, effects);
        }
    }

    private void start(Consumer<HandshakeEffect> effects) throws InvalidCipherTextException {
        if (initiator) {
            kem = MlKem768.generate(random);
            state = State.AWAITING_2;
            effects.accept(new HandshakeEffect.Send(noise.write(kem.publicKey())));
        }
    }

    private void received(byte[] message, long nowMs, Consumer<HandshakeEffect> effects)
            throws InvalidCipherTextException {
        if (message.length != awaitedBytes()) {
            refuse(Fault.WRONG_LENGTH, effects);
            return;
        }
        switch (state) {
            case AWAITING_1 -> answer(message, nowMs, effects);
            case AWAITING_2 -> finish(message, nowMs, effects);
            case AWAITING_3 -> establish(noise.read(message), effects);
            case BEGINNING, OVER -> throw new IllegalStateException("no message is awaited");
        }
    }

    private int awaitedBytes() {
        return switch (state) {
            case AWAITING_1 -> MESSAGE_1_BYTES;
            case AWAITING_2 -> MESSAGE_2_BYTES;
            case AWAITING_3 -> MESSAGE_3_BYTES;
            case BEGINNING, OVER -> 0;
        };
    }

    private void answer(byte[] message, long nowMs, Consumer<HandshakeEffect> effects)
            throws InvalidCipherTextException {
        byte[] kemKey = noise.read(message);
        state = State.AWAITING_3; // what is wrong from here on is no matter of the network
        MlKem768.Encapsulated made = MlKem768.encapsulate(kemKey, random);
        noise.psk(made.secret());
        byte[] payload = Arrays.copyOf(made.ciphertext(), MlKem768.CIPHERTEXT_BYTES + GREETING_BYTES);
        System.arraycopy(greeting.apply(nowMs), 0, payload, MlKem768.CIPHERTEXT_BYTES, GREETING_BYTES);
        effects.accept(new HandshakeEffect.Send(noise.write(payload)));
    }

    private void finish(byte[] message, long nowMs, Consumer<HandshakeEffect> effects)
            throws InvalidCipherTextException {
        byte[] payload = noise.read(message);
        byte[] ciphertext = Arrays.copyOf(payload, MlKem768.CIPHERTEXT_BYTES);
        noise.psk(Objects.requireNonNull(kem).decapsulate(ciphertext));
        effects.accept(new HandshakeEffect.Send(noise.write(greeting.apply(nowMs))));
        establish(Arrays.copyOfRange(payload, MlKem768.CIPHERTEXT_BYTES, payload.length), effects);
    }

    private void establish(byte[] theirGreeting, Consumer<HandshakeEffect> effects) {
        state = State.OVER;
        SymmetricState.Split keys = noise.split();
        CipherState sending = initiator ? keys.fromInitiator() : keys.fromResponder();
        CipherState receiving = initiator ? keys.fromResponder() : keys.fromInitiator();
        effects.accept(new HandshakeEffect.Established(noise.otherStatic(), theirGreeting, new FrameSealer(sending),
                new FrameOpener(receiving), noise.hash()));
    }

    private void refuse(Fault fault, Consumer<HandshakeEffect> effects) {
        state = State.OVER;
        effects.accept(new HandshakeEffect.Refused(fault));
    }
}
