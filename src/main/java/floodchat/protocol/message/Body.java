package floodchat.protocol.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What an author tells the network: the JSON inside an {@link Envelope}. The annotations are the format;
 * docs/protocol.md describes it. What breaks a bound can't be constructed, so whoever holds a body knows that it is
 * within them; its texts may still be ugly.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Body.Say.class, name = "say"),
    @JsonSubTypes.Type(value = Body.Tell.class, name = "tell"),
    @JsonSubTypes.Type(value = Body.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = Body.Leave.class, name = "leave")
})
public sealed interface Body {
    /** One of the bodies that an author numbers, 1 for the first, so that everyone can read them in order. */
    sealed interface Numbered extends Body {
        long seq();
    }

    /** One of the bodies that hold a line of text. */
    sealed interface Spoken extends Numbered {
        /** The author's clock, ms since 1970. */
        long at();

        /** What the author is called while saying it. */
        String name();

        String text();
    }

    /** A line to everyone. */
    record Say(long seq, long at, String name, String text) implements Spoken {
        public Say {
            Bounds.sequence(seq, 1);
            Bounds.time(at);
            Bounds.name(name);
            Bounds.text(text);
        }
    }

    /**
     * A line to one person alone; relays can read it.
     *
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
     * A sign of life.
     *
     * @param beat counts the author's presences from 1: of two, the higher one is right
     * @param seq the last number before the first message that no peer has been given yet: whoever does not know the
     *     author awaits the next one
     * @param joining true where the author is new and wants to be told who is here
     * @param rate the next sign of life follows within about this many seconds, 1 to {@value Bounds#MAX_RATE_SECONDS}
     */
    record Presence(long beat, long seq, String name, boolean joining, int rate) implements Body {
        public Presence {
            Bounds.sequence(beat, 1);
            Bounds.sequence(seq, 0);
            Bounds.name(name);
            Bounds.rate(rate);
        }
    }

    /** Goodbye, after everything with a lower number. @param beat the author's last presence */
    record Leave(long seq, long beat) implements Numbered {
        public Leave {
            Bounds.sequence(seq, 1);
            Bounds.sequence(beat, 0);
        }
    }
}
