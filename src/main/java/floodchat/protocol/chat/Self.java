package floodchat.protocol.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who we are: a key that stays for this run, and a name once one is set. */
final class Self {
    /** A crowd of namesakes must not fill the window. Their lines carry the key in any case. */
    static final int MAX_NAMESAKES_TOLD = 5;

    private final String key;
    private @Nullable Person person;

    /** Of the name that we have now. */
    private int namesakesTold;

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
        namesakesTold = 0;
    }

    /** Tells us if another person's name looks like ours, {@link #MAX_NAMESAKES_TOLD} times for each name of ours. */
    void noticeNamesake(Person other, ChatContext context) {
        if (person != null && namesakesTold < MAX_NAMESAKES_TOLD && Names.looksLike(person.name(), other.name())) {
            namesakesTold++;
            context.show(new ChatEvent.Noticed("%s has a name like yours. You are %s."
                    .formatted(other.nameWithSuffix(), person.nameWithSuffix())));
        }
    }
}
