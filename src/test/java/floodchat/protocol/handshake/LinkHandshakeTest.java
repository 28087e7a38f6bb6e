package floodchat.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.handshake.HandshakeEffect.Established;
import floodchat.protocol.handshake.HandshakeEffect.Fault;
import floodchat.protocol.handshake.HandshakeEffect.Refused;
import floodchat.protocol.handshake.HandshakeEffect.Send;
import floodchat.protocol.kdf.Label;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sides of a link's handshake, with real keys, and those who are no side of it. */
class LinkHandshakeTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final NetworkKeys NETWORK = NetworkKeys.ofPublic("links");

    private final SecureRandom random = new SecureRandom();
    private final X25519KeyPair ada = X25519KeyPair.random(random);
    private final X25519KeyPair bob = X25519KeyPair.random(random);

    /** A greeting that holds the name of its author and the time. */
    private static LongFunction<byte[]> greeting(String name) {
        return nowMs -> ByteBuffer.allocate(LinkHandshake.GREETING_BYTES)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putLong(LinkHandshake.GREETING_BYTES - Long.BYTES, nowMs)
                .array();
    }

    private LinkHandshake dialler(NetworkKeys network) {
        return LinkHandshake.initiator(ada, network, greeting("ada"), random);
    }

    private LinkHandshake listener(NetworkKeys network) {
        return LinkHandshake.responder(bob, network, greeting("bob"), random);
    }

    private static List<HandshakeEffect> effects(LinkHandshake side, HandshakeInput input) {
        List<HandshakeEffect> effects = new ArrayList<>();
        side.handle(input, NOW_MS, effects::add);
        return effects;
    }

    private static byte[] started(LinkHandshake side) {
        return sent(effects(side, new HandshakeInput.Started()));
    }

    private static byte[] sent(List<HandshakeEffect> effects) {
        return assertInstanceOf(Send.class, effects.getFirst()).message();
    }

    private static List<HandshakeEffect> received(LinkHandshake side, byte[] message) {
        return effects(side, new HandshakeInput.Received(message));
    }

    private static Established established(List<HandshakeEffect> effects) {
        return assertInstanceOf(Established.class, effects.getLast());
    }

    /** Both ends of a link. */
    private record Link(Established dialler, Established listener) {}

    private Link link() {
        LinkHandshake dialler = dialler(NETWORK);
        LinkHandshake listener = listener(NETWORK);
        List<HandshakeEffect> last = received(dialler, sent(received(listener, started(dialler))));
        return new Link(established(last), established(received(listener, sent(last))));
    }

    private static byte[] sealed(FrameSealer sealer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = Arrays.copyOf(bytes, bytes.length + FrameSealer.SEAL_BYTES);
        sealer.seal(frame, 0, bytes.length);
        return frame;
    }

    private static String opened(FrameOpener opener, byte[] frame) {
        byte[] bytes = frame.clone();
        return opener.open(bytes, 0, bytes.length)
                ? new String(bytes, 0, bytes.length - FrameSealer.SEAL_BYTES, StandardCharsets.UTF_8)
                : "refused";
    }

    // ---- what it is for

    @Test
    void bothSidesKnowEachOtherAfterThreeMessagesOfTheSizesInTheProtocol() {
        LinkHandshake dialler = dialler(NETWORK);
        LinkHandshake listener = listener(NETWORK);
        byte[] first = started(dialler);
        byte[] second = sent(received(listener, first));
        List<HandshakeEffect> last = received(dialler, second);
        byte[] third = sent(last);
        assertEquals(List.of(1_232, 1_200, 80), List.of(first.length, second.length, third.length));
        Established atDialler = established(last);
        Established atListener = established(received(listener, third));
        assertArrayEquals(bob.publicKey(), atDialler.peerKey());
        assertArrayEquals(ada.publicKey(), atListener.peerKey());
        assertArrayEquals(greeting("bob").apply(NOW_MS), atDialler.greeting());
        assertArrayEquals(greeting("ada").apply(NOW_MS), atListener.greeting());
        assertArrayEquals(atDialler.hash(), atListener.hash());
    }

    @Test
    void framesOpenInTheirOrderInBothDirectionsAlsoAcrossRekeying() {
        Link link = link();
        for (int i = 0; i < 2 * FrameSealer.FRAMES_PER_KEY + 10; i++) {
            String text = "frame " + i;
            assertEquals(text, opened(link.listener().opener(), sealed(link.dialler().sealer(), text)));
            assertEquals(text, opened(link.dialler().opener(), sealed(link.listener().sealer(), text)));
        }
    }

    @Test
    void noTwoLinksHaveTheSameKeys() {
        Link one = link();
        Link other = link();
        assertFalse(Arrays.equals(one.dialler().hash(), other.dialler().hash()));
        assertEquals("refused", opened(other.listener().opener(), sealed(one.dialler().sealer(), "hello")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 47, 48, 63, 64, 65, 300, 65_519})
    void framesOfEveryLengthAreSealedInPlace(int length) {
        Link link = link();
        byte[] buffer = new byte[7 + length + FrameSealer.SEAL_BYTES + 7];
        Arrays.fill(buffer, (byte) 9);
        link.dialler().sealer().seal(buffer, 7, length);
        assertTrue(link.listener().opener().open(buffer, 7, length + FrameSealer.SEAL_BYTES));
        byte[] expected = new byte[7 + length];
        Arrays.fill(expected, (byte) 9);
        assertArrayEquals(expected, Arrays.copyOf(buffer, 7 + length));
        byte[] behind = Arrays.copyOfRange(buffer, buffer.length - 7, buffer.length);
        assertArrayEquals(new byte[] {9, 9, 9, 9, 9, 9, 9}, behind);
    }

    // ---- who is refused

    private static Fault fault(List<HandshakeEffect> effects) {
        return assertInstanceOf(Refused.class, effects.getLast()).fault();
    }

    /** Attack 69. */
    @Test
    void aPeerOfAnotherNetworkIsRefusedAtTheFirstMessage() {
        byte[] first = started(dialler(NetworkKeys.ofPublic("another")));
        assertEquals(List.of(new Refused(Fault.OTHER_NETWORK)), received(listener(NETWORK), first));
    }

    /** Attack 69. A peer that knows only the name of a public network does not know a private one's secret. */
    @Test
    void aPeerWithoutTheInviteIsRefusedAtTheFirstMessage() {
        NetworkKeys secret = NetworkKeys.ofPrivate(new byte[NetworkKeys.SECRET_BYTES]);
        byte[] first = started(dialler(NetworkKeys.ofPublic("")));
        assertEquals(Fault.OTHER_NETWORK, fault(received(listener(secret), first)));
    }

    /** Attack 70. The author of the copy has not the keys that the answer asks for. */
    @Test
    void aReplayedFirstMessageMakesNoLink() {
        LinkHandshake dialler = dialler(NETWORK);
        byte[] first = started(dialler);
        LinkHandshake listener = listener(NETWORK);
        byte[] third = sent(received(dialler, sent(received(listener, first))));
        established(received(listener, third));

        LinkHandshake again = listener(NETWORK);
        byte[] answer = sent(received(again, first));
        assertNotEquals(ByteBuffer.wrap(answer), ByteBuffer.wrap(sent(received(listener(NETWORK), first))));
        assertEquals(Fault.FORGED, fault(received(again, third)));
    }

    /** Attack 71. A first message without a key for the ML-KEM has another length. */
    @Test
    void aDiallerThatLeavesOutThePostQuantumKeyIsRefused() throws Exception {
        NoiseHandshake classic = noise(true, ada, NETWORK);
        byte[] first = classic.write(new byte[0]);
        assertEquals(Fault.WRONG_LENGTH, fault(received(listener(NETWORK), first)));
    }

    /** Attack 71. A secret that an attacker can guess is no substitute for that of the ML-KEM. */
    @ParameterizedTest
    @ValueSource(strings = {"zero", "psk0"})
    void aDiallerThatIgnoresThePostQuantumSecretIsRefused(String instead) throws Exception {
        LinkHandshake listener = listener(NETWORK);
        NoiseHandshake lazy = noise(true, ada, NETWORK);
        byte[] first = lazy.write(MlKem768.generate(random).publicKey());
        lazy.read(sent(received(listener, first)));
        lazy.psk(instead.equals("zero") ? new byte[32] : NETWORK.psk0());
        byte[] third = lazy.write(greeting("ada").apply(NOW_MS));
        assertEquals(Fault.FORGED, fault(received(listener, third)));
    }

    /** Attack 71. FIPS 203, section 7.2: the modulus check. */
    @Test
    void aKeyThatIsNoMlKemKeyIsRefused() throws Exception {
        NoiseHandshake broken = noise(true, ada, NETWORK);
        byte[] key = new byte[MlKem768.PUBLIC_KEY_BYTES];
        Arrays.fill(key, (byte) 0xff);
        assertEquals(Fault.FORGED, fault(received(listener(NETWORK), broken.write(key))));
    }

    private NoiseHandshake noise(boolean begins, X25519KeyPair own, NetworkKeys network) {
        byte[] label = Label.LINK.bytes();
        byte[] prologue = ByteBuffer.allocate(label.length + NetworkKeys.TAG_BYTES)
                .put(label)
                .put(network.tag())
                .array();
        NoiseHandshake noise = new NoiseHandshake(begins, prologue, own, random);
        noise.psk(network.psk0());
        return noise;
    }

    /** Attack 73. Its own messages come back to the dialler. */
    @Test
    void reflectedMessagesOfTheHandshakeAreRefused() {
        LinkHandshake dialler = dialler(NETWORK);
        byte[] first = started(dialler);
        assertEquals(Fault.WRONG_LENGTH, fault(received(dialler, first)));
        LinkHandshake again = dialler(NETWORK);
        byte[] cut = Arrays.copyOf(started(again), LinkHandshake.MESSAGE_2_BYTES);
        assertEquals(Fault.FORGED, fault(received(again, cut)));
    }

    /** Attack 73. */
    @Test
    void reflectedFramesDoNotOpen() {
        Link link = link();
        byte[] frame = sealed(link.dialler().sealer(), "hello");
        assertEquals("refused", opened(link.dialler().opener(), frame));
        byte[] answer = sealed(link.listener().sealer(), "hello");
        assertEquals("refused", opened(link.listener().opener(), answer));
    }

    /** Attack 74. Mallory shows the key of another, without the private half. */
    @Test
    void aListenerCantShowTheKeyOfAnother() throws Exception {
        assertTakenFor(mallory -> {
            NoiseHandshake impostor = noise(false, mallory, NETWORK);
            LinkHandshake dialler = dialler(NETWORK);
            MlKem768.Encapsulated made = encapsulate(read(impostor, started(dialler)));
            byte[] payload = Arrays.copyOf(made.ciphertext(), made.ciphertext().length + LinkHandshake.GREETING_BYTES);
            return received(dialler, write(impostor, payload));
        });
    }

    /** Attack 74. */
    @Test
    void aDiallerCantShowTheKeyOfAnother() throws Exception {
        assertTakenFor(mallory -> {
            NoiseHandshake impostor = noise(true, mallory, NETWORK);
            LinkHandshake listener = LinkHandshake.responder(ada, NETWORK, greeting("ada"), random);
            MlKem768 kem = MlKem768.generate(random);
            byte[] answer = read(impostor, sent(received(listener, write(impostor, kem.publicKey()))));
            impostor.psk(kem.decapsulate(Arrays.copyOf(answer, MlKem768.CIPHERTEXT_BYTES)));
            return received(listener, write(impostor, new byte[LinkHandshake.GREETING_BYTES]));
        });
    }

    /** Mallory is let in with a key of its own, and not with that of bob. */
    private void assertTakenFor(Function<X25519KeyPair, List<HandshakeEffect>> handshake) {
        byte[] privateKey = new byte[X25519KeyPair.BYTES];
        random.nextBytes(privateKey);
        assertInstanceOf(Established.class, handshake.apply(X25519KeyPair.ofPrivate(privateKey)).getLast());
        assertEquals(Fault.FORGED, fault(handshake.apply(new X25519KeyPair(privateKey, bob.publicKey()))));
    }

    private MlKem768.Encapsulated encapsulate(byte[] key) {
        try {
            return MlKem768.encapsulate(key, random);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] write(NoiseHandshake noise, byte[] payload) {
        try {
            return noise.write(payload);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(NoiseHandshake noise, byte[] message) {
        try {
            return noise.read(message);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Points of order 1, 2, 4 and 8 (RFC 7748, section 7): a secret with them is known to all. */
    @ParameterizedTest
    @ValueSource(strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
    })
    void aKeyOfSmallOrderIsRefused(String hex) {
        byte[] point = HexFormat.of().parseHex(hex);
        assertThrows(InvalidCipherTextException.class, () -> ada.agree(point));
    }

    /** What is wrong with us must not look like an attack. */
    @Test
    void aDefectOfOursIsNotCalledForged() {
        LinkHandshake broken = LinkHandshake.responder(
                bob, NETWORK, _ -> {
                    throw new IllegalStateException("a defect");
                }, random);
        byte[] first = started(dialler(NETWORK));
        assertEquals("a defect", assertThrows(IllegalStateException.class, () -> received(broken, first)).getMessage());
    }

    // ---- after the handshake

    /** Attack 75. Frames that were left out, changed or come twice end the link, and nothing opens after them. */
    @ParameterizedTest
    @ValueSource(strings = {"missing", "twice", "swapped", "changed", "cut", "longer"})
    void aFrameThatIsNotTheNextOneDoesNotOpenAndNoneAfterIt(String how) {
        Link link = link();
        byte[] first = sealed(link.dialler().sealer(), "first");
        byte[] second = sealed(link.dialler().sealer(), "second");
        FrameOpener opener = link.listener().opener();
        switch (how) {
            case "missing", "swapped" -> assertEquals("refused", opened(opener, second));
            case "twice" -> {
                assertEquals("first", opened(opener, first));
                assertEquals("refused", opened(opener, first));
            }
            case "changed" -> {
                byte[] changed = first.clone();
                changed[0] ^= 1;
                assertEquals("refused", opened(opener, changed));
            }
            case "cut" -> assertEquals("refused", opened(opener, Arrays.copyOf(first, first.length - 1)));
            case "longer" -> assertEquals("refused", opened(opener, Arrays.copyOf(first, first.length + 1)));
            default -> throw new AssertionError(how);
        }
        assertEquals("refused", opened(opener, first));
        assertEquals("refused", opened(opener, second));
    }

    /** Attack 72. The last nonce is 2^32 - 1 on both sides. */
    @Test
    void noFrameIsSealedOrOpenedWhenTheNoncesHaveRunOut() throws Exception {
        byte[] key = new byte[CipherState.KEY_BYTES];
        FrameSealer sealer = new FrameSealer(new CipherState(key, FrameSealer.MAX_FRAMES - 1));
        FrameOpener opener = new FrameOpener(new CipherState(key, FrameSealer.MAX_FRAMES - 1));
        assertFalse(sealer.isExhausted());
        assertEquals("the last", opened(opener, sealed(sealer, "the last")));
        assertTrue(sealer.isExhausted());
        assertThrows(IllegalStateException.class, () -> sealed(sealer, "one more"));

        FrameOpener late = new FrameOpener(new CipherState(key, FrameSealer.MAX_FRAMES));
        byte[] forbidden = "one more".getBytes(StandardCharsets.UTF_8);
        byte[] frame = Arrays.copyOf(forbidden, forbidden.length + FrameSealer.SEAL_BYTES);
        new CipherState(key, FrameSealer.MAX_FRAMES)
                .encrypt(CipherState.NO_DATA, frame, 0, forbidden.length, frame, 0);
        assertEquals("refused", opened(late, frame));
    }

    /** The old key opens nothing that was sealed after the change. */
    @Test
    void theKeyChangesAfter4096Frames() throws Exception {
        byte[] key = new byte[CipherState.KEY_BYTES];
        FrameSealer sealer = new FrameSealer(new CipherState(key));
        for (int i = 0; i < FrameSealer.FRAMES_PER_KEY; i++) {
            sealed(sealer, "frame");
        }
        byte[] next = sealed(sealer, "frame");
        CipherState without = new CipherState(key, FrameSealer.FRAMES_PER_KEY);
        assertEquals("refused", opened(new FrameOpener(without), next));
        CipherState with = new CipherState(key, FrameSealer.FRAMES_PER_KEY);
        with.rekey();
        assertEquals("frame", opened(new FrameOpener(with), next));
    }

    @Test
    void aSideThatWasRefusedTakesNothingMore() {
        LinkHandshake listener = listener(NETWORK);
        received(listener, new byte[3]);
        assertEquals(Fault.WRONG_LENGTH, fault(received(listener, started(dialler(NETWORK)))));
    }
}
