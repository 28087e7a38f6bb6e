package floodchat.front;

import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Which conversation it is: with everyone, with one person alone, or with a group. It is a view on the transcript and
 * nothing that others know of.
 *
 * @param keys of the others, sorted; empty for everyone
 */
public record ConversationId(List<String> keys) {
    public static final ConversationId EVERYONE = new ConversationId(List.of());

    public static ConversationId of(Collection<Person> people) {
        List<String> keys = new ArrayList<>();
        for (Person person : people) {
            if (!keys.contains(person.key())) {
                keys.add(person.key());
            }
        }
        Collections.sort(keys);
        return new ConversationId(List.copyOf(keys));
    }

    /** As that of any record. But the first call of that one takes 8 ms, and the first frame would wait for it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ConversationId id && keys.equals(id.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /** The conversation that a line of somebody else belongs to. */
    public static ConversationId ofAuthor(Person author, boolean direct) {
        return direct ? of(List.of(author)) : EVERYONE;
    }

    public boolean isEveryone() {
        return keys.isEmpty();
    }

    /**
     * Whether the line is seen here. With everyone, all lines are. With one person, all private lines between us. With
     * a group, our lines to exactly these people, and what each of them wrote to us: it may be an answer.
     */
    public boolean shows(TranscriptEntry.Spoken line) {
        if (isEveryone()) {
            return true;
        }
        if (!line.direct()) {
            return false;
        }
        if (!line.own()) {
            return keys.contains(line.from().key());
        }
        return keys.size() == 1
                ? line.recipients().stream().anyMatch(person -> person.key().equals(keys.getFirst()))
                : of(line.recipients()).equals(this);
    }
}
