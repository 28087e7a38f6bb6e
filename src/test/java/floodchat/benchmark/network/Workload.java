package floodchat.benchmark.network;

/**
 * What one station is to publish.
 *
 * @param run tells the messages of one measurement from those of another
 * @param count how many messages
 * @param perSecond at which rate; 0 for as fast as the network takes them
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
