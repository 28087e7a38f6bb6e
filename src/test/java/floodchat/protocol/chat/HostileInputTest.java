package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Bounds;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final String MALLORY = "bad0".repeat(8);

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    @Test
    void messagesWithOurOwnKeyAreIgnored() {
        int effects = ada.effects.size();
        ada.receive(new Envelope(ada.core.key(), new Body.Say(1, 0, "ada", "I never said this")));
        ada.receive(new Envelope(ada.core.key(), new Body.Presence(99, 0, "notada", true, 15)));
        ada.receive(new Envelope(ada.core.key(), new Body.Leave(1, 99)));
        assertEquals(effects, ada.effects.size());
    }

    @Test
    void garbageIsRejectedWithAReason() {
        ada.input(new ChatInput.Delivered(new byte[0], 0, false));
        assertEquals(new ChatEffect.Reject(DecodedEnvelope.Reason.TOO_SHORT), ada.effects.getLast());
    }

    @Test
    void namesAndTextsAreSanitizedOrRejected() {
        ada.receive(new Envelope(MALLORY, new Body.Say(1, 0, "mal\u202Elory", "\u001B]0;owned\u0007hi\u200B")));
        assertEquals(List.of("mallory -> hi"), ada.lines());
        for (String name : List.of("@ada", "two words", "\u200B", "ada·1234", "ada\uA78F1234", "ada\u14271234",
                "...")) {
            ada.receive(new Envelope(MALLORY, new Body.Say(2, 0, name, "hi")));
            assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast(), name);
            ada.receive(new Envelope(MALLORY, new Body.Presence(2, 0, name, true, 15)));
            assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast(), name);
        }
        ada.receive(new Envelope(MALLORY, new Body.Tell(2, 0, "mallory", ada.core.key(), "\u200B\u001B")));
        assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast());
        assertEquals(1, ada.lines().size());
    }

    @Test
    void aTextThatGrowsInNfcIsStillBounded() {
        String grows = "\uFB2C".repeat(Bounds.MAX_TEXT_BYTES / 3); // 3 bytes, 6 in NFC
        ada.receive(new Envelope(MALLORY, new Body.Say(1, 0, "mallory", grows)));
        assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast());
        assertEquals(List.of(), ada.lines());
    }

    @Test
    void aTextThatGrowsByTabsIsStillBounded() {
        ada.receive(new Envelope(MALLORY, new Body.Say(1, 0, "mallory", "x\t".repeat(Bounds.MAX_TEXT_BYTES / 8))));
        assertEquals(1, ada.lines().size());
        ada.receive(new Envelope(MALLORY, new Body.Say(2, 0, "mallory", "x\t".repeat(Bounds.MAX_TEXT_BYTES / 8 + 1))));
        assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast());
        assertEquals(1, ada.lines().size());
    }

    @Test
    void aForgedHighestNumberSilencesNobody() {
        ada.receive(say(1, "one"));
        ada.receive(say(Bounds.MAX_NUMBER, "forged"));
        simulation.run(Duration.ofSeconds(6));
        ada.receive(say(2, "two"));
        ada.receive(say(3, "three"));
        ada.receive(say(Bounds.MAX_NUMBER, "forged again"));
        assertEquals(
                List.of("mallory -> one", "mallory -> forged", "mallory -> two", "mallory -> three"), ada.lines());
    }

    @Test
    void heldMessagesAreBoundedPerAuthorAndInAll() {
        ada.receive(say(1, "one"));
        IntStream.rangeClosed(0, ReorderBuffer.MAX_HELD).forEach(i -> ada.receive(say(10 + 2 * i, "x")));
        assertEquals(1 + ReorderBuffer.MAX_HELD + 1, ada.lines().size());
        for (int author = 0; author < InboundMessages.MAX_HELD_IN_ALL + 50; author++) {
            ada.receive(new Envelope("%032x".formatted(author), new Body.Say(7, 0, "a" + author, "held")));
        }
        assertEquals(1 + ReorderBuffer.MAX_HELD + 1 + 50, ada.lines().size());
        simulation.run(Duration.ofSeconds(6));
        assertEquals(1 + ReorderBuffer.MAX_HELD + 1 + InboundMessages.MAX_HELD_IN_ALL + 50, ada.lines().size());
    }

    @Test
    void theCoreSurvivesRandomInput() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> keys = List.of(MALLORY, "0".repeat(32), ada.core.key(), "7".repeat(32));
        for (int i = 0; i < 5_000; i++) {
            Envelope envelope = new Envelope(keys.get(random.nextInt(keys.size())), anyBody(random));
            byte[] bytes = envelope.encode();
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            ada.input(new ChatInput.Delivered(bytes, 0, false));
            if (random.nextInt(10) == 0) {
                simulation.run(Duration.ofMillis(random.nextInt(5_000)));
            }
        }
        simulation.run(Duration.ofHours(5));
        assertEquals(List.of(), ada.roster(), () -> "seed " + seed);
        ada.say("still here");
        assertEquals("ada -> still here", ada.lines().getLast());
    }

    @Test
    void forgedGoodbyesAreNotShown() {
        for (int i = 0; i < 100_000; i++) {
            ada.receive(new Envelope("%032x".formatted(i), new Body.Leave(1, 1)));
        }
        assertTrue(ada.all(ChatEvent.PeerLeft.class).isEmpty());
        assertEquals(List.of(), ada.roster());
    }

    private Body anyBody(Random random) {
        long number = random.nextBoolean() ? 1 + random.nextInt(20) : 1 + random.nextLong(Bounds.MAX_NUMBER);
        String name = "n" + random.nextInt(5);
        return switch (random.nextInt(4)) {
            case 0 -> new Body.Say(number, 0, name, "said");
            case 1 -> new Body.Tell(number, 0, name, random.nextBoolean() ? ada.core.key() : MALLORY, "told");
            case 2 -> new Body.Presence(number, number - 1, name, random.nextBoolean(), 1 + random.nextInt(5_000));
            default -> new Body.Leave(number, random.nextInt(5));
        };
    }

    private static Envelope say(long seq, String text) {
        return new Envelope(MALLORY, new Body.Say(seq, 0, "mallory", text));
    }
}
