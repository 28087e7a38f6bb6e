package floodchat.front.tui;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Days and times as the message pane writes them. No formatter and no table of languages is loaded for it. Pure. */
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

    /** The time and a blank; empty where no time is wanted. */
    static String clock(LocalDateTime at, TuiSettings.Time time) {
        return switch (time) {
            case NONE -> "";
            case MINUTES -> two(at.getHour()) + ":" + two(at.getMinute()) + " ";
            case SECONDS -> two(at.getHour()) + ":" + two(at.getMinute()) + ":" + two(at.getSecond()) + " ";
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
