package floodchat.front;

import floodchat.protocol.chat.Texts;
import java.text.BreakIterator;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;

/**
 * The start of a message, as an answer to it quotes it: {@code > first words… (bob 14:02)}, in a line of its own. It is
 * text like any other, so every reader sees it, whatever program they use. Pure; any thread may call it.
 */
public final class Quote {
    /** A quote reminds of a message and does not repeat it. In most windows this is one row or two. */
    static final int MAX_CHARACTERS = 80;

    /** What is left of the message behind the longest name. */
    private static final int MIN_TEXT_CHARACTERS = 20;

    private static final String SIGN = ">";

    private Quote() {}

    /**
     * The quote, without a line break. It names the author as the author does: our own name for a contact is nobody
     * else's business.
     *
     * @param now of what day a time needs no date
     */
    public static String of(TranscriptEntry.Spoken line, Roster roster, ZoneId zone, Instant now) {
        String source = " (" + roster.selfGivenName(line.from()) + " "
                + time(LocalDateTime.ofInstant(line.at(), zone), LocalDateTime.ofInstant(now, zone)) + ")";
        int room = MAX_CHARACTERS - SIGN.length() - 1 - source.length();
        return SIGN + " " + start(words(line.text()), Math.max(MIN_TEXT_CHARACTERS, room)) + source;
    }

    /** True if the line is a quote, and nothing is written behind it. */
    public static boolean isAlone(String line) {
        int end = line.indexOf('\n');
        return line.startsWith(SIGN + " ") && end >= 0 && line.substring(end).isBlank();
    }

    private static String time(LocalDateTime at, LocalDateTime now) {
        String clock = String.format(Locale.ROOT, "%02d:%02d", at.getHour(), at.getMinute());
        return at.toLocalDate().equals(now.toLocalDate()) ? clock : at.toLocalDate() + " " + clock;
    }

    /** The text in one line. What it quotes itself is left out, if it says more than that. */
    private static String words(String text) {
        String rest = text;
        while (rest.startsWith(SIGN) && rest.indexOf('\n') >= 0) {
            rest = rest.substring(rest.indexOf('\n') + 1);
        }
        String own = Texts.strip(rest).isEmpty() ? text : rest;
        return Texts.strip(own.replaceAll("\\s+", " "));
    }

    /** All of it, or its start and an ellipsis. No character that a person sees as one is cut. */
    private static String start(String words, int characters) {
        if (words.length() <= characters) {
            return words;
        }
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(words);
        int end = breaks.preceding(characters);
        return Texts.stripTrailing(words.substring(0, end)) + "…";
    }
}
