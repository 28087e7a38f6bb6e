package floodchat.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "0.4, 0 B", "210, 210 B", "999.4, 999 B", "999.6, 1.0 kB", "9940, 9.9 kB", "9960, 10 kB",
        "120000, 120 kB", "1234567, 1.2 MB", "7e12, 7000 GB"})
    void bytesHaveTwoOrThreeDigits(double number, String words) {
        assertEquals(words, Quantities.bytes(number));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.04, 0.0", "0.3, 0.3", "9.94, 9.9", "12, 12", "999.6, 1.0k", "50000, 50k"})
    void countsBelowTenHaveATenth(double number, String words) {
        assertEquals(words, Quantities.count(number));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "999, 999", "1311, 1.3k", "4352, 4.4k"})
    void waitingFramesAreAWholeNumber(int frames, String words) {
        assertEquals(words, Quantities.waiting(frames));
    }

    @ParameterizedTest
    @CsvSource({"50, 0.05 ms", "310, 0.31 ms", "4200, 4.2 ms", "48000, 48 ms", "999400, 999 ms", "1200000, 1.2 s"})
    void aShortRoundTripHasMoreDigitsThanALongOne(long micros, String words) {
        assertEquals(words, Quantities.roundTrip(micros));
    }

    @Test
    void aRoundTripThatWasNotMeasuredIsADash() {
        assertEquals("–", Quantities.roundTrip(-1));
    }

    @Test
    void aRateIsTheMeanOfTheLastTenSeconds() {
        assertEquals(0, Quantities.perSecond(List.of()));
        assertEquals(0, Quantities.perSecond(List.of(100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        assertEquals(1, Quantities.perSecond(List.of(100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10)));
        assertEquals(7, Quantities.perSecond(Collections.nCopies(60, 7)));
    }
}
