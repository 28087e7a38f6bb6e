package floodchat.front.tui.widget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Writes days and times. Loads no formatter and no table of languages, so that the first frame is quick. Pure. */
final class Dates {
    private Dates() {}

    /** Such as {@code Sunday 22 November 2026}. */
    static String inWords(LocalDate date) {
        String day = capitalized(date.getDayOfWeek().name());
        return day + " " + date.getDayOfMonth() + " "
                + capitalized(date.getMonth().name()) + " " + date.getYear();
    }

    private static String capitalized(String name) {
        StringBuilder word = new StringBuilder(name);
        for (int i = 1; i < word.length(); i++) {
            word.setCharAt(i, (char) (word.charAt(i) + 'a' - 'A'));
        }
        return word.toString();
    }

    /** The time and a blank; empty if no time is wanted. */
    static String clock(LocalDateTime at, TimeFormat format) {
        return switch (format) {
            case NONE -> "";
            case MINUTES -> twoDigits(at.getHour()) + ":" + twoDigits(at.getMinute()) + " ";
            case SECONDS ->
                twoDigits(at.getHour()) + ":" + twoDigits(at.getMinute()) + ":" + twoDigits(at.getSecond()) + " ";
        };
    }

    /** The time, and the day if it is another one than now. */
    static String since(Instant at, Instant now, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        String clock = clock(local, TimeFormat.MINUTES).strip();
        boolean isToday = local.toLocalDate().equals(LocalDateTime.ofInstant(now, zone).toLocalDate());
        return isToday ? clock : clock + " on " + inWords(local.toLocalDate());
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
