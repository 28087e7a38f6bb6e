package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryQueryTest {
    private static final Person ADA = new Person("ad".repeat(32), "ada");
    private static final Person BOB = new Person("b0".repeat(32), "Bob");
    private static final Instant AT = Instant.parse("2026-11-22T18:00:00Z");

    private static final ChatEvent.Said SAID =
            new ChatEvent.Said(new MessageId(BOB.key(), 1, 1), BOB, "Meet me in Zürich, ÉCOLE", AT, false);
    private static final ChatEvent.Told TOLD =
            new ChatEvent.Told(new MessageId(ADA.key(), 1, 1, BOB.key()), ADA, BOB, "in secret", AT, true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                       | true  | true
            meet                     | true  | false
            Meet                     | true  | false
            MEET                     | false | false
            zürich me                | true  | false
            école                    | true  | false
            meet secret              | false | false
            in                       | true  | true
            from:bob                 | true  | false
            from:@BOB                | true  | false
            from:bob·b0b0b0b0        | true  | false
            from:bob·b0b0b0b1        | false | false
            from:                    | true  | true
            from:ada in:bob          | false | true
            in:everyone              | true  | false
            in:bob                   | false | true
            in:ada                   | false | false
            since:2026-11-22         | true  | true
            since:2026-11-23         | false | false
            meet since:2026-11-01    | true  | false
            http://x                 | false | false
            """)
    void aLineIsAHitIfAllIsTrue(String query, boolean said, boolean told) {
        HistoryQuery parsed = HistoryQuery.parse(query, ZoneOffset.UTC);
        assertNull(parsed.problem());
        assertEquals(said, parsed.matches(SAID));
        assertEquals(told, parsed.matches(TOLD));
    }

    @Test
    void aDayBeginsInThePersonsZone() {
        ZoneId zone = ZoneOffset.ofHours(7);
        assertEquals(
                Instant.parse("2026-11-22T17:00:00Z").toEpochMilli(),
                HistoryQuery.parse("since:2026-11-23", zone).sinceMs());
    }

    @Test
    void whatIsNoDayIsNamed() {
        HistoryQuery parsed = HistoryQuery.parse("since:yesterday meet", ZoneOffset.UTC);
        assertNotNull(parsed.problem());
        assertEquals(HistoryQuery.ALL.sinceMs(), parsed.sinceMs());
    }

    /** Attack on ourselves: the words come from a person or a paste, and no word may end the window. */
    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "+292278995-01-01", "2026-02-30", ""})
    void noDayIsTooOdd(String day) {
        HistoryQuery parsed = HistoryQuery.parse("since:" + day, ZoneOffset.ofHours(-14));
        assertEquals(HistoryQuery.ALL.sinceMs(), parsed.sinceMs());
    }
}
