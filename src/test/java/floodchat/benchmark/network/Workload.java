package floodchat.benchmark.network;

/**
 * Messages that one peer publishes.
 *
 * @param run the number of the measurement; it is part of each message
 * @param count how many messages
 * @param perSecond their rate, or {@link #BACK_TO_BACK} for as fast as the network takes them
 */
record Workload(int run, int count, int perSecond) {
    static final int BACK_TO_BACK = 0;

    static Workload parse(String[] words) {
        return new Workload(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }

    @Override
    public String toString() {
        return run + " " + count + " " + perSecond;
    }
}
