package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a sealed payload. */
public sealed interface Item {
    /**
     * A line of the author.
     *
     * @param writtenMs when it was written, by the author's clock; ms since 1970
     * @param others the other people who got the same line
     * @param quote what it answers to
     */
    record Line(LineId id, long writtenMs, String text, List<PersonKey> others, @Nullable Quote quote) implements Item {
        /** The longest text, in bytes of UTF-8. */
        public static final int MAX_TEXT_BYTES = 4_096;

        /** How many other recipients one line may name. */
        public static final int MAX_OTHERS = 8;

        /**
         * How many people all lines of one payload may name. A line names its other recipients and the author of its
         * quote, so at most 9. To check a key takes its reader longer than all else in a line.
         */
        static final int MAX_NAMED = 16;

        public Line {
            others = List.copyOf(others);
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (writtenMs < 0 || length < 1 || length > MAX_TEXT_BYTES || others.size() > MAX_OTHERS) {
                throw new IllegalArgumentException("no line: " + length + " bytes, " + others.size() + " others");
            }
        }

        /** How many people it names. */
        int named() {
            return others.size() + (quote == null ? 0 : 1);
        }
    }

    /** The author has these lines of the recipient in the timeline. */
    record Receipt(List<LineId> lines) implements Item {
        /** How many lines one receipt names. */
        public static final int MAX_LINES = 32;

        public Receipt {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MAX_LINES) {
                throw new IllegalArgumentException("a receipt of " + lines.size() + " lines");
            }
        }
    }

    /** What the author of a letter is called. Only letters carry it. */
    record Name(String name) implements Item {
        /** The longest name, in bytes of UTF-8: 32 code points. */
        public static final int MAX_NAME_BYTES = 128;

        public Name {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > MAX_NAME_BYTES) {
                throw new IllegalArgumentException("a name of " + length + " bytes");
            }
        }
    }
}
