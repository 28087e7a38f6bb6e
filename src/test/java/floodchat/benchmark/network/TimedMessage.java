package floodchat.benchmark.network;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A message of 100 characters: who says it, which one it is, when it was said, and something to fill it.
 *
 * @param sentAtNs by {@link System#nanoTime}, which on Linux is one clock for all processes of a machine
 */
record TimedMessage(int run, int speaker, int number, long sentAtNs) {
    private static final int CHARACTERS = 100;

    byte[] bytes() {
        byte[] bytes = new byte[CHARACTERS];
        Arrays.fill(bytes, (byte) 'x');
        ByteBuffer.wrap(bytes).putInt(run).putInt(speaker).putInt(number).putLong(sentAtNs);
        return bytes;
    }

    static TimedMessage of(byte[] bytes, int offset) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, CHARACTERS);
        return new TimedMessage(in.getInt(), in.getInt(), in.getInt(), in.getLong());
    }
}
