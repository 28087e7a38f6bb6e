package floodchat.front.tui.widget;

import floodchat.front.Reading;
import floodchat.front.TranscriptEntry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The line that stands where a person stopped reading: {@code 14 new since 18:02 · 2 name you · Alt-A}. Immutable.
 *
 * @param above the number of the entry that it stands above; -1 if there is no line
 */
record LastReadLine(long above, String words) {
    static final LastReadLine NONE = new LastReadLine(-1, "");

    /** @param entries those that are shown, the oldest first */
    static LastReadLine of(Reading reading, List<TranscriptEntry> entries, Supplier<ZoneId> zone) {
        if (reading.below() == 0) {
            return NONE;
        }
        for (TranscriptEntry entry : entries) {
            if (reading.isBelow(entry)) {
                return new LastReadLine(entry.number(), words(reading, entry.at(), zone.get()));
            }
        }
        return NONE;
    }

    private static String words(Reading reading, Instant next, ZoneId zone) {
        String naming = reading.naming() == 0
                ? ""
                : String.format(Locale.ROOT, " · %,d %s you", reading.naming(),
                        reading.naming() == 1 ? "names" : "name");
        return String.format(Locale.ROOT, "%,d new since %s", reading.below(), since(reading.since(), next, zone))
                + naming + " · Alt-A";
    }

    /** @param next when the first line below was said: on another day, the date is told too */
    private static String since(Instant since, Instant next, ZoneId zone) {
        LocalDateTime at = LocalDateTime.ofInstant(since, zone);
        String clock = Dates.clock(at, TimeFormat.MINUTES).strip();
        return at.toLocalDate().equals(LocalDateTime.ofInstant(next, zone).toLocalDate())
                ? clock
                : at.toLocalDate() + " " + clock;
    }
}
