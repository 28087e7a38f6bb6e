package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private static final Roster ROSTER = new Roster(ADA, List.of(BOB, CAROL));
    private static final ConversationId WITH_BOB = ConversationId.of(List.of(BOB));
    private static final ConversationId WITH_CAROL = ConversationId.of(List.of(CAROL));

    private Conversations conversations = Conversations.START;
    private long number;

    private void hear(ChatEvent... events) {
        for (ChatEvent event : events) {
            conversations = conversations.with(event, ROSTER, number, NOON);
            number++;
        }
    }

    private void goTo(Person... people) {
        conversations = conversations.goTo(List.of(people), "", number, NOON);
    }

    private ConversationId next() {
        return Objects.requireNonNull(conversations.nextUnread()).id();
    }

    @Test
    void theOrderOfTheNamesMakesNoOtherConversation() {
        assertEquals(ConversationId.of(List.of(CAROL, BOB)), ConversationId.of(List.of(BOB, CAROL, BOB)));
    }

    @Test
    void whatComesWhileSomebodyLooksIsRead() {
        hear(said(BOB, 1, "hi ada"));
        assertEquals(0, conversations.unread(ConversationId.EVERYONE));
        assertNull(conversations.nextUnread());
    }

    @Test
    void aPrivateLineIsUnreadUntilItsConversationIsVisited() {
        hear(told(BOB, ADA, 1, "psst"));
        assertEquals(1, conversations.unread(WITH_BOB));
        assertEquals(0, conversations.unread(ConversationId.EVERYONE), "it is seen there");
        goTo(BOB);
        assertEquals(0, conversations.unread(WITH_BOB));
        assertEquals(1, conversations.reading().below(), "the line still stands");
        goTo();
        goTo(BOB);
        assertEquals(0, conversations.reading().below());
    }

    @Test
    void whoAnswersHasRead() {
        hear(told(BOB, ADA, 1, "psst"));
        conversations = conversations.answered(List.of(BOB), number, NOON);
        assertEquals(0, conversations.unread(WITH_BOB));
        assertEquals(0, conversations.unread(WITH_BOB));
        hear(told(BOB, ADA, 2, "psst"));
        assertEquals(1, conversations.unread(WITH_BOB), "what comes later is unread again");
        hear(new ChatEvent.Told(new MessageId(ADA.key(), 1, 1, BOB.key()), ADA, BOB, "what?", NOON, true));
        assertEquals(0, conversations.unread(WITH_BOB), "also if it was written elsewhere");
        hear(told(BOB, ADA, 3, "psst"));
        assertEquals(1, conversations.unread(WITH_BOB));
    }

    @Test
    void messagesAndMentionsAreCountedWhileAnotherConversationIsShown() {
        goTo(CAROL);
        hear(said(BOB, 1, "hello"), said(BOB, 2, "ada, are you there?"), said(BOB, 3, "hm"));
        assertEquals(3, conversations.unread(ConversationId.EVERYONE));
        assertEquals(1, conversations.unreadNaming(ConversationId.EVERYONE));
        assertEquals(ConversationId.EVERYONE, next());
    }

    @Test
    void privateLinesComeFirst() {
        goTo(CAROL);
        hear(said(BOB, 1, "ada?"), told(BOB, ADA, 2, "ada!"), told(CAROL, ADA, 3, "hi"));
        assertEquals(WITH_BOB, next());
        goTo(BOB);
        assertEquals(ConversationId.EVERYONE, next());
        assertEquals(0, conversations.unread(WITH_CAROL), "it was shown when it came");
        goTo();
        assertNull(conversations.nextUnread());
    }

    @Test
    void withoutTheFocusNothingIsRead() {
        conversations = conversations.focus(false, number, NOON);
        hear(said(BOB, 1, "one"), told(BOB, ADA, 2, "two"));
        assertEquals(1, conversations.unread(ConversationId.EVERYONE));
        assertEquals(2, conversations.reading().below(), "both stand below the line");
        conversations = conversations.focus(true, number, NOON);
        assertEquals(0, conversations.unread(ConversationId.EVERYONE));
        assertEquals(2, conversations.reading().below());
        assertEquals(1, conversations.unread(WITH_BOB));
        conversations = conversations.answered(List.of(), number, NOON);
        assertEquals(0, conversations.reading().below());
    }

    @Test
    void eachConversationKeepsItsDraft() {
        conversations = conversations.goTo(List.of(BOB), "to all", number, NOON);
        assertEquals("", conversations.draft());
        conversations = conversations.goTo(List.of(), "to bob", number, NOON);
        assertEquals("to all", conversations.draft());
        conversations = conversations.goTo(List.of(BOB), "", number, NOON);
        assertEquals("to bob", conversations.draft());
    }

    @Test
    void aClosedConversationIsGoneAndOpensAgainWithTheNextLine() {
        goTo(BOB);
        conversations = conversations.close(number, NOON);
        assertEquals(ConversationId.EVERYONE, conversations.current());
        assertEquals(1, conversations.open().size());
        hear(told(BOB, ADA, 1, "still there?"));
        assertEquals(WITH_BOB, conversations.open().getLast().id());
        goTo();
        conversations = conversations.close(number, NOON);
        assertEquals(2, conversations.open().size(), "everyone can't be closed");
    }

    @Test
    void earlierLinesAreNewOnlyIfTheyWereSaidSinceThePersonLeft() {
        conversations = conversations.focus(false, number, NOON);
        ChatEvent.Said before = new ChatEvent.Said(
                new MessageId(BOB.key(), 1, 1), BOB, "before", NOON.minusSeconds(60), false);
        ChatEvent.Said since = new ChatEvent.Said(
                new MessageId(BOB.key(), 1, 2), BOB, "since", NOON.plusSeconds(60), false);
        hear(new ChatEvent.CaughtUp(List.of(before, since)));
        assertEquals(1, conversations.unread(ConversationId.EVERYONE));
    }

    @Test
    void whatWasReadAndWrittenIsKeptOverARestart() {
        conversations = conversations.goTo(List.of(CAROL), "for all", number, NOON);
        hear(told(BOB, ADA, 1, "unread"));
        List<SavedConversation> saved = conversations.saved("for carol", NOON.plusSeconds(60));
        conversations = Conversations.restored(saved, NOON.plusSeconds(60));
        assertEquals(ConversationId.EVERYONE, conversations.current());
        assertEquals("for all", conversations.draft());
        assertEquals(3, conversations.open().size());
        hear(new ChatEvent.CaughtUp(List.of(
                new ChatEvent.Said(new MessageId(BOB.key(), 1, 1), BOB, "before", NOON, false),
                new ChatEvent.Said(new MessageId(BOB.key(), 1, 2), BOB, "since", NOON.plusSeconds(90), false))));
        assertEquals(1, conversations.reading().below());
        goTo(CAROL);
        assertEquals("for carol", conversations.draft());
        goTo();
        assertEquals(0, conversations.reading().below(), "the line stands until the person leaves");
    }

    @Test
    void aWindowThatStartsWithoutTheFocusStillSaysWhatCameSinceTheEarlierRun() {
        Instant start = NOON.plusSeconds(60);
        List<SavedConversation> saved = List.of(new SavedConversation(List.of(), NOON, ""));
        conversations = Conversations.restored(saved, start).focus(false, number, start.plusSeconds(1));
        ChatEvent missed = new ChatEvent.CaughtUp(List.of(
                new ChatEvent.Said(new MessageId(BOB.key(), 1, 2), BOB, "since", NOON.plusSeconds(30), false)));
        hear(missed);
        assertEquals(1, conversations.unread(ConversationId.EVERYONE));
        assertEquals(NOON, conversations.reading().since());
        conversations = Conversations.restored(saved, start).focus(false, number, start.plusSeconds(3_600));
        hear(missed);
        assertEquals(0, conversations.unread(ConversationId.EVERYONE), "the person has looked at the window");
    }

    @Test
    void aFirstRunThatStartsWithoutTheFocusKnowsSinceWhen() {
        conversations = conversations.focus(false, number, NOON).restoredFrom(List.of(), number, NOON);
        hear(said(BOB, 1, "hello"));
        assertEquals(1, conversations.unread(ConversationId.EVERYONE));
        assertEquals(NOON, conversations.reading().since());
    }

    @Test
    void tooManyConversationsCloseTheOldestThatHoldsNothing() {
        conversations = conversations.goTo(List.of(BOB), "", number, NOON);
        conversations = conversations.goTo(List.of(), "a draft", number, NOON);
        for (int i = 0; i < 2 * Conversations.MAX_OPEN; i++) {
            goTo(new Person("%016x".formatted(i + 1), "p" + i));
        }
        assertEquals(Conversations.MAX_OPEN, conversations.open().size());
        assertEquals(ConversationId.EVERYONE, conversations.open().getFirst().id());
        assertTrue(conversations.open().stream().anyMatch(one -> one.id().equals(WITH_BOB)), "it has a draft");
        assertFalse(conversations.readers().isEmpty());
    }

    @Test
    void aViewShowsThePrivateLinesWithItsPeople() {
        Transcript transcript = SamplePeople.after(
                said(BOB, 1, "public"), told(BOB, ADA, 2, "from bob"), told(CAROL, ADA, 3, "from carol"),
                ours(BOB, 1, "to bob"), ours(BOB, 2, "to both"), ours(CAROL, 1, "to both"));
        assertEquals(5, transcript.entries().size(), "a line to two people is one line");
        assertEquals("from bob, to bob, to both", shown(transcript, WITH_BOB));
        assertEquals("from carol, to both", shown(transcript, WITH_CAROL));
        assertEquals("from bob, from carol, to both", shown(transcript, ConversationId.of(List.of(BOB, CAROL))));
        assertEquals("public, from bob, from carol, to bob, to both", shown(transcript, ConversationId.EVERYONE));
        assertEquals(List.of(CAROL, BOB), transcript.privateWriters());
    }

    private static ChatEvent.Told ours(Person to, long sequence, String text) {
        return new ChatEvent.Told(new MessageId(ADA.key(), 1, sequence, to.key()), ADA, to, text, NOON, true);
    }

    private static String shown(Transcript transcript, ConversationId id) {
        return String.join(", ", transcript.entries()
                .stream()
                .map(TranscriptEntry.Spoken.class::cast)
                .filter(id::shows)
                .map(TranscriptEntry.Spoken::text)
                .toList());
    }

    /** Attack: invented people write until there is no room, and push out what our person has with others. */
    @Test
    void aCrowdThatWritesClosesItsOwnConversationsAlone() {
        goTo(BOB);
        conversations = conversations.goTo(List.of(), "not sent yet", number, NOON);
        hear(told(CAROL, ADA, 1, "unread"));
        for (int i = 0; i < 3 * Conversations.MAX_OPEN; i++) {
            hear(told(new Person("%064x".formatted(i + 1), "p" + i), ADA, 1, "hi"));
        }
        assertEquals(Conversations.MAX_OPEN, conversations.open().size());
        assertEquals(1, conversations.unread(WITH_CAROL));
        goTo(BOB);
        assertEquals("not sent yet", conversations.draft());
    }
}
