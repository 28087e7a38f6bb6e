package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void anEventMakesANewTranscriptAndLeavesTheOldOne() {
        Transcript before = after(said(BOB, 1, "one"));
        Transcript later = before.with(said(BOB, 2, "two"), NOON);
        assertEquals(1, before.entries().size());
        assertEquals(2, later.entries().size());
    }

    @Test
    void aFullTranscriptDropsTheOldestLinesAndNumbersStay() {
        Transcript transcript = Transcript.empty(3);
        for (int i = 1; i <= 5; i++) {
            transcript = transcript.with(said(BOB, i, "line " + i), NOON);
        }
        assertEquals(
                List.of(3L, 4L, 5L),
                transcript.entries().stream().map(TranscriptEntry::number).toList());
        assertEquals(5, transcript.lastNumber());
    }

    @Test
    void linesOfAMutedPersonAreOneEntryThatCounts() {
        Transcript transcript = after(said(BOB, 1, "hi"), hidden(BOB, 2, 1), said(CAROL, 1, "hello"));
        for (int i = 2; i <= 5; i++) {
            transcript = transcript.with(hidden(BOB, i + 1, i), NOON);
        }
        assertEquals(3, transcript.entries().size());
        TranscriptEntry.Hidden entry =
                assertInstanceOf(TranscriptEntry.Hidden.class, transcript.entries().get(1));
        assertEquals("5 lines of bob hidden", entry.inWords(transcript.roster()));
        Transcript later = transcript.with(hidden(BOB, 9, 6), NOON.plusSeconds(600));
        assertEquals("1 line of bob hidden", assertInstanceOf(TranscriptEntry.Hidden.class, later.entries().getLast())
                .inWords(later.roster()));
        assertEquals(4, transcript.with(hidden(CAROL, 2, 1), NOON).entries().size());
    }

    private static ChatEvent hidden(Person from, long number, int lines) {
        return new ChatEvent.Hidden(said(from, number, "buy"), lines);
    }

    @Test
    void anOwnMessageWaitsUntilAPeerHasIt() {
        Transcript waiting = after(saidByUs(ADA, 1, "one"), saidByUs(ADA, 2, "two"));
        MessageId id = new MessageId(ADA.key(), 1, 1);
        Transcript sent = waiting.with(new ChatEvent.DeliveryChanged(id, Delivery.SENT), NOON);
        assertEquals(Delivery.QUEUED, spoken(waiting, 0).delivery());
        assertEquals(Delivery.SENT, spoken(sent, 0).delivery());
        assertEquals(Delivery.QUEUED, spoken(sent, 1).delivery());
    }

    @Test
    void theDeliveryOfAnUnknownMessageChangesNothing() {
        Transcript before = after(saidByUs(ADA, 1, "one"));
        MessageId other = new MessageId("00", 1, 9);
        assertEquals(before, before.with(new ChatEvent.DeliveryChanged(other, Delivery.SENT), NOON));
    }

    @Test
    void aDirectMessageHasARecipient() {
        TranscriptEntry.Spoken entry = spoken(after(told(BOB, ADA, 1, "psst")), 0);
        assertTrue(entry.direct());
        assertEquals(ADA, entry.to());
        assertFalse(spoken(after(said(BOB, 1, "hi")), 0).direct());
    }

    @Test
    void presenceChangesShareAnEntryAndAreMerged() {
        Transcript transcript = after(
                new ChatEvent.PeerJoined(BOB, NOON),
                new ChatEvent.PeerLeft(CAROL, true, NOON),
                new ChatEvent.PeerLeft(BOB, false, NOON),
                new ChatEvent.PeerJoined(CAROL, NOON));
        TranscriptEntry.PresenceChanged moved =
                assertInstanceOf(TranscriptEntry.PresenceChanged.class, transcript.entries().getFirst());
        assertEquals(1, transcript.entries().size());
        assertEquals(
                List.of(
                        new PresenceChange(BOB, PresenceChange.Kind.VISITED),
                        new PresenceChange(CAROL, PresenceChange.Kind.RETURNED)),
                moved.changes().tracked());
    }

    @Test
    void aCrowdThatComesAndGoesIsOneEntryThatIsUpdated() {
        Transcript transcript = after(said(BOB, 1, "hi"));
        for (int i = 0; i < 5_000; i++) {
            transcript = transcript.with(new ChatEvent.PeerJoined(stranger(i), NOON), NOON);
            transcript = transcript.with(new ChatEvent.PeerLeft(stranger(i / 2), i % 4 == 0, NOON), NOON);
        }
        assertEquals(2, transcript.entries().size());
        TranscriptEntry.PresenceChanged crowd =
                assertInstanceOf(TranscriptEntry.PresenceChanged.class, transcript.entries().getLast());
        assertTrue(crowd.changes().tracked().size() <= PresenceChanges.MAX_TRACKED);
        String words = crowd.changes().inWords(transcript.roster());
        assertTrue(words.contains("4,968 people joined"), words);
        assertTrue(words.length() < 200, words);
    }

    @Test
    void comingsAndGoingsNeverPushTheConversationOut() {
        Transcript transcript = Transcript.empty(10);
        for (int i = 1; i <= 10; i++) {
            transcript = transcript.with(said(BOB, i, "line " + i), NOON)
                    .with(new ChatEvent.PeerJoined(stranger(i), NOON), NOON);
        }
        for (int i = 0; i < 9; i++) {
            Instant later = NOON.plusSeconds(700L * (i + 1));
            transcript = transcript.with(new ChatEvent.PeerLeft(stranger(i), false, later), later);
        }
        assertEquals(10, spoken(transcript).count());
        assertEquals(20, transcript.entries().size(), "there are at most as many others");
        transcript = transcript.with(said(BOB, 11, "line 11"), NOON);
        assertEquals(10, spoken(transcript).count());
        assertEquals("line 2", spoken(transcript).findFirst().orElseThrow().text());
    }

    /** Attack: people who never spoke come and go between the lines, all the time. */
    @Test
    void aCrowdThatComesAndGoesBetweenTheLinesTakesThreeOfThem() {
        Transcript transcript = Transcript.empty(100);
        for (int i = 0; i < 500; i++) {
            transcript = transcript.with(new ChatEvent.PeerJoined(stranger(i), NOON), NOON)
                    .with(new ChatEvent.PeerLeft(stranger(i), i % 2 == 0, NOON), NOON)
                    .with(said(BOB, i, "line " + i), NOON);
        }
        assertEquals(100, spoken(transcript).count());
        assertEquals(Transcript.MAX_ENTRIES_OF_SILENT, transcript.entries().size() - 100);
    }

    /** Attack: one a second for an hour, who also take new names. */
    @Test
    void aSlowCrowdTakesThreeEntriesInTenMinutes() {
        Transcript transcript = Transcript.empty(5_000);
        for (int second = 0; second < 3_600; second++) {
            Instant at = NOON.plusSeconds(second);
            Person one = stranger(second % 50);
            Person renamed = new Person(one.key(), "name-" + second);
            transcript = transcript.with(new ChatEvent.PeerRenamed(one, renamed, at), at)
                    .with(new ChatEvent.PeerFound(renamed, at), at)
                    .with(new ChatEvent.Said(new MessageId(BOB.key(), 1, second), BOB, "line", at, false), at);
        }
        long entries = transcript.entries().size() - spoken(transcript).count();
        assertTrue(entries <= 6 * Transcript.MAX_ENTRIES_OF_SILENT, entries + " entries in an hour");
    }

    /** What becomes of somebody who speaks is told where it happened, and with a name. */
    @Test
    void aCrowdDoesNotHideWhoSpokeAndLeft() {
        Transcript transcript = after(said(BOB, 1, "bye"));
        for (int i = 0; i < 50; i++) {
            transcript = transcript.with(new ChatEvent.PeerJoined(stranger(i), NOON), NOON)
                    .with(said(CAROL, i, "line " + i), NOON);
        }
        for (int i = 100; i < 200; i++) {
            transcript = transcript.with(new ChatEvent.PeerJoined(stranger(i), NOON), NOON);
        }
        transcript = transcript.with(new ChatEvent.PeerLeft(BOB, false, NOON), NOON);
        TranscriptEntry last = transcript.entries().getLast();
        assertEquals("bob left", assertInstanceOf(TranscriptEntry.PresenceChanged.class, last)
                .changes()
                .inWords(transcript.roster()));
    }

    private static Person stranger(int number) {
        return new Person("%016x".formatted(number), "guest-" + number);
    }

    private static Stream<TranscriptEntry.Spoken> spoken(Transcript transcript) {
        return transcript.entries()
                .stream()
                .filter(TranscriptEntry.Spoken.class::isInstance)
                .map(TranscriptEntry.Spoken.class::cast);
    }

    @Test
    void aSentenceThatIsRepeatedIsCounted() {
        ChatEvent refused = new ChatEvent.Refused(new ChatCommand.Say("x"), "No peer is there.");
        Transcript transcript = after(refused, refused, new ChatEvent.PeerJoined(BOB, NOON), refused);
        assertEquals(2, transcript.entries().size());
        assertEquals("No peer is there. (3 times)", remark(transcript, 0));
        Transcript later = transcript.with(said(BOB, 1, "hi"), NOON).with(refused, NOON);
        assertEquals(4, later.entries().size(), "after a message it is news");
        Transcript missed = after(new ChatEvent.Missed(3), new ChatEvent.Missed(3));
        assertEquals(2, missed.entries().size(), "other messages were missed each time");
    }

    @Test
    void aPersonIsAskedToTakeOverIfTheIdentityRunsElsewhere() {
        Transcript elsewhere = after(new ChatEvent.RunsElsewhere("ada"));
        assertEquals(
                "ada runs elsewhere too: take over? Type /takeover to speak from here; until then nothing is sent from"
                        + " here.",
                remark(elsewhere, 0));
        Transcript here = elsewhere.with(new ChatEvent.RunsHere(), NOON);
        assertEquals("You speak from here again. The other Floodchat becomes silent.", remark(here, 1));
        assertEquals(elsewhere, elsewhere.with(new ChatEvent.RefusalsCounted(Map.of()), NOON));
    }

    @Test
    void anOwnLineFromBeforeTheRestartWaitsForNobody() {
        Transcript transcript = after(new ChatEvent.CaughtUp(List.of(saidByUs(ADA, 1, "before"))));
        TranscriptEntry.Spoken line =
                assertInstanceOf(TranscriptEntry.Spoken.class, transcript.entries().getFirst());
        assertTrue(line.own());
        assertEquals(Delivery.SENT, line.delivery());
    }

    private static String remark(Transcript transcript, int index) {
        return assertInstanceOf(TranscriptEntry.Remark.class, transcript.entries().get(index)).inWords();
    }

    @Test
    void aLineOfSomebodyWhoIsGoneIsToldApartFromANamesakesLine() {
        Person twin = new Person("dddd0000dddd0000", "bob");
        Transcript transcript = after(roster(ADA, BOB), said(BOB, 1, "hi"));
        assertEquals("bob", transcript.roster().label(BOB));
        transcript = transcript.with(roster(ADA), NOON).with(said(twin, 1, "hi"), NOON);
        assertEquals("bob", transcript.roster().label(BOB));
        assertEquals("bob·dddd0000", transcript.roster().label(twin));
        assertEquals("bob·dddd0000", transcript.with(roster(ADA, twin), NOON).roster().label(twin), "in the list too");
    }

    @Test
    void earlierLinesTellNamesakesApartToo() {
        Person lookalike = new Person("dddd0000dddd0000", "Carol");
        Transcript transcript = after(caughtUp(9), new ChatEvent.PeerJoined(lookalike, NOON));
        assertEquals("carol", transcript.roster().label(CAROL));
        assertEquals("Carol·dddd0000", transcript.roster().label(lookalike));
    }

    @Test
    void presenceChangesShareNoEntryAcrossAMessageOrALongTime() {
        Instant later = NOON.plusSeconds(601);
        Transcript transcript = after(
                new ChatEvent.PeerJoined(BOB, NOON),
                said(BOB, 1, "hi"),
                new ChatEvent.PeerJoined(CAROL, NOON),
                new ChatEvent.PeerLeft(CAROL, false, later));
        assertEquals(4, transcript.entries().size());
    }

    @Test
    void recentSpeakersAreListedOnceLatestFirst() {
        Transcript transcript = after(said(BOB, 1, "a"), said(CAROL, 1, "b"), said(BOB, 2, "c"), saidByUs(ADA, 1, "d"));
        assertEquals(List.of(BOB.key(), CAROL.key()), List.copyOf(transcript.recentSpeakers()));
    }

    @Test
    void aNewNameIsTold() {
        Transcript transcript =
                after(new ChatEvent.NameSet(ADA), new ChatEvent.NameSet(new Person(ADA.key(), "adele")));
        assertEquals("adele", transcript.roster().self().name());
        assertEquals(2, transcript.entries().size());
    }

    @Test
    void theSameNameAgainIsNotTold() {
        assertEquals(
                1,
                after(new ChatEvent.NameSet(ADA), new ChatEvent.NameSet(ADA))
                        .entries()
                        .size());
    }

    private static ChatEvent.CaughtUp caughtUp(int... minutesAgo) {
        return new ChatEvent.CaughtUp(Arrays.stream(
                minutesAgo).<ChatEvent.Spoken>mapToObj(minutes -> new ChatEvent.Said(
                        new MessageId(CAROL.key(), 1, 100 - minutes), CAROL, minutes + " ago",
                        NOON.minusSeconds(60L * minutes), false))
                .toList());
    }

    private static ChatEvent saidAgo(int minutes) {
        return new ChatEvent.Said(
                new MessageId(BOB.key(), 1, 100 - minutes), BOB, minutes + " live", NOON.minusSeconds(60L * minutes),
                false);
    }

    private static List<String> texts(Transcript transcript) {
        return transcript.entries().stream().map(entry -> ((TranscriptEntry.Spoken) entry).text()).toList();
    }

    @Test
    void backlogMessagesAreSortedByTime() {
        Transcript transcript = after(saidAgo(8), saidAgo(4), caughtUp(9, 6, 5, 0));
        assertEquals(List.of("9 ago", "8 live", "6 ago", "5 ago", "4 live", "0 ago"), texts(transcript));
        assertEquals(
                List.of(3L, 1L, 4L, 5L, 2L, 6L),
                transcript.entries().stream().map(TranscriptEntry::number).toList());
        assertEquals(6, transcript.lastNumber());
        assertTrue(spoken(transcript, 0).earlier());
        assertFalse(spoken(transcript, 1).earlier());
        assertEquals(7, transcript.with(said(BOB, 500, "next"), NOON).entries().getLast().number());
    }

    @Test
    void backlogMessagesDoNotReorderLines() {
        Transcript transcript = after(saidAgo(4), saidAgo(8), saidAgo(6), caughtUp(7, 5));
        List<String> live = texts(transcript).stream().filter(text -> text.endsWith("live")).toList();
        assertEquals(List.of("4 live", "8 live", "6 live"), live);
    }

    @Test
    void aFullTranscriptDropsBacklogMessagesFirst() {
        Transcript transcript = Transcript.empty(3).with(saidAgo(4), NOON).with(saidAgo(3), NOON);
        assertEquals(List.of("5 ago", "4 live", "3 live"), texts(transcript.with(caughtUp(9, 8, 5), NOON)));
    }

    private static TranscriptEntry.Spoken spoken(Transcript transcript, int index) {
        return assertInstanceOf(TranscriptEntry.Spoken.class, transcript.entries().get(index));
    }

    @Test
    void aLineToSeveralHasComeAsFarAsTheSlowestOfItsCopies() {
        MessageId toBob = new MessageId(ADA.key(), 1, 1, BOB.key());
        MessageId toCarol = new MessageId(ADA.key(), 1, 1, CAROL.key());
        Transcript transcript = after(
                new ChatEvent.Told(toBob, ADA, BOB, "hi", NOON, true),
                new ChatEvent.Noticed("bob is not here."),
                new ChatEvent.Told(toCarol, ADA, CAROL, "hi", NOON, true),
                new ChatEvent.DeliveryChanged(toBob, Delivery.SHOWN));
        TranscriptEntry.Spoken line = (TranscriptEntry.Spoken) transcript.entries().getFirst();
        assertEquals(List.of(BOB, CAROL), line.recipients());
        assertEquals(Delivery.QUEUED, line.progress());
        assertEquals(Delivery.SENT, progress(transcript, toCarol, Delivery.SENT));
        assertEquals(Delivery.SHOWN, progress(transcript, toCarol, Delivery.SHOWN));
        assertEquals(Delivery.GIVEN_UP, progress(transcript, toCarol, Delivery.GIVEN_UP));
    }

    private static Delivery progress(Transcript transcript, MessageId id, Delivery delivery) {
        Transcript changed = transcript.with(new ChatEvent.DeliveryChanged(id, delivery), NOON);
        return ((TranscriptEntry.Spoken) changed.entries().getFirst()).progress();
    }

    @Test
    void earlierLinesToSeveralAreOneLineToo() {
        Transcript transcript = after(new ChatEvent.CaughtUp(List.of(
                new ChatEvent.Told(new MessageId(ADA.key(), 1, 1, BOB.key()), ADA, BOB, "hi", NOON, true),
                new ChatEvent.Told(new MessageId(ADA.key(), 1, 1, CAROL.key()), ADA, CAROL, "hi", NOON, true))));
        assertEquals(1, transcript.entries().size());
        assertEquals(
                List.of(BOB, CAROL), ((TranscriptEntry.Spoken) transcript.entries().getFirst()).recipients());
    }
}
