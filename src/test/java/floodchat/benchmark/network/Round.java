package floodchat.benchmark.network;

/** One candidate's results in one round: for a gentle workload, and for one as fast as its network takes it. */
record Round(WorkloadResult gentle, WorkloadResult bulk) {
    private static final double US_PER_MS = 1_000;

    double medianMs() {
        return gentle.latencyMs(50);
    }

    double slowMs() {
        return gentle.latencyMs(99);
    }

    double perSecond() {
        return bulk.perSecond();
    }

    double deliveredPercent() {
        return Math.min(gentle.deliveredPercent(), bulk.deliveredPercent());
    }

    double late() {
        return gentle.late() + bulk.late();
    }

    double gentleCpuUs() {
        return gentle.cpuMsPerMessage() * US_PER_MS;
    }

    double bulkCpuUs() {
        return bulk.cpuMsPerMessage() * US_PER_MS;
    }
}
