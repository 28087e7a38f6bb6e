package floodchat.node.store.history;

import floodchat.protocol.chat.HistoryPosition;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a file of the history: {@code 2026-11.log} is the first one of a month, {@code 2026-11.2.log} the second. A
 * later file has a higher name. Immutable.
 *
 * @param month as year * 100 + month: 202611
 * @param number from 1
 */
record LogName(int month, int number) implements Comparable<LogName> {
    private static final Pattern TEXT =
            Pattern.compile("(?<year>\\d{4})-(?<month>0[1-9]|1[0-2])(\\.(?<number>[1-9]\\d{0,8}))?\\.log");

    private static final int MONTHS_PER_YEAR_CODE = 100;
    private static final Comparator<LogName> ORDER =
            Comparator.comparingInt(LogName::month).thenComparingInt(LogName::number);

    /** The name of this file; null if it is none of ours. */
    static @Nullable LogName parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int year = Integer.parseInt(matcher.group("year"));
        String number = matcher.group("number");
        return new LogName(
                year * MONTHS_PER_YEAR_CODE + Integer.parseInt(matcher.group("month")),
                number == null ? 1 : Integer.parseInt(number));
    }

    /** The first one of the month that this day is in. */
    static LogName first(LocalDate day) {
        return new LogName(day.getYear() * MONTHS_PER_YEAR_CODE + day.getMonthValue(), 1);
    }

    /** The one that follows in the same month. */
    LogName next() {
        return new LogName(month, number + 1);
    }

    String text() {
        String year = String.format(
                Locale.ROOT, "%04d-%02d", month / MONTHS_PER_YEAR_CODE, month % MONTHS_PER_YEAR_CODE);
        return number == 1 ? year + ".log" : year + "." + number + ".log";
    }

    LocalDate lastDay() {
        return YearMonth.of(month / MONTHS_PER_YEAR_CODE, month % MONTHS_PER_YEAR_CODE).atEndOfMonth();
    }

    HistoryPosition position(int offset) {
        return new HistoryPosition(month, number, offset);
    }

    @Override
    public int compareTo(LogName other) {
        return ORDER.compare(this, other);
    }
}
