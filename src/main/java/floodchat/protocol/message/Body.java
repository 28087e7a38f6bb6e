package floodchat.protocol.message;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an author signs and sends in an {@link Envelope}: JSON, except for {@link Keys}. The records define the format;
 * docs/protocol.md describes it. The constructors check all {@link Bounds}, so every body is within them. Its texts and
 * names are not sanitized yet.
 */
public sealed interface Body {
    /** A body of one start of the author's program: a run. Its number is the time of that start, ms since 1970. */
    sealed interface OfRun extends Body {
        long run();

        /** The author's clock, ms since 1970. */
        long at();
    }

    /** A body that its author numbers in each run, 1 for the first, so that everyone can read them in order. */
    sealed interface Numbered extends OfRun {
        long seq();
    }

    /** A body that holds a line of text. */
    sealed interface Spoken extends Numbered {
        /** The author's name at that time. */
        String name();

        String text();
    }

    /** A line to everyone. */
    @JsonPropertyOrder({"run", "seq", "at", "name", "text"})
    record Say(long run, long seq, long at, String name, String text) implements Spoken {
        public Say {
            Bounds.run(run);
            Bounds.sequence(seq, 1);
            Bounds.time(at);
            Bounds.name(name);
            Bounds.text(text);
        }
    }

    /**
     * Tells that its author is here.
     *
     * @param beat counts the author's presences and the goodbye in this run from 1; of two, the higher one is right
     * @param seq the number before the author's first unsent message: a peer that does not know the author waits for
     *     the one after it
     * @param joining true if the author is new and wants to be told who is here
     * @param rate the next presence follows within about this many seconds, 1 to {@value Bounds#MAX_RATE_SECONDS}
     * @param keyhash names the author's newest {@link Keys}: {@value Bounds#KEYHASH_DIGITS} hex digits, or
     *     {@link #NO_KEYS}
     * @param absent whether the author looks at the chat; left out if so
     */
    @JsonPropertyOrder({"run", "beat", "seq", "at", "name", "joining", "rate", "keyhash", "absent"})
    record Presence(
            long run,
            long beat,
            long seq,
            long at,
            String name,
            boolean joining,
            int rate,
            String keyhash,
            @Absent.OrNone Absent absent) implements OfRun {
        /** In place of a key hash: the author can be sent nothing sealed. */
        public static final String NO_KEYS = "";

        public Presence {
            Bounds.run(run);
            Bounds.sequence(beat, 1);
            Bounds.sequence(seq, 0);
            Bounds.time(at);
            Bounds.name(name);
            Bounds.rate(rate);
            Bounds.keyhash(keyhash);
        }

        /** The author is there. */
        public Presence(
                long run, long beat, long seq, long at, String name, boolean joining, int rate, String keyhash) {
            this(run, beat, seq, at, name, joining, rate, keyhash, Absent.NONE);
        }
    }

    /** Goodbye. It comes after every message with a lower number, and after every presence with a lower beat. */
    @JsonPropertyOrder({"run", "seq", "beat", "at"})
    record Leave(long run, long seq, long beat, long at) implements Numbered {
        public Leave {
            Bounds.run(run);
            Bounds.sequence(seq, 1);
            Bounds.sequence(beat, 1);
            Bounds.time(at);
        }
    }

    /**
     * The public halves of the keys that others seal for the author with, as bytes: when they were made (8, ms since
     * 1970), an X25519 key (32) and an X-Wing key (1,216). Immutable: the bytes are copied.
     */
    final class Keys implements Body {
        public static final int AGREEMENT_KEY_BYTES = 32;
        public static final int ENCAPSULATION_KEY_BYTES = 1_216;
        public static final int BYTES = Long.BYTES + AGREEMENT_KEY_BYTES + ENCAPSULATION_KEY_BYTES;

        private final byte[] bytes;

        /** @param bytes {@value #BYTES} */
        public Keys(byte[] bytes) {
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("keys of a wrong length");
            }
            this.bytes = bytes.clone();
            Bounds.time(made());
        }

        /** When they were made by the author's clock, ms since 1970. */
        public long made() {
            return ByteBuffer.wrap(bytes).getLong();
        }

        /** The X25519 key, a copy. */
        public byte[] agreementKey() {
            return Arrays.copyOfRange(bytes, Long.BYTES, Long.BYTES + AGREEMENT_KEY_BYTES);
        }

        /** The X-Wing key, a copy. */
        public byte[] encapsulationKey() {
            return Arrays.copyOfRange(bytes, Long.BYTES + AGREEMENT_KEY_BYTES, BYTES);
        }

        /** All of them as they are signed, a copy. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Keys keys && Arrays.equals(bytes, keys.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
