package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How two people come to talk, and what they send for it. */
class ConversationsTest {
    private final Script script = new Script();
    private final Home ada = script.home();
    private final Home ben = script.home();

    @Test
    void aFirstLineGoesInALetter() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        byte[] letter = script.only(ada);
        assertEquals(SealedPayload.MEDIUM_BYTES, letter.length);
        script.give(ben, letter);
        assertEquals(List.of("hello"), ben.texts());
    }

    @Test
    void afterALetterAndItsAnswerLinesAreSmallAndGetReceipts() {
        script.talk(ada, ben);
        assertEquals(List.of(LineState.SHOWN), List.copyOf(ada.states.values()));
        ada.submit(ben.key(), "on the session");
        byte[] message = script.only(ada);
        assertEquals(SealedPayload.SMALL_BYTES, message.length);
        script.give(ben, message);
        script.pass(Receipts.MAX_DELAY_MS);
        byte[] receipt = script.only(ben);
        assertEquals(SealedPayload.SMALL_BYTES, receipt.length);
        script.give(ada, receipt);
        assertEquals(List.of(LineState.SHOWN, LineState.SHOWN), List.copyOf(ada.states.values()));
        assertEquals(List.of("hello", "on the session"), ben.texts());
    }

    @Test
    void aLineWithoutAReceiptIsRepeatedInALetterWithAllOpenLines() {
        script.talk(ada, ben);
        ada.submit(ben.key(), "one");
        ada.submit(ben.key(), "two");
        script.take(ada);
        script.pass(29 * Script.SECOND_MS);
        assertEquals(List.of(), script.take(ada));
        script.pass(2 * Script.SECOND_MS);
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello", "one", "two"), ben.texts());
    }

    @Test
    void lettersThatCrossMakeTwoSessionsAndBothWork() {
        script.meet(ada, ben);
        ada.trust(ben.key(), Standing.CONTACT);
        ben.trust(ada.key(), Standing.CONTACT);
        script.carries = true;
        ada.submit(ben.key(), "from ada");
        ben.submit(ada.key(), "from ben");
        script.pass(10 * Script.SECOND_MS);
        for (int i = 0; i < 40; i++) {
            ada.submit(ben.key(), "a" + i);
            ben.submit(ada.key(), "b" + i);
            script.pass(Script.SECOND_MS);
        }
        script.pass(10 * Script.SECOND_MS);
        assertEquals(41, ben.texts().size());
        assertEquals(41, ada.texts().size());
        assertTrue(ada.states.values().stream().allMatch(state -> state == LineState.SHOWN));
        assertTrue(ben.states.values().stream().allMatch(state -> state == LineState.SHOWN));
    }

    @Test
    void aSenderWhoHearsNothingFor32MessagesWritesALetter() {
        script.talk(ada, ben);
        for (int i = 0; i < Sessions.MAX_UNANSWERED; i++) {
            ada.submit(ben.key(), "line " + i);
        }
        assertTrue(script.take(ada).stream().allMatch(payload -> payload.length == SealedPayload.SMALL_BYTES));
        ada.submit(ben.key(), "one more");
        script.pass(Script.SECOND_MS);
        assertEquals(SealedPayload.MEDIUM_BYTES, script.only(ada).length);
    }

    @Test
    void aNewRunOfTheRecipientBringsAllOpenLinesAtOnce() {
        script.talk(ada, ben);
        ben.start();
        ada.submit(ben.key(), "lost with the session");
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
        script.pass(10 * Script.MINUTE_MS);
        script.take(ada);
        script.tellPresence(ben, ada);
        script.take(ada).forEach(payload -> script.give(ben, payload));
        assertEquals(List.of("hello", "lost with the session"), ben.texts());
    }

    @Test
    void nothingLeavesBeforeItIsOnTheDisk() {
        script.meet(ada, ben);
        script.diskWorks = false;
        ada.submit(ben.key(), "hello");
        script.pass(Script.MINUTE_MS);
        assertEquals(List.of(), script.take(ada));
    }

    @Test
    void withoutALinkNothingIsPublishedAndThenEachLineOnce() {
        script.meet(ada, ben);
        ada.handle(new SealedInput.LinksChanged(0));
        ada.submit(ben.key(), "hello");
        script.pass(Script.HOUR_MS);
        assertEquals(List.of(), script.take(ada));
        ada.handle(new SealedInput.LinksChanged(1));
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
    }

    @Test
    void theLongestLineFitsWithEightOthersAQuoteAndAName() {
        script.meet(ada, ben);
        List<Home> others = Stream.generate(script::home).limit(8).toList();
        ada.handle(new SealedInput.NameChanged("n".repeat(Item.Name.MAX_NAME_BYTES)));
        ada.handle(new SealedInput.Submitted(
                1,
                ben.key(),
                "ben",
                "x".repeat(Item.Line.MAX_TEXT_BYTES),
                others.stream().map(Home::key).toList(),
                new Quote(ben.key(), 5, 6, false)));
        byte[] letter = script.only(ada);
        assertEquals(SealedPayload.LARGE_BYTES, letter.length);
        script.give(ben, letter);
        Item.Line line = ben.disk.timeline.getFirst().line();
        assertEquals(others.stream().map(Home::key).toList(), line.others());
        assertEquals(new Quote(ben.key(), 5, 6, false), line.quote());
    }

    @Test
    void aBlockedPersonIsNeitherShownNorAnswered() {
        script.talk(ada, ben);
        ben.trust(ada.key(), Standing.BLOCKED);
        ada.submit(ben.key(), "still there?");
        script.pass(Script.MINUTE_MS);
        script.take(ada).forEach(payload -> script.give(ben, payload));
        script.pass(Script.MINUTE_MS);
        assertEquals(List.of("hello"), ben.texts());
        assertEquals(List.of(), script.take(ben));
    }

    @Test
    void whoIsBlockedBeforeTheAnswerLeavesGetsNone() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        ben.trust(ada.key(), Standing.BLOCKED);
        script.pass(Script.MINUTE_MS);
        assertEquals(List.of(), script.take(ben));
    }

    /** A session with somebody who is blocked would carry receipts there. */
    @Test
    void theAnswerOfABlockedPersonBeginsNoSession() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        ada.trust(ben.key(), Standing.BLOCKED);
        script.pass(6 * Script.SECOND_MS);
        script.give(ada, script.only(ben));
        assertEquals(Map.of(SealedRefusal.BLOCKED, 1), ada.refused);
        ada.trust(ben.key(), Standing.CONTACT);
        ada.submit(ben.key(), "and more");
        List<byte[]> sent = script.take(ada);
        assertFalse(sent.isEmpty());
        assertTrue(sent.stream().allMatch(payload -> payload.length >= SealedPayload.MEDIUM_BYTES));
    }

    @Test
    void openLinesToABlockedPersonPause() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        script.only(ada);
        ada.trust(ben.key(), Standing.BLOCKED);
        ada.submit(ben.key(), "and more");
        script.pass(Script.DAY_MS);
        ben.start();
        script.tellKeys(ben, ada);
        assertEquals(List.of(), script.take(ada));
        assertEquals(List.of(), script.wants(ada));
        ada.trust(ben.key(), Standing.STRANGER);
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello", "and more"), ben.texts());
    }

    @Test
    void aLetterOnItsWayToTheDiskPauses() {
        script.meet(ada, ben);
        script.diskWorks = false;
        ada.submit(ben.key(), "hello");
        ada.diskCatchesUp(); // the line; its letter waits for the disk now
        ada.trust(ben.key(), Standing.BLOCKED);
        script.diskWorks = true;
        ada.diskCatchesUp();
        script.pass(Script.HOUR_MS);
        assertEquals(List.of(), script.take(ada));
        ada.trust(ben.key(), Standing.STRANGER);
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
    }

    @Test
    void newPrekeysAreMadeAfterADayAndTheOldOnesEnd() {
        assertEquals(1, script.keys(ada).size());
        script.pass(Script.DAY_MS + OwnPrekeys.REPEAT_MS * 3);
        assertEquals(2, script.keys(ada).size());
        assertEquals(2, Stored.of(ada.disk.changes).ownPrekeys().size());
        ada.start();
        assertEquals(2, Stored.of(ada.disk.changes).ownPrekeys().size());
        script.pass(2 * Script.DAY_MS);
        List<StoredPrekey> kept = Stored.of(ada.disk.changes).ownPrekeys();
        assertTrue(kept.size() <= OwnPrekeys.MAX_PREKEYS);
        assertTrue(kept.getFirst().madeMs() > script.nowMs() - 51 * Script.HOUR_MS);
    }

    @Test
    void whatIsStoredCanBeShortenedToTheSameAgain() {
        script.talk(ada, ben);
        Stored all = Stored.of(ben.disk.changes);
        assertEquals(
                all.changes().toString(), Stored.of(all.changes()).changes().toString());
    }
}
