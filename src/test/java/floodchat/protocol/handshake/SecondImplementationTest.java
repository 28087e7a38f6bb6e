package floodchat.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.SecondImplementation;
import floodchat.protocol.handshake.HandshakeEffect.Established;
import floodchat.protocol.handshake.HandshakeEffect.Send;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/protocol.md says is enough: a side that was written after it links with ours, in both roles. */
class SecondImplementationTest {
    private static final byte[] GREETING = "sixteen letters.".getBytes(StandardCharsets.US_ASCII);
    private static final NetworkKeys NETWORK = NetworkKeys.ofPublic("second");

    private final SecureRandom random = new SecureRandom();

    private static List<HandshakeEffect> effects(LinkHandshake side, HandshakeInput input) {
        List<HandshakeEffect> effects = new ArrayList<>();
        side.handle(input, 0, effects::add);
        return effects;
    }

    private static byte[] sent(List<HandshakeEffect> effects) {
        return assertInstanceOf(Send.class, effects.getFirst()).message();
    }

    private static void assertTalking(Established ours, SecondImplementation theirs) throws GeneralSecurityException {
        for (int i = 0; i < 2 * FrameSealer.FRAMES_PER_KEY + 10; i++) {
            byte[] frame = ("frame " + i).getBytes(StandardCharsets.US_ASCII);
            byte[] sealed = Arrays.copyOf(frame, frame.length + FrameSealer.SEAL_BYTES);
            ours.sealer().seal(sealed, 0, frame.length);
            assertArrayEquals(frame, theirs.open(sealed));
            byte[] answer = theirs.seal(frame);
            assertTrue(ours.opener().open(answer, 2, answer.length - 2));
            assertArrayEquals(frame, Arrays.copyOfRange(answer, 2, answer.length - FrameSealer.SEAL_BYTES));
        }
    }

    @Test
    void ourDiallerLinksWithItsListener() throws Exception {
        SecondImplementation listener = new SecondImplementation(false, "second");
        LinkHandshake dialler =
                LinkHandshake.initiator(X25519KeyPair.random(random), NETWORK, _ -> GREETING, random);
        listener.readMessage1(sent(effects(dialler, new HandshakeInput.Started())));
        List<HandshakeEffect> last =
                effects(dialler, new HandshakeInput.Received(listener.writeMessage2(GREETING)));
        assertArrayEquals(GREETING, listener.readMessage3(sent(last)));
        Established ours = assertInstanceOf(Established.class, last.getLast());
        assertArrayEquals(GREETING, ours.greeting());
        assertTalking(ours, listener);
    }

    @Test
    void itsDiallerLinksWithOurListener() throws Exception {
        SecondImplementation dialler = new SecondImplementation(true, "second");
        LinkHandshake listener =
                LinkHandshake.responder(X25519KeyPair.random(random), NETWORK, _ -> GREETING, random);
        List<HandshakeEffect> answer =
                effects(listener, new HandshakeInput.Received(dialler.writeMessage1()));
        assertArrayEquals(GREETING, dialler.readMessage2(sent(answer)));
        List<HandshakeEffect> last =
                effects(listener, new HandshakeInput.Received(dialler.writeMessage3(GREETING)));
        Established ours = assertInstanceOf(Established.class, last.getLast());
        assertArrayEquals(GREETING, ours.greeting());
        assertTalking(ours, dialler);
    }

    @Test
    void itRefusesOurDiallerOfAnotherNetwork() throws Exception {
        SecondImplementation listener = new SecondImplementation(false, "third");
        LinkHandshake dialler =
                LinkHandshake.initiator(X25519KeyPair.random(random), NETWORK, _ -> GREETING, random);
        byte[] first = sent(effects(dialler, new HandshakeInput.Started()));
        assertThrows(GeneralSecurityException.class, () -> listener.readMessage1(first));
    }
}
