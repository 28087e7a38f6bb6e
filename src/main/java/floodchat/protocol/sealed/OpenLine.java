package floodchat.protocol.sealed;

/** A line of ours that has no receipt yet. Owned by a {@link Conversation}. */
final class OpenLine {
    private final Item.Line line;
    private LineState state = LineState.WAITING;
    private int sendings;
    private long lastSentMs;

    OpenLine(Item.Line line) {
        this.line = line;
    }

    Item.Line line() {
        return line;
    }

    boolean wasSent() {
        return sendings > 0;
    }

    void sent(long nowMs) {
        sendings++;
        lastSentMs = nowMs;
    }

    /** When it is to be sent again. */
    long dueMs() {
        return lastSentMs + ResendSchedule.delayMs(sendings);
    }

    LineState state() {
        return state;
    }

    void passedOn() {
        state = LineState.PASSED_ON;
    }
}
