package floodchat.protocol.chat;

/** What is known of someone who is here. Owned by {@link Members}. */
final class Member {
    /** A person is gone after a silence of this many times the rate. At a rate of 15 s that is 42 s. */
    private static final double SILENT_RATES = 2.8;

    final ReorderBuffer order = new ReorderBuffer();
    private Person person;
    private long beat;
    private int rateSeconds = OwnPresence.MIN_RATE_SECONDS;
    private long expiresAtMs;

    Member(Person person) {
        this.person = person;
    }

    Person person() {
        return person;
    }

    void rename(String name) {
        person = new Person(person.key(), name);
    }

    /** The number of the newest presence; 0 if none has come. */
    long beat() {
        return beat;
    }

    void presence(long newBeat, int newRateSeconds) {
        beat = newBeat;
        rateSeconds = newRateSeconds;
    }

    /** The person has sent a message or a presence. */
    void heard(long nowMs) {
        expiresAtMs = nowMs + (long) (SILENT_RATES * 1_000 * rateSeconds);
    }

    long expiresAtMs() {
        return expiresAtMs;
    }
}
