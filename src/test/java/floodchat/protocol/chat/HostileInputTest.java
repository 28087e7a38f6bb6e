package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Bounds;
import floodchat.protocol.message.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final Identity MALLORY = Authors.identity(13);

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    @Test
    void whatComesBackOfOurOwnIsIgnored() {
        ada.say("I said this");
        List<byte[]> own = ada.published().stream().map(ChatEffect.Publish::payload).toList();
        int effects = ada.effects.size();
        own.forEach(payload -> ada.receive(payload, false));
        own.forEach(payload -> ada.receive(payload, true));
        assertEquals(effects, ada.effects.size());
    }

    @Test
    void garbageIsRejectedWithAReason() {
        ada.receive(new byte[0], false);
        assertEquals(Refusal.UNREADABLE, ada.refused());
    }

    @Test
    void namesAndTextsAreSanitizedOrRejected() {
        ada.receive(MALLORY, simulation.say(1, "mal\u202Elory", "\u001B]0;owned\u0007hi\u200B"));
        assertEquals(List.of("mallory -> hi"), ada.lines());
        for (String name : List.of("@ada", "two words", "\u200B", "ada·1234", "ada\u2D481234", "ada\u14271234",
                "...")) {
            ada.receive(MALLORY, simulation.say(2, name, "hi"));
            assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast(), name);
            ada.receive(MALLORY, simulation.presence(2, 0, name, true, 15));
            assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast(), name);
        }
        ada.receive(MALLORY, simulation.say(2, "mallory", "\u200B\u001B"));
        assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast());
        assertEquals(1, ada.lines().size());
    }

    @Test
    void aTextThatGrowsInNfcIsStillBounded() {
        String grows = "\uFB2C".repeat(Bounds.MAX_TEXT_BYTES / 3); // 3 bytes, 6 in NFC
        ada.receive(MALLORY, simulation.say(1, "mallory", grows));
        assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast());
        assertEquals(List.of(), ada.lines());
    }

    @Test
    void aTextThatGrowsByTabsIsStillBounded() {
        ada.receive(MALLORY, simulation.say(1, "mallory", "x\t".repeat(Bounds.MAX_TEXT_BYTES / 8)));
        assertEquals(1, ada.lines().size());
        ada.receive(MALLORY, simulation.say(2, "mallory", "x\t".repeat(Bounds.MAX_TEXT_BYTES / 8 + 1)));
        assertInstanceOf(ChatEffect.Reject.class, ada.effects.getLast());
        assertEquals(1, ada.lines().size());
    }

    @Test
    void aForgedHighestNumberSilencesNobody() {
        ada.receive(MALLORY, say(1, "one"));
        ada.receive(MALLORY, say(Bounds.MAX_NUMBER, "forged"));
        simulation.run(Duration.ofSeconds(6));
        ada.receive(MALLORY, say(2, "two"));
        ada.receive(MALLORY, say(3, "three"));
        ada.receive(MALLORY, say(Bounds.MAX_NUMBER, "forged again"));
        assertEquals(
                List.of("mallory -> one", "mallory -> forged", "mallory -> two", "mallory -> three"), ada.lines());
    }

    @Test
    void heldMessagesAreBoundedPerAuthorAndInAll() {
        ada.receive(MALLORY, say(1, "one"));
        IntStream.rangeClosed(0, ReorderBuffer.MAX_HELD).forEach(i -> ada.receive(MALLORY, say(10 + 2 * i, "x")));
        assertEquals(1 + ReorderBuffer.MAX_HELD + 1, ada.lines().size());
        for (int author = 0; author < MessageOrder.MAX_HELD_IN_ALL + 50; author++) {
            ada.receive(Authors.identity(1_000 + author), simulation.say(7, "a" + author, "held"));
        }
        assertEquals(1 + ReorderBuffer.MAX_HELD + 1 + 50, ada.lines().size());
        simulation.run(Duration.ofSeconds(6));
        assertEquals(1 + ReorderBuffer.MAX_HELD + 1 + MessageOrder.MAX_HELD_IN_ALL + 50, ada.lines().size());
    }

    @Test
    void theCoreSurvivesRandomInput() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Identity> authors = List.of(MALLORY, Authors.identity(1), ada.identity, Authors.identity(2));
        for (int i = 0; i < 5_000; i++) {
            Identity author = authors.get(random.nextInt(authors.size()));
            byte[] bytes = Envelope.sign(author, Authors.TAG, anyBody(random));
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            ada.receive(bytes, random.nextInt(10) == 0);
            if (random.nextInt(10) == 0) {
                simulation.run(Duration.ofMillis(random.nextInt(5_000)));
            }
        }
        simulation.run(Duration.ofHours(5));
        assertEquals(List.of(), ada.roster(), () -> "seed " + seed);
        ada.command(new ChatCommand.TakeOver());
        ada.say("still here");
        assertEquals("ada -> still here", ada.lines().getLast());
    }

    @Test
    void goodbyesOfStrangersAreNotShown() {
        for (int i = 0; i < 2 * Members.MAX_DEPARTED; i++) {
            ada.receive(Authors.identity(1_000 + i), simulation.leave(1, 1));
        }
        assertTrue(ada.all(ChatEvent.PeerLeft.class).isEmpty());
        assertEquals(List.of(), ada.roster());
    }

    private Body anyBody(Random random) {
        long number = random.nextBoolean() ? 1 + random.nextInt(20) : 1 + random.nextLong(Bounds.MAX_NUMBER);
        String name = "n" + random.nextInt(5);
        return switch (random.nextInt(3)) {
            case 0 -> simulation.say(number, name, "said");
            case 1 ->
                simulation.presence(number, number - 1, name, random.nextBoolean(), 1 + random.nextInt(5_000));
            default -> simulation.leave(number, 1 + random.nextInt(5));
        };
    }

    private Body say(long seq, String text) {
        return simulation.say(seq, "mallory", text);
    }
}
