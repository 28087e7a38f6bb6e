package floodchat.front.tui;

import floodchat.protocol.flood.FloodEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The page that tells how we stand in the network: what was answered last, how far it is scrolled, and when to ask again. Owned by the thread that owns the
 * screen.
 */
final class NetworkPage {
    /** The page lives while it is looked at. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** So many answers in a row may fail to come before the page says so. */
    private static final Duration STALE_AFTER = PERIOD.multipliedBy(4);

    private final long openedAtLine;
    private Instant askAt;
    private Instant answeredAt;
    private FloodEvent.@Nullable Inspected answer;
    private int top;

    /** @param lastLine the number of the last line of the conversation, which the page covers */
    NetworkPage(long lastLine, Instant now) {
        this.openedAtLine = lastLine;
        this.askAt = now;
        this.answeredAt = now;
    }

    /** Null until the first answer. */
    FloodEvent.@Nullable Inspected answer() {
        return answer;
    }

    int top() {
        return top;
    }

    /** How many lines have come since, unseen. */
    long newLines(long lastLine) {
        return lastLine - openedAtLine;
    }

    /** True once a period: it is time to ask. */
    boolean takeDue(Instant now) {
        boolean due = !now.isBefore(askAt);
        if (due) {
            askAt = now.plus(PERIOD);
        }
        return due;
    }

    long msUntilDue(Instant now) {
        return Math.max(0, Duration.between(now, askAt).toMillis() + 1);
    }

    void answered(FloodEvent.Inspected latest, Instant now) {
        answer = latest;
        answeredAt = now;
    }

    Instant answeredAt() {
        return answeredAt;
    }

    boolean isStale(Instant now) {
        return Duration.between(answeredAt, now).compareTo(STALE_AFTER) > 0;
    }

    /**
     * False where the key does not move the page.
     *
     * @param page how many rows are seen at once
     * @param rows how many there are
     * @param idle whether Home and End have no line to move in
     */
    boolean scroll(Key.Named key, int page, int rows, boolean idle) {
        boolean ends = key.ctrl() || idle;
        Integer to = switch (key.name()) {
            case PAGE_UP -> top - page;
            case PAGE_DOWN -> top + page;
            case UP -> key.shift() ? top - 1 : null;
            case DOWN -> key.shift() ? top + 1 : null;
            case HOME -> ends ? 0 : null;
            case END -> ends ? rows : null;
            default -> null;
        };
        if (to == null) {
            return false;
        }
        top = Math.clamp(to, 0, Math.max(0, rows - page));
        return true;
    }
}
