package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteTest {
    private static final ChatEvent HERE = roster(ADA, BOB, ALICE, OTHER_ALICE);

    private static String quote(Person from, String text, ZoneId zone, Instant now) {
        Transcript transcript = after(HERE, said(from, 1, text));
        return Quote.of((TranscriptEntry.Spoken) transcript.entries().getLast(), transcript.roster(), zone, now);
    }

    private static String quote(String text) {
        return quote(BOB, text, ZoneOffset.UTC, NOON);
    }

    @Test
    void aShortMessageIsQuotedAsAWholeWithAuthorAndTime() {
        assertEquals("> lunch at one? (bob 12:00)", quote("lunch at one?"));
        assertEquals("> lunch? (bob 13:00)", quote(BOB, "lunch?", ZoneOffset.ofHours(1), NOON));
    }

    @Test
    void aMessageOfAnotherDayHasItsDate() {
        Instant tomorrow = NOON.plusSeconds(86_400);
        assertEquals("> lunch? (bob 2026-11-22 12:00)", quote(BOB, "lunch?", ZoneOffset.UTC, tomorrow));
    }

    @Test
    void aLongMessageIsCut() {
        String quote = quote("word ".repeat(100));
        assertTrue(quote.endsWith("word… (bob 12:00)"), quote);
        assertTrue(quote.length() <= Quote.MAX_CHARACTERS + 1, quote);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "🇩🇪", "e\u0301\u0302", "한"})
    void noCharacterIsCutInTheMiddle(String cluster) {
        String quote = quote("x" + cluster.repeat(90));
        String kept = quote.substring("> x".length(), quote.indexOf('…'));
        assertEquals("", kept.replace(cluster, ""), quote);
        assertFalse(kept.isEmpty());
    }

    @Test
    void lineBreaksBecomeBlanks() {
        assertEquals("> one two three (bob 12:00)", quote("one\n\n  two\nthree"));
    }

    @Test
    void aQuoteInTheMessageIsLeftOut() {
        assertEquals("> yes (bob 12:00)", quote("> lunch? (ada 11:59)\nyes"));
        assertEquals("> > lunch? (bob 12:00)", quote("> lunch?"));
        assertEquals("> > lunch? (bob 12:00)", quote("> lunch?\n  "));
    }

    @Test
    void whoHasANameThatOthersHadBeforeCarriesTheDigits() {
        assertEquals("> hi (Alice·9b1cffee 12:00)", quote(OTHER_ALICE, "hi", ZoneOffset.UTC, NOON));
    }

    @Test
    void ourOwnNameForAContactStaysOurs() {
        Transcript transcript = after(
                HERE,
                new ChatEvent.ContactsChanged(List.of(new Contact(BOB.key(), "darling", true, 0)), List.of(),
                        List.of()),
                said(BOB, 1, "hi"));
        TranscriptEntry.Spoken line = (TranscriptEntry.Spoken) transcript.entries().getLast();
        assertEquals("> hi (bob 12:00)", Quote.of(line, transcript.roster(), ZoneOffset.UTC, NOON));
    }

    @Test
    void aLongNameLeavesRoomForWords() {
        Person long32 = new Person("7777777777777777", "n".repeat(32));
        Transcript transcript = after(roster(ADA, long32), said(long32, 1, "word ".repeat(100)));
        TranscriptEntry.Spoken line = (TranscriptEntry.Spoken) transcript.entries().getLast();
        String quote = Quote.of(line, transcript.roster(), ZoneOffset.UTC, NOON);
        assertTrue(quote.startsWith("> word word word"), quote);
    }

    @Test
    void aQuoteAloneIsKnown() {
        assertTrue(Quote.isAlone("> hi (bob 12:00)\n"));
        assertFalse(Quote.isAlone("> hi (bob 12:00)\nyes"));
        assertFalse(Quote.isAlone("> hi"));
        assertFalse(Quote.isAlone("hi\n"));
    }
}
