package floodchat.protocol.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who we are: a key that stays for this run, and a name once one is set. */
final class Self {
    private final String key;
    private @Nullable Person person;

    Self(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** Null until a name is set. */
    @Nullable Person person() {
        return person;
    }

    boolean hasName() {
        return person != null;
    }

    /** Ourselves. Throws if no name is set. */
    Person named() {
        return Objects.requireNonNull(person, "no name is set");
    }

    void rename(String name) {
        person = new Person(key, name);
    }

    /** Tells us if another person's name looks like ours. */
    void noticeNamesake(Person other, ChatContext context) {
        if (person != null && Names.looksLike(person.name(), other.name())) {
            context.show(new ChatEvent.Noticed("%s has a name like yours. You are %s."
                    .formatted(other.nameWithSuffix(), person.nameWithSuffix())));
        }
    }
}
