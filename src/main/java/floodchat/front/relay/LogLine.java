package floodchat.front.relay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One happening, in one line. @param text without line breaks */
record LogLine(Severity severity, String text) {
    /** How much it matters. The number is the journal's (sd-daemon(3), syslog(3)). */
    enum Severity {
        FAILED(3),
        WARNING(4),
        NEWS(6);

        private final int number;

        Severity(int number) {
            this.number = number;
        }
    }

    static LogLine news(String text) {
        return new LogLine(Severity.NEWS, text);
    }

    static LogLine warning(String text) {
        return new LogLine(Severity.WARNING, text);
    }

    static LogLine failed(String text) {
        return new LogLine(Severity.FAILED, text);
    }

    /** With its time in UTC, for a person or a file. */
    String at(Instant time) {
        String begin = time.truncatedTo(ChronoUnit.SECONDS) + " ";
        return begin + (severity == Severity.NEWS ? "" : severity == Severity.WARNING ? "warning: " : "error: ") + text;
    }

    /** For the journal of systemd, which adds the time itself and hides the number. */
    String forJournal() {
        return "<" + severity.number + ">" + text;
    }
}
