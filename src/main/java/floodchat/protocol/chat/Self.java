package floodchat.protocol.chat;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who we are: an identity that stays over all runs, and a name once one is set. */
final class Self {
    /** A crowd of namesakes must not fill the window. Their lines carry the key in any case. */
    static final int MAX_NAMESAKES_TOLD = 5;

    private @Nullable Identity identity;
    private String key = "";
    private byte[] tag = {};
    private @Nullable Person person;
    private String keyhash = Body.Presence.NO_KEYS;

    /** Of the name that we have now. */
    private int namesakesTold;

    /** The first thing that happens. @param networkTag what we say is signed for this network */
    void begin(Identity own, byte[] networkTag) {
        identity = own;
        key = own.key().hex();
        tag = networkTag.clone();
    }

    /** Our key, as in {@link Person#key}; empty before {@link #begin}. */
    String key() {
        return key;
    }

    /** What our presence says of our prekeys, as in {@link Body.Presence#keyhash}. */
    String keyhash() {
        return keyhash;
    }

    void keyhash(String ofNewest) {
        keyhash = ofNewest;
    }

    PersonKey personKey() {
        return Objects.requireNonNull(identity, "the chat has not begun").key();
    }

    /** The bytes on the wire of what we say. */
    byte[] sign(Body body) {
        return Envelope.sign(Objects.requireNonNull(identity, "the chat has not begun"), tag, body);
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
