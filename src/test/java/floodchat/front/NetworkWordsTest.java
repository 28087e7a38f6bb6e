package floodchat.front;

import static floodchat.front.People.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.chat.NetworkStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkWordsTest {
    private static String figure(NetworkStanding standing, String name) {
        return NetworkWords.figures(standing, 3, Instant::toString)
                .stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .words();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "0.4, 0 B", "210, 210 B", "999.4, 999 B", "999.6, 1.0 kB", "9940, 9.9 kB", "9960, 10 kB",
        "120000, 120 kB", "1234567, 1.2 MB", "7e12, 7000 GB"})
    void bytesAreToldInThreeDigits(double number, String words) {
        assertEquals(words, NetworkWords.bytes(number));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.04, 0.0", "0.3, 0.3", "9.94, 9.9", "12, 12", "999.6, 1.0k", "50000, 50k"})
    void countsKeepATenthWhereTheyAreFew(double number, String words) {
        assertEquals(words, NetworkWords.count(number));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "999, 999", "1311, 1.3k", "4352, 4.4k"})
    void whatWaitsIsWhole(int frames, String words) {
        assertEquals(words, NetworkWords.waiting(frames));
    }

    @ParameterizedTest
    @CsvSource({"50, 0.05 ms", "310, 0.31 ms", "4200, 4.2 ms", "48000, 48 ms", "999400, 999 ms", "1200000, 1.2 s"})
    void aRoundTripIsToldAsFinelyAsItMatters(long micros, String words) {
        assertEquals(words, NetworkWords.roundTrip(Duration.ofNanos(1_000 * micros)));
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        assertEquals("–", NetworkWords.roundTrip(null));
    }

    @Test
    void aRateIsTheMeanOfTheLastTenSeconds() {
        assertEquals(0, NetworkWords.perSecond(List.of()));
        assertEquals(0, NetworkWords.perSecond(List.of(100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        assertEquals(1, NetworkWords.perSecond(List.of(100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10)));
        assertEquals(7, NetworkWords.perSecond(Collections.nCopies(60, 7)));
    }

    @Test
    void whereNothingIsWrongThatIsSaid() {
        assertEquals(
                List.of("Nothing is wrong."),
                NetworkWords.health(Standings.linked(5), NOON, Instant::toString));
        assertEquals(
                List.of("Nothing is wrong: 1 link, and no other peer is known."),
                NetworkWords.health(Standings.linked(1), NOON, Instant::toString));
    }

    @Test
    void whatIsWrongSaysSinceWhenAndWhatIsDone() {
        String sentence = "2 links of the 5 wanted since 2026-11-22T11:58:55Z; asking 23 other peers again in 12 s.";
        assertEquals(sentence, NetworkWords.health(Standings.troubled(2), NOON, Instant::toString).getFirst());
        String late = "2 links of the 5 wanted since 2026-11-22T11:58:55Z; asking 23 other peers again now.";
        assertEquals(
                late,
                NetworkWords.health(Standings.troubled(2), NOON.plusSeconds(60), Instant::toString).getFirst());
    }

    @Test
    void theSizeIsNeverLessThanWhatWeSee() {
        assertEquals("about 3 peers, by their signs of life", figure(Standings.linked(1), "Size"));
        assertEquals("about 8 peers, by their signs of life", figure(Standings.linked(7), "Size"));
    }

    @Test
    void withoutALinkTheSizeIsNotKnown() {
        assertEquals("not known without a link; 2 other peers before", figure(Standings.alone(), "Size"));
        NetworkWords.Figure size = NetworkWords.figures(Standings.alone(), 1, Instant::toString).getFirst();
        assertEquals("this peer alone, as far as is known", size.words());
    }

    @Test
    void copiesAreToldOnlyWhereThereWereSome() {
        assertEquals(
                "1.02 of each packet in the last 5 minutes, 1.09 since 2026-11-22T10:53:20Z",
                figure(Standings.linked(1), "Copies"));
        assertEquals("no packet of others has come yet", figure(Standings.alone(), "Copies"));
    }

    @Test
    void theLastRepairIsTold() {
        assertEquals(
                "2026-11-22T11:55:00Z, 10.0.0.5:55555 took the place of 10.0.0.7:55555",
                figure(Standings.linked(1), "Repair"));
        assertEquals("nothing had to be repaired", figure(Standings.alone(), "Repair"));
    }
}
