package floodchat.protocol.flood.broadcast;

/**
 * How long a neighbour takes to send a packet that it is asked for: the smoothed time and four times its deviation, as
 * for the retransmission of TCP (RFC 6298, section 2). After that time the next neighbour is asked too.
 */
final class AnswerTimes {
    /** Below this, the 20 ms in which ids are collected and the pauses of a busy machine would make answers late. */
    static final long MIN_ANSWER_MS = 100;

    /** Until an answer has come: a round trip across the world. */
    static final long FIRST_ANSWER_MS = 250;

    private static final double SMOOTHING = 1.0 / 8;
    private static final double DEVIATION_SMOOTHING = 1.0 / 4;
    private static final int DEVIATIONS = 4;

    private boolean known;
    private double smoothedMs;
    private double deviationMs;

    void add(long answerMs) {
        if (known) {
            deviationMs += DEVIATION_SMOOTHING * (Math.abs(answerMs - smoothedMs) - deviationMs);
            smoothedMs += SMOOTHING * (answerMs - smoothedMs);
        } else {
            known = true;
            smoothedMs = answerMs;
            deviationMs = answerMs / 2.0;
        }
    }

    /** Nearly all answers come within this time in ms. @param mostMs what it is at most */
    long answerMs(long mostMs) {
        long estimateMs = known ? Math.round(smoothedMs + DEVIATIONS * deviationMs) : FIRST_ANSWER_MS;
        return Math.max(MIN_ANSWER_MS, Math.min(estimateMs, mostMs));
    }
}
