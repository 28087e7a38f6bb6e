package floodchat.protocol.chat;

/** What is known of someone who is here. Owned by {@link Members}. */
final class Member {
    /** Two missed signs of life are no death: the third one is awaited nearly to its end. Keeps 15 s within 45 s. */
    private static final double SILENCES = 2.8;

    final ReorderBuffer order = new ReorderBuffer();
    private Person person;
    private String foldedName;
    private long beat;
    private int rateSeconds = OwnPresence.LEAST_RATE_SECONDS;
    private long expiresAtMs;

    Member(Person person) {
        this.person = person;
        this.foldedName = Names.fold(person.name());
    }

    Person person() {
        return person;
    }

    String foldedName() {
        return foldedName;
    }

    void rename(String name) {
        person = new Person(person.key(), name);
        foldedName = Names.fold(name);
    }

    long beat() {
        return beat;
    }

    void beat(long beat, int rateSeconds) {
        this.beat = beat;
        this.rateSeconds = rateSeconds;
    }

    /** A sign of life. */
    void heard(long nowMs) {
        expiresAtMs = nowMs + (long) (SILENCES * 1_000 * rateSeconds);
    }

    long expiresAtMs() {
        return expiresAtMs;
    }
}
