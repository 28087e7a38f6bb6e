package floodchat.node.store.history;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;

/** Lines of invented people. Functions without state. */
final class Spoken {
    static final long START_MS = Instant.parse("2026-11-22T18:00:00Z").toEpochMilli();
    static final Person ADA = new Person("ad".repeat(32), "ada");
    static final Person BOB = new Person("b0".repeat(32), "bob");

    private static final long RUN = 7;
    private static final long MS_BETWEEN = 1_000;

    private Spoken() {}

    /** A line of bob's to everyone. */
    static ChatEvent.Said said(int number, String text) {
        return new ChatEvent.Said(new MessageId(BOB.key(), RUN, number), BOB, text, at(number), false);
    }

    /** A line of ours to everyone. */
    static ChatEvent.Said own(int number, String text) {
        return new ChatEvent.Said(new MessageId(ADA.key(), RUN, number), ADA, text, at(number), true);
    }

    /** A line of bob's to us alone. */
    static ChatEvent.Told told(int number, String text) {
        return new ChatEvent.Told(
                new MessageId(BOB.key(), RUN, number, ADA.key()), BOB, ADA, text, at(number), false);
    }

    /** A line of ours to bob alone. */
    static ChatEvent.Told tells(int number, String text) {
        return new ChatEvent.Told(new MessageId(ADA.key(), RUN, number, BOB.key()), ADA, BOB, text, at(number), true);
    }

    private static Instant at(int number) {
        return Instant.ofEpochMilli(START_MS + number * MS_BETWEEN);
    }
}
