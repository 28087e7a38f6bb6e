package floodchat.benchmark.network;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A message of 100 bytes: run, author, number and time, and padding.
 *
 * @param number counts the messages of one author in one run, from 0
 * @param sentAtNs by {@link System#nanoTime}, which on Linux is the same clock in all processes of a machine
 */
record TimedMessage(int run, int author, int number, long sentAtNs) {
    private static final int LENGTH_BYTES = 100;

    byte[] bytes() {
        byte[] bytes = new byte[LENGTH_BYTES];
        Arrays.fill(bytes, (byte) 'x');
        ByteBuffer.wrap(bytes).putInt(run).putInt(author).putInt(number).putLong(sentAtNs);
        return bytes;
    }

    static TimedMessage of(byte[] bytes, int offset) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, LENGTH_BYTES);
        return new TimedMessage(in.getInt(), in.getInt(), in.getInt(), in.getLong());
    }
}
