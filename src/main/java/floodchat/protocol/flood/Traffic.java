package floodchat.protocol.flood;

import java.util.List;

/**
 * What went one way on a link in each of the last seconds, the oldest first; the second that is running is not among them.
 *
 * @param bytes all of them, headers included, {@value #SECONDS} numbers
 * @param packets flooded packets alone, {@value #SECONDS} numbers
 */
public record Traffic(List<Integer> bytes, List<Integer> packets) {
    /** A minute: what a person asks about has just happened. */
    public static final int SECONDS = 60;
}
