package floodchat.protocol.sealed;

/**
 * Names a line among those of one author to one recipient.
 *
 * @param run the run of the author in which the line was written
 * @param number counts the lines of that run between the two, from 1; at most 2^32 - 1
 */
public record LineId(long run, long number) implements Comparable<LineId> {
    static final int BYTES = Long.BYTES + Integer.BYTES;
    static final long MAX_NUMBER = 0xFFFF_FFFFL;

    public LineId {
        if (run < 0 || number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("no line: " + run + ", " + number);
        }
    }

    /** By run, then by number. */
    @Override
    public int compareTo(LineId other) {
        return run != other.run ? Long.compare(run, other.run) : Long.compare(number, other.number);
    }
}
