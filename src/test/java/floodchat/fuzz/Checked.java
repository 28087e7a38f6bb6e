package floodchat.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** One target, of which an input fails too if it makes it allocate more than its length allows. For one thread. */
final class Checked implements FuzzTarget {
    /** Each byte may become a token, a node of a tree, and several copies of it. */
    private static final long ALLOWED_BYTES_PER_BYTE = 4 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FuzzTarget target;

    private Checked(FuzzTarget target) {
        this.target = target;
    }

    static Checked of(Target target) {
        return new Checked(target.make());
    }

    /** The same after all inputs that we keep: loading classes takes no time and no memory of a later input. */
    static Checked warmedUp(Target target) throws Throwable {
        Checked checked = of(target);
        for (Path input : target.inputs()) {
            checked.target.run(Files.readAllBytes(input));
        }
        return checked;
    }

    @Override
    public void run(byte[] input) throws Throwable {
        if (allocated(input) > allowed(input)) {
            // The first time, classes may have been loaded too. The second time counts.
            long bytes = allocated(input);
            if (bytes > allowed(input)) {
                throw new AssertionError(
                        "%,d bytes allocated for an input of %,d bytes".formatted(bytes, input.length));
            }
        }
    }

    private long allocated(byte[] input) throws Throwable {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.run(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private long allowed(byte[] input) {
        return target.fixedBytes() + ALLOWED_BYTES_PER_BYTE * input.length;
    }
}
