package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attacks with replays, forgeries and floods on letters, sessions and the outbox. */
class SealedAttacksTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Script script = new Script();
    private final Home ada = script.home();
    private final Home ben = script.home();

    /** Attack 17: after a restored backup no number of a line is given twice. */
    @Test
    void aRestoredBackupUsesNoNumberTwice() {
        script.meet(ada, ben);
        ada.trust(ben.key(), Standing.CONTACT);
        Home.Disk backup = ada.disk.copy();
        ada.submit(ben.key(), "before");
        ada.disk = backup;
        script.pass(Script.SECOND_MS);
        ada.start();
        ada.submit(ben.key(), "after");
        script.pass(Script.SECOND_MS);
        script.take(ada).forEach(payload -> script.give(ben, payload));
        assertEquals(List.of("before", "after"), ben.texts());
        assertEquals(2, ada.states.size());
    }

    /** Attack 18: a letter is replayed after a restart. */
    @Test
    void aReplayedLetterIsNotShownAgainAfterARestart() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "once");
        byte[] letter = script.only(ada);
        script.give(ben, letter);
        ben.start();
        script.give(ben, letter);
        assertEquals(List.of("once"), ben.texts());
    }

    /** Attack 20: my own letter, sealed to my own prekeys, comes to me. */
    @Test
    void myOwnLetterToMyselfIsNotShown() throws GeneralSecurityException {
        PrekeyBundle own = PrekeyBundle.read(ben.key(), script.keys(ben).getFirst());
        script.give(ben, JdkLetters.payload(ben.identity, own, script.nowMs(), line(1, 1, "from myself")));
        assertEquals(List.of(), ben.texts());
        assertEquals(1, ben.refused.get(SealedRefusal.OWN));
    }

    /** Attack 20: what I sent on a session comes back to me. */
    @Test
    void myOwnMessageIsNotForMe() {
        script.talk(ada, ben);
        ada.submit(ben.key(), "to ben");
        script.give(ada, script.only(ada));
        assertEquals(List.of(), ada.texts());
    }

    /** Attack 27: a tag with another body, before the real message and when the tag is an old one. */
    @Test
    void anOldTagWithANewBodyIsNotOpened() {
        script.talk(ada, ben);
        ada.submit(ben.key(), "the real one");
        byte[] message = script.only(ada);
        byte[] other = Bytes.join(Bytes.slice(message, 0, 18), new byte[494]);
        script.give(ben, other);
        assertEquals(1, ben.refused.get(SealedRefusal.NOT_OPENED));
        script.give(ben, message);
        script.give(ben, other);
        script.give(ben, message);
        assertEquals(List.of("hello", "the real one"), ben.texts());
        assertEquals(1, ben.refused.get(SealedRefusal.NOT_OPENED), "no key is left for an old tag");
        assertEquals(2, ben.refused.get(SealedRefusal.NOT_FOR_US));
    }

    /** Attack 34: a changed copy comes first; the key of the message must live until it opened something. */
    @Test
    void aFlippedCopyThatArrivesFirstDoesNotCostTheLine() {
        script.talk(ada, ben);
        ada.submit(ben.key(), "the line");
        byte[] message = script.only(ada);
        for (int i = 18; i < message.length; i += 7) {
            byte[] flipped = message.clone();
            flipped[i] ^= 1;
            script.give(ben, flipped);
        }
        script.give(ben, message);
        assertEquals(List.of("hello", "the line"), ben.texts());
    }

    /** Attack 34, for the answer that makes the session. */
    @Test
    void aFlippedAnswerThatArrivesFirstDoesNotCostTheSession() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        script.pass(6 * Script.SECOND_MS);
        byte[] answer = script.only(ben);
        byte[] flipped = answer.clone();
        flipped[500] ^= 1;
        script.give(ada, flipped);
        assertEquals(1, ada.refused.get(SealedRefusal.NOT_OPENED));
        script.give(ada, answer);
        assertTrue(ada.states.containsValue(LineState.SHOWN));
    }

    private record Pair(Session sender, Session receiver, Map<Tag, Session> index) {
        static Pair create() {
            byte[] root = new byte[32];
            byte[] shared = new byte[32];
            RANDOM.nextBytes(root);
            RANDOM.nextBytes(shared);
            Map<Tag, Session> index = new HashMap<>();
            return new Pair(session(root, shared, true, new HashMap<>()), session(root, shared, false, index), index);
        }

        private static Session session(byte[] root, byte[] shared, boolean wroteLetter, Map<Tag, Session> index) {
            Session.Secrets secrets =
                    new Session.Secrets(root.clone(), shared.clone(), new byte[32], new byte[32]);
            return Session.of(
                    Identity.ofSeed(new byte[32]).key(), secrets, wroteLetter, 0, Aead.CHACHA20_POLY1305, index);
        }

        byte[] send() {
            return sender.seal(List.of());
        }

        boolean opens(byte[] payload) {
            return index.containsKey(SealedPayload.tag(payload)) && receiver.open(payload) != null;
        }
    }

    /** Attack 31: of 65 losses in a row a session does not recover; the repetition in a letter does. */
    @Test
    void sixtyThreeLossesInARowAreBridgedAndSixtyFiveAreNot() {
        Pair near = Pair.create();
        IntStream.range(0, 63).forEach(_ -> near.send());
        assertTrue(near.opens(near.send()));
        Pair far = Pair.create();
        IntStream.range(0, 65).forEach(_ -> far.send());
        assertFalse(far.opens(far.send()));
    }

    /** Attack 31: the line itself is not lost. */
    @Test
    void aLineBehindManyLossesArrivesByALetter() {
        script.talk(ada, ben);
        for (int i = 0; i < 65; i++) {
            ada.submit(ben.key(), "lost " + i);
        }
        script.take(ada);
        script.pass(40 * Script.SECOND_MS);
        script.take(ada).forEach(payload -> script.give(ben, payload));
        assertEquals(66, ben.texts().size());
    }

    /** Attack 32: an author skips 10,000 messages; what is kept for them stays bounded. */
    @Test
    void tenThousandSkippedMessagesKeepMemoryFlat() {
        Pair pair = Pair.create();
        for (int i = 0; i < 10_000 / 60; i++) {
            IntStream.range(0, 60).forEach(_ -> pair.send());
            assertTrue(pair.opens(pair.send()));
            assertTrue(pair.index().size() <= ReceivingChain.MAX_KEYS);
        }
        assertEquals(ReceivingChain.MAX_KEYS, pair.index().size());
    }

    /** Attack 35: all that is published has one of three lengths. */
    @Test
    void aCaptureShowsThreeLengthsOnly() {
        script.talk(ada, ben);
        List<byte[]> captured = new ArrayList<>();
        for (int length = 1; length <= Item.Line.MAX_TEXT_BYTES; length += 65) {
            ada.submit(ben.key(), "x".repeat(length));
            script.pass(Script.MINUTE_MS);
            script.take(ada).forEach(payload -> {
                captured.add(payload);
                script.give(ben, payload);
            });
            script.pass(6 * Script.SECOND_MS);
            script.take(ben).forEach(payload -> {
                captured.add(payload);
                script.give(ada, payload);
            });
        }
        assertTrue(captured.size() > 100);
        assertTrue(captured.stream().allMatch(SealedPayload::isOne));
        assertEquals(3, captured.stream().map(payload -> payload.length).distinct().count());
    }

    /** Attack 36: a text that could be compressed is as long as one that could not. */
    @Test
    void nothingIsCompressed() {
        script.talk(ada, ben);
        ada.submit(ben.key(), "a".repeat(456));
        int compressible = script.only(ada).length;
        StringBuilder random = new StringBuilder();
        new SplittableRandom(1).ints(456, '!', '~').forEach(c -> random.append((char) c));
        ada.submit(ben.key(), random.toString());
        assertEquals(compressible, script.only(ada).length);
        assertEquals(SealedPayload.MEDIUM_BYTES, compressible);
        ada.submit(ben.key(), "a".repeat(455));
        assertEquals(SealedPayload.SMALL_BYTES, script.only(ada).length);
    }

    /** Attack 37: each pair of people has numbers of its own, so nobody counts what I say to others. */
    @Test
    void linesToOnePersonLeaveNoGapsInTheNumbersOfAnother() {
        Home cleo = script.home();
        ada.submit(ben.key(), "one");
        ada.submit(cleo.key(), "one");
        ada.submit(ben.key(), "two");
        List<Long> numbers = new ArrayList<>();
        ada.each(SealedEvent.LineAccepted.class, accepted -> numbers.add(accepted.id().number()));
        assertEquals(List.of(1L, 1L, 2L), numbers);
    }

    /** Attack 38: nobody finds out by a copy who answers letters; not after a restart either. */
    @Test
    void aReplayedLetterGetsNoSecondAnswer() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        byte[] letter = script.only(ada);
        script.give(ben, letter);
        script.pass(6 * Script.SECOND_MS);
        script.only(ben);
        script.give(ben, letter);
        script.pass(Script.MINUTE_MS);
        assertEquals(List.of(), script.take(ben));
        ben.start();
        script.give(ben, letter);
        script.pass(Script.MINUTE_MS);
        assertEquals(List.of(), script.take(ben));
    }

    /** Attack 38: the answer waits until the disk knows of it. */
    @Test
    void anAnswerLeavesWhenTheDiskKnowsOfIt() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        byte[] letter = script.only(ada);
        script.diskWorks = false;
        script.give(ben, letter);
        script.pass(Script.MINUTE_MS);
        assertEquals(List.of(), script.take(ben));
    }

    /** Attack 41, in a session. */
    @Test
    void aMessageWhosePaddingIsNotZeroIsRefused() {
        Pair pair = Pair.create();
        byte[] padded = pair.receiver().open(pair.send());
        padded[padded.length - 1] = 1;
        assertNull(ItemReader.read(padded));
    }

    /** Attack 78: the outbox sends a line again after a restart; it is shown once and then leaves the outbox. */
    @Test
    void aLineThatIsInTheOutboxTwiceIsShownOnce() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        script.pass(6 * Script.SECOND_MS);
        script.take(ben);
        ada.start();
        script.take(ada).forEach(payload -> script.give(ben, payload));
        script.pass(6 * Script.SECOND_MS);
        assertEquals(List.of("hello"), ben.texts());
        script.take(ben).forEach(payload -> script.give(ada, payload));
        assertEquals(Map.of(), Stored.of(ada.disk.changes).lines());
    }

    /** Attack 80: junk of the size of letters costs a bounded number of trials, and messages pass it by. */
    @Test
    void junkCostsAHundredTrialsASecondAndDelaysNoMessage() {
        script.talk(ada, ben);
        byte[] junk = new byte[SealedPayload.MEDIUM_BYTES];
        RANDOM.nextBytes(junk);
        junk[0] = SealedPayload.VERSION;
        junk[1] = SealedPayload.KIND;
        for (int i = 0; i < 1_000; i++) {
            byte[] other = junk.clone();
            other[5] = (byte) i;
            other[6] = (byte) (i >> 8);
            ben.handle(new SealedInput.PayloadDelivered(other));
        }
        ada.submit(ben.key(), "past the junk");
        ben.handle(new SealedInput.PayloadDelivered(script.only(ada)));
        assertEquals(List.of("hello", "past the junk"), ben.texts());
        script.pass(Script.SECOND_MS);
        assertTrue(ben.refused.get(SealedRefusal.NOT_FOR_US) <= 101);
        script.pass(2 * Script.SECOND_MS);
        assertEquals(TrialQueue.MAX_WAITING, ben.refused.get(SealedRefusal.NOT_FOR_US));
        assertEquals(1_000 - TrialQueue.MAX_WAITING, ben.refused.get(SealedRefusal.TOO_MANY));
    }

    /** Attack 84: a line that its author resealed after three days is as good as a new one. */
    @Test
    void aLineThatWasWrittenThreeDaysAgoIsAccepted() {
        ada.submit(ben.key(), "hello");
        script.pass(3 * Script.DAY_MS);
        script.meet(ada, ben);
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
    }

    @Test
    void aLetterFromTheFutureIsRefused() throws GeneralSecurityException {
        PrekeyBundle bens = PrekeyBundle.read(ben.key(), script.keys(ben).getFirst());
        long tooFarMs = script.nowMs() + 2 * Script.HOUR_MS + Script.MINUTE_MS;
        script.give(ben, JdkLetters.payload(ada.identity, bens, tooFarMs, line(1, 1, "from tomorrow")));
        assertEquals(List.of(), ben.texts());
        assertEquals(1, ben.refused.get(SealedRefusal.AHEAD));
    }

    @Test
    void lettersOfManyStrangersAreShownAndNoneIsAnswered() throws GeneralSecurityException {
        PrekeyBundle bens = PrekeyBundle.read(ben.key(), script.keys(ben).getFirst());
        for (int i = 0; i < 30; i++) {
            script.give(ben, JdkLetters.payload(Identity.create(RANDOM), bens, script.nowMs(), line(1, 1, "hi")));
        }
        assertEquals(30, ben.texts().size());
        assertEquals(List.of(), script.take(ben));
    }

    /** Attack 10: it is counted, unlike a letter for somebody else. */
    @Test
    void aForgedLetterIsCounted() {
        byte[] keys = script.keys(ben).getFirst();
        script.give(ben, HostileLetters.forwarded(ada.identity, Home.NETWORK, ben.key(), keys, script.nowMs(), "x"));
        assertEquals(List.of(), ben.texts());
        assertEquals(Map.of(SealedRefusal.NOT_OPENED, 1), ben.refused);
    }

    private static byte[] line(long run, long number, String text) {
        return ItemWriter.write(List.of(new Item.Line(new LineId(run, number), 1, text, List.of(), null)));
    }

    /** Letters of strangers that wait for a full disk must not make us wait, too. */
    @Test
    void whileTheDiskIsFarBehindNothingFurtherIsTaken() {
        int linesEach = 190;
        List<byte[]> letters = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            letters.add(letterOf(linesEach, 1 + i * linesEach));
        }
        script.diskWorks = false;
        letters.forEach(letter -> script.give(ben, letter));
        script.pass(Script.MINUTE_MS);
        List<SealedEvent.LineArrived> arrived = new ArrayList<>();
        ben.each(SealedEvent.LineArrived.class, arrived::add);
        assertTrue(arrived.size() < Saves.MAX_UNSAVED + linesEach, arrived.size() + " lines");
        ben.submit(ada.key(), "hello");
        assertEquals(SealedEvent.LineRefused.Reason.OUTBOX_FULL,
                ((SealedEvent.LineRefused) ben.events.getLast()).reason());

        script.diskWorks = true;
        ben.diskCatchesUp();
        letters.forEach(letter -> script.give(ben, letter));
        script.pass(Script.MINUTE_MS);
        assertEquals(letters.size() * linesEach, ben.texts().size());
        ben.submit(ada.key(), "hello again");
        assertTrue(ben.events.getLast() instanceof SealedEvent.LineAccepted);
    }

    private byte[] letterOf(int lines, int firstNumber) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            items.add(new Item.Line(new LineId(1, firstNumber + i), script.nowMs(), "x", List.of(), null));
        }
        PrekeyBundle bens = PrekeyBundle.read(ben.key(), script.keys(ben).getLast());
        LetterSealer sealer = new LetterSealer(new Author(ada.identity, Home.NETWORK), RANDOM);
        return sealer.seal(bens, script.nowMs(), items).payload();
    }
}
