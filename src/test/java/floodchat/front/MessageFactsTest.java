package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageFactsTest {
    /** Who is not here carries the digits. */
    private static final String AWAY = CAROL.nameWithSuffix();

    private Transcript transcript = Transcript.empty(10).with(roster(ADA, BOB, ALICE), NOON);

    private MessageFactsTest hear(ChatEvent event, Instant now) {
        transcript = transcript.with(event, now);
        return this;
    }

    private List<String> facts(String name) {
        TranscriptEntry.Spoken line = Transcript.message(transcript.entries(), 1);
        return MessageFacts.of(line, transcript.roster(), ZoneOffset.UTC)
                .stream()
                .filter(fact -> fact.name().equals(name))
                .map(MessageFacts.Fact::words)
                .toList();
    }

    private String fact(String name) {
        return facts(name).stream().collect(Collectors.joining("\n"));
    }

    private static ChatEvent.Told toldByUs(Person to) {
        return new ChatEvent.Told(new MessageId(ADA.key(), 1, 9, to.key()), ADA, to, "lunch?", NOON, true);
    }

    // ---- the author

    @Test
    void theKeyIsWrittenInGroups() {
        hear(said(BOB, 1, "hi"), NOON);
        assertEquals(BOB.key().substring(0, 8) + " " + BOB.key().substring(8), fact("Key"));
    }

    @Test
    void theAuthorIsAContactOrNot() {
        hear(said(BOB, 1, "hi"), NOON);
        assertEquals("bob, not a contact", fact("From"));
        hear(new ChatEvent.ContactsChanged(List.of(new Contact(BOB.key(), "rob", false, 0)), List.of(BOB), List.of()),
                NOON);
        assertEquals("rob*, your contact, not verified, who goes by the name bob, blocked", fact("From"));
        hear(new ChatEvent.ContactsChanged(List.of(new Contact(BOB.key(), "bob", true, 0)), List.of(), List.of()),
                NOON);
        assertEquals("bob**, your contact, verified", fact("From"));
        hear(
                new ChatEvent.ContactsChanged(
                        List.of(new Contact(BOB.key(), "bob", true, 0)), List.of(), List.of(BOB)),
                NOON);
        assertEquals("bob**, your contact, verified, muted", fact("From"));
        hear(said(new Person("bad0bad0bad0bad0", "bob"), 1, "it is me"), NOON);
        assertEquals("bob·bad0bad0, not a contact: only the name is alike", fact("From"));
        hear(SamplePeople.saidByUs(ADA, 1, "hi"), NOON);
        assertEquals("ada (you)", fact("From"));
    }

    // ---- times

    @Test
    void aMessageHasTheTimeOfItsAuthorAndOfOurs() {
        hear(said(BOB, 1, "hi"), NOON.plusSeconds(7));
        assertEquals("2026-11-22 12:00:00 by the author's clock", fact("Said"));
        assertEquals("2026-11-22 12:00:07", fact("Arrived"));
    }

    @Test
    void clocksThatDifferBySecondsAgree() {
        hear(said(BOB, 1, "hi"), NOON.plusSeconds(60));
        assertEquals("2026-11-22 12:01:00", fact("Arrived"));
        hear(said(BOB, 2, "hi"), NOON.plusSeconds(61));
        assertEquals("2026-11-22 12:01:01, 1 min 1 s after it was said", fact("Arrived"));
        hear(said(BOB, 3, "hi"), NOON.minusSeconds(7_500));
        assertEquals("2026-11-22 09:55:00, 2 h 5 min before it was said: a clock is wrong", fact("Arrived"));
        hear(said(BOB, 4, "hi"), NOON.plusSeconds(3 * 86_400 + 3_600));
        assertEquals("2026-11-25 13:00:00, 3 days 1 h after it was said", fact("Arrived"));
    }

    @Test
    void aMessageThatIsShownWithTheTimeOfItsArrivalHasTheTimeOfItsAuthorToo() {
        MessageId id = new MessageId(BOB.key(), 1, 1);
        hear(new ChatEvent.Said(id, BOB, "hi", NOON, false, NOON.minusSeconds(7_500)), NOON);
        assertEquals("2026-11-22 09:55:00 by the author's clock", fact("Said"));
        assertEquals("2026-11-22 12:00:00, 2 h 5 min after it was said", fact("Arrived"));
        hear(new ChatEvent.Told(id, BOB, ADA, "hi", NOON, false, NOON.plusSeconds(90)), NOON);
        assertEquals("2026-11-22 12:01:30 by the author's clock", fact("Said"));
        assertEquals("2026-11-22 12:00:00, 1 min 30 s before it was said: a clock is wrong", fact("Arrived"));
    }

    @Test
    void anyTimeThatAPeerMayClaimIsWritten() {
        MessageId id = new MessageId(BOB.key(), 1, 1);
        hear(new ChatEvent.Said(id, BOB, "hi", NOON, false, Instant.ofEpochMilli(Long.MAX_VALUE)), NOON);
        assertEquals("+292278994-08-17 07:12:55 by the author's clock", fact("Said"));
    }

    @Test
    void theBacklogCameWhenItCame() {
        hear(new ChatEvent.CaughtUp(List.of(said(BOB, 1, "hi"))), NOON.plusSeconds(30));
        assertEquals("2026-11-22 12:00:30", fact("Arrived"));
        assertEquals("other peers had kept it", fact("Source"));
    }

    @Test
    void theHistoryKnowsWhenALineWasShown() {
        HistoryLine line =
                new HistoryLine(new HistoryPosition(0, 1, 1), said(BOB, 1, "hi"), NOON.plusSeconds(5),
                        Delivery.SENT);
        transcript = transcript.withHistory(List.of(line));
        assertEquals("2026-11-22 12:00:05", fact("Arrived"));
        assertEquals("the author's clock was not kept; it is shown with the time at which it came", fact("Said"));
        assertEquals("the history on your disk", fact("Source"));
    }

    @Test
    void ourOwnLineOfNowDidNotArrive() {
        hear(SamplePeople.saidByUs(ADA, 1, "hi"), NOON);
        assertEquals(List.of(), facts("Arrived"));
        assertEquals("2026-11-22 12:00:00", fact("Said"));
    }

    // ---- delivery

    @Test
    void aLineToEveryoneIsPassedOnAndNeverShown() {
        ChatEvent.Said said = SamplePeople.saidByUs(ADA, 1, "hi");
        hear(said, NOON);
        assertEquals("everyone", fact("To"));
        assertEquals("… waits: no other peer has taken it yet", fact("Delivery"));
        hear(new ChatEvent.DeliveryChanged(said.id(), Delivery.SENT), NOON);
        assertEquals("✓ passed on to other peers", fact("Delivery"));
        hear(new ChatEvent.DeliveryChanged(said.id(), Delivery.GIVEN_UP), NOON);
        assertEquals("✗ given up: you left before a peer took it", fact("Delivery"));
    }

    @Test
    void whatIsGivenUpSaysWhy() {
        hear(toldByUs(BOB), NOON).hear(
                new ChatEvent.DeliveryChanged(toldByUs(BOB).id(), Delivery.GIVEN_UP), NOON);
        assertEquals("bob: ✗ given up, by you or after 7 days", fact("Delivery"));
    }

    @Test
    void eachOfSeveralRecipientsHasADeliveryOfTheirOwn() {
        hear(toldByUs(BOB), NOON).hear(toldByUs(CAROL), NOON);
        hear(new ChatEvent.DeliveryChanged(toldByUs(BOB).id(), Delivery.SHOWN), NOON);
        assertEquals("only bob and " + AWAY, fact("To"));
        assertEquals(
                List.of("bob: ✓✓ shown by their window", AWAY + ": … waits: " + AWAY + " is not here"),
                facts("Delivery"));
        hear(new ChatEvent.DeliveryChanged(toldByUs(CAROL).id(), Delivery.SENT), NOON);
        assertEquals(AWAY + ": ✓ passed on to other peers; " + AWAY + " is not here, so it is sent again",
                facts("Delivery").getLast());
        hear(roster(ADA, BOB, CAROL), NOON);
        assertEquals("carol: ✓ passed on to other peers", facts("Delivery").getLast());
    }

    @Test
    void aLineOfAnotherPersonHasNoDelivery() {
        hear(told(BOB, ADA, 1, "psst"), NOON);
        assertEquals("you alone", fact("To"));
        assertEquals(List.of(), facts("Delivery"));
        assertEquals("it came in this run", fact("Source"));
    }
}
