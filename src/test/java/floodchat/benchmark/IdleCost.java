package floodchat.benchmark;

/**
 * What a program costs while nobody does anything.
 *
 * @param residentMib VmRSS
 * @param shareMib Pss
 * @param ownMib Anonymous
 * @param cpuPercent of one core
 * @param switchesPerSecond of all its threads
 */
record IdleCost(double residentMib, double shareMib, double ownMib, double cpuPercent, double switchesPerSecond) {
    private static final double KIB_PER_MIB = 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Hundredths of a second of CPU time in one second are per cents. */
    static IdleCost between(ProcessReading earlier, ProcessReading later) {
        double seconds = (later.atNs() - earlier.atNs()) / NANOS_PER_SECOND;
        return new IdleCost(
                later.residentKib() / KIB_PER_MIB,
                later.shareKib() / KIB_PER_MIB,
                later.ownKib() / KIB_PER_MIB,
                (later.cpuTicks() - earlier.cpuTicks()) / seconds,
                later.switchesSince(earlier) / seconds);
    }
}
