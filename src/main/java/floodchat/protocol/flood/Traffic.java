package floodchat.protocol.flood;

import java.util.List;

/**
 * What went one way on a link in each of the last {@value #SECONDS} whole seconds, the oldest first.
 *
 * @param bytes all bytes, headers included, in each second
 * @param packets flooded packets only, in each second
 */
public record Traffic(List<Integer> bytes, List<Integer> packets) {
    /** A minute: what a person asks about has just happened. */
    public static final int SECONDS = 60;
}
