package floodchat.protocol.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What an author sends: the JSON inside an {@link Envelope}. The annotations define the format; docs/protocol.md
 * describes it. The constructors check all {@link Bounds}, so every body is within them. Its texts and names are not
 * sanitized yet.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Body.Say.class, name = "say"),
    @JsonSubTypes.Type(value = Body.Tell.class, name = "tell"),
    @JsonSubTypes.Type(value = Body.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = Body.Leave.class, name = "leave")
})
public sealed interface Body {
    /** A body that its author numbers, 1 for the first, so that everyone can read them in order. */
    sealed interface Numbered extends Body {
        long seq();
    }

    /** A body that holds a line of text. */
    sealed interface Spoken extends Numbered {
        /** The author's name at that time. */
        String name();

        String text();
    }

    /** A line to everyone. @param at the author's clock, ms since 1970 */
    record Say(long seq, long at, String name, String text) implements Spoken {
        public Say {
            Bounds.sequence(seq, 1);
            Bounds.time(at);
            Bounds.name(name);
            Bounds.text(text);
        }
    }

    /**
     * A line to one person alone. Nothing hides it from the peers that relay it.
     *
     * @param at the author's clock, ms since 1970
     * @param to the recipient's key
     */
    record Tell(long seq, long at, String name, String to, String text) implements Spoken {
        public Tell {
            Bounds.sequence(seq, 1);
            Bounds.time(at);
            Bounds.name(name);
            Bounds.key(to);
            Bounds.text(text);
        }
    }

    /**
     * Tells that its author is here.
     *
     * @param beat counts the author's presences from 1; of two presences, the one with the higher number is right
     * @param seq the number before the author's first unsent message: a peer that does not know the author waits for
     *     the one after it
     * @param joining true if the author is new and wants to be told who is here
     * @param rate the next presence follows within about this many seconds, 1 to {@value Bounds#MAX_RATE_SECONDS}
     */
    record Presence(long beat, long seq, String name, boolean joining, int rate) implements Body {
        public Presence {
            Bounds.sequence(beat, 1);
            Bounds.sequence(seq, 0);
            Bounds.name(name);
            Bounds.rate(rate);
        }
    }

    /** Goodbye. It comes after every message with a lower number. @param beat the number of the last presence */
    record Leave(long seq, long beat) implements Numbered {
        public Leave {
            Bounds.sequence(seq, 1);
            Bounds.sequence(beat, 0);
        }
    }
}
