package floodchat.front;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** People and their messages, for the tests of front ends. */
public final class SamplePeople {
    public static final Person ADA = new Person("a1b2c3d4e5f60718", "ada");
    public static final Person BOB = new Person("bb07bb07bb07bb07", "bob");
    public static final Person CAROL = new Person("3c3c11223c3c1122", "carol");
    public static final Person ALICE = new Person("3f2a00aa3f2a00aa", "alice");
    public static final Person OTHER_ALICE = new Person("9b1cffee9b1cffee", "Alice");

    /** Sunday 22 November 2026, 12:00 UTC. */
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private SamplePeople() {}

    public static ChatEvent.Said said(Person from, long sequence, String text) {
        return new ChatEvent.Said(new MessageId(from.key(), 1, sequence), from, text, NOON, false);
    }

    public static ChatEvent.Said saidByUs(Person self, long sequence, String text) {
        return new ChatEvent.Said(new MessageId(self.key(), 1, sequence), self, text, NOON, true);
    }

    public static ChatEvent.Told told(Person from, Person to, long sequence, String text) {
        return new ChatEvent.Told(new MessageId(from.key(), 1, sequence), from, to, text, NOON, false);
    }

    public static ChatEvent.RosterChanged roster(Person self, Person... others) {
        return new ChatEvent.RosterChanged(self, List.of(others), Map.of());
    }

    /** A transcript after these events. */
    public static Transcript after(ChatEvent... events) {
        Transcript transcript = Transcript.empty(100);
        for (ChatEvent event : events) {
            transcript = transcript.with(event, NOON);
        }
        return transcript;
    }
}
