package floodchat.front;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Numbers as a person reads them: short, and with a unit. Pure. */
public final class Quantities {
    /** A rate is the mean of this many seconds, because a chat is quiet between two messages. */
    private static final int RATE_SECONDS = 10;

    private static final int THOUSAND = 1_000;

    private static final long HOUR_MS = 3_600_000;

    /** From here on nobody counts hours. */
    private static final int HOURS_IN_2_DAYS = 48;

    private Quantities() {}

    /** Such as {@code 1 link} and {@code 1,311 links}. */
    public static String counted(int number, String thing) {
        return String.format(Locale.ROOT, "%,d", number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** Whether a number is 1, 10, 100 and so on: what is told only then can't fill the output. */
    public static boolean isPowerOfTen(int number) {
        int rest = number;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    /** A time in its largest unit: {@code 5 min}, {@code 2 h}, {@code 3 d}; less than a minute counts as one. */
    public static String coarse(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        return time.toHours() < HOURS_IN_2_DAYS ? time.toHours() + " h" : time.toDays() + " d";
    }

    /** Such as {@code in 9 s}, and {@code now} after {@code in 1 s}. @param timeMs since 1970 */
    static String countdown(long timeMs, Instant now) {
        long ms = timeMs - now.toEpochMilli();
        return ms <= 0 ? "now" : "in " + (ms + THOUSAND - 1) / THOUSAND + " s";
    }

    /** Such as {@code 3 h ahead of}, {@code 3 h behind} and {@code 4 days behind}. @param aheadMs negative if behind */
    static String clockGap(long aheadMs) {
        long hours = Math.round((double) Math.abs(aheadMs) / HOUR_MS);
        String gap = hours < HOURS_IN_2_DAYS ? hours + " h" : hours / 24 + " days";
        return gap + (aheadMs > 0 ? " ahead of" : " behind");
    }

    /** Such as {@code 1 min 5 s}, {@code 3 h 2 min} and {@code 4 days 3 h}. @param span not negative */
    static String span(Duration span) {
        if (span.toMinutes() < 1) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return span.toHours() < HOURS_IN_2_DAYS
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toDays() + " days " + span.toHoursPart() + " h";
    }

    /**
     * Such as {@code 0.31 ms}, {@code 12 ms} and {@code 1.2 s}.
     *
     * @param micros in microseconds; below 0 if it is unknown, which is written {@code –}
     */
    public static String roundTrip(long micros) {
        if (micros < 0) {
            return "–";
        }
        double ms = micros / 1e3;
        if (ms >= THOUSAND) {
            return String.format(Locale.ROOT, "%.1f s", ms / THOUSAND);
        }
        return String.format(Locale.ROOT, ms < 1 ? "%.2f ms" : ms < 10 ? "%.1f ms" : "%.0f ms", ms);
    }

    /** The mean of the last {@value #RATE_SECONDS} seconds. */
    public static double perSecond(List<Integer> seconds) {
        int from = Math.max(0, seconds.size() - RATE_SECONDS);
        return seconds.subList(from, seconds.size()).stream().mapToInt(Integer::intValue).average().orElse(0);
    }

    /** Such as {@code 210 B}, {@code 1.2 kB} and {@code 35 MB}. */
    public static String bytes(double number) {
        return scaled(number, List.of(" B", " kB", " MB", " GB"));
    }

    /** Such as {@code 0.3}, {@code 12} and {@code 1.2k}. */
    public static String count(double number) {
        boolean few = number > 0 && number < 10;
        return few ? String.format(Locale.ROOT, "%.1f", number) : scaled(number, List.of("", "k", "M", "G"));
    }

    /** Frames in a queue, such as {@code 0}, {@code 12} and {@code 1.3k}. */
    public static String waiting(int frames) {
        return scaled(frames, List.of("", "k"));
    }

    private static String scaled(double number, List<String> units) {
        double rest = number;
        int unit = 0;
        while (rest >= THOUSAND - 0.5 && unit < units.size() - 1) {
            rest /= THOUSAND;
            unit++;
        }
        boolean tenths = unit > 0 && rest < 9.95;
        return String.format(Locale.ROOT, tenths ? "%.1f" : "%.0f", rest) + units.get(unit);
    }
}
