package floodchat.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All targets in one, for the short run, which then pays for a single start of Java and Jazzer. The first byte of an
 * input says which target gets the rest.
 */
final class AllTargets implements FuzzTarget {
    private final List<FuzzTarget> targets = new ArrayList<>();

    AllTargets() throws Throwable {
        for (Target target : Target.values()) {
            targets.add(Checked.warmedUp(target));
        }
    }

    /** The input that gives these bytes to this target. */
    static byte[] input(Target target, byte[] bytes) {
        byte[] input = new byte[1 + bytes.length];
        input[0] = (byte) target.ordinal();
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    @Override
    public void run(byte[] input) throws Throwable {
        if (input.length > 0) {
            int target = Byte.toUnsignedInt(input[0]) % targets.size();
            targets.get(target).run(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
