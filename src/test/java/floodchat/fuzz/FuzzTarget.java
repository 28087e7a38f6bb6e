package floodchat.fuzz;

/**
 * A parser that a fuzzer gives bytes to. An implementation lies beside its parser, and {@link Target} has its name.
 * Used by one thread.
 */
public interface FuzzTarget {
    /**
     * Parses one input, and checks what came out. What the parser refuses is no failure.
     *
     * @throws Throwable anything at all if the parser broke one of its promises
     */
    void run(byte[] input) throws Throwable;

    /** What any input may allocate: buffers and tables of a library, and the sentence of a refusal. */
    default long fixedBytes() {
        return 1024 * 1024;
    }
}
