package floodchat.benchmark;

/**
 * The memory and CPU time that a program needs while nobody uses it.
 *
 * @param residentMib VmRSS, see {@link ProcessReading}
 * @param shareMib Pss
 * @param ownMib Anonymous
 * @param cpuPercent of one core
 * @param switchesPerSecond context switches of all its threads
 */
record IdleCost(double residentMib, double shareMib, double ownMib, double cpuPercent, double switchesPerSecond) {
    private static final double KIB_PER_MIB = 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    /** A tick of CPU time is 1/100 s, so ticks per second are per cent of a core. */
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
