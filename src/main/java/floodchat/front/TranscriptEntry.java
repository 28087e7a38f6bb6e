package floodchat.front;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the transcript. It keeps its number, so that a view can hold on to it. Numbers are given in the order in
 * which entries come; but entries from the backlog are sorted by time. Immutable.
 */
public sealed interface TranscriptEntry {
    long number();

    Instant at();

    /**
     * A message.
     *
     * @param to the only person it was for; null if it was for everyone
     * @param origin where it comes from, and when it came
     * @param delivery how far it has come, if it is our own
     * @param copies the same private line of ours to others; empty if it is not to several
     */
    record Spoken(
            long number,
            MessageId id,
            Person from,
            @Nullable Person to,
            String text,
            Instant at,
            boolean own,
            Origin origin,
            Delivery delivery,
            List<Copy> copies) implements TranscriptEntry {
        /**
         * Where a message comes from.
         *
         * @param arrived when it came here, by our wall clock; null if nobody knows
         * @param written when it was written, by its author's clock; null if that was not kept
         */
        public record Origin(Way way, @Nullable Instant arrived, @Nullable Instant written) {
            public enum Way {
                /** It came while this window was open. */
                LIVE,
                /** Other peers had kept it. */
                BACKLOG,
                /** It was shown here in an earlier run, and is on the disk. */
                HISTORY
            }
        }

        /** What one of several people gets. */
        public record Copy(MessageId id, Person to, Delivery delivery) {}

        public Spoken {
            copies = List.copyOf(copies);
        }

        public Spoken(
                long number,
                MessageId id,
                Person from,
                @Nullable Person to,
                String text,
                Instant at,
                boolean own,
                Origin origin,
                Delivery delivery) {
            this(number, id, from, to, text, at, own, origin, delivery, List.of());
        }

        /** The line with the delivery of one copy; the same one if it has no such copy. */
        public Spoken with(MessageId message, Delivery changed) {
            if (!own) {
                return this;
            }
            if (id.equals(message)) {
                return new Spoken(number, id, from, to, text, at, true, origin, changed, copies);
            }
            List<Copy> next = copies.stream()
                    .map(copy -> copy.id.equals(message) ? new Copy(copy.id, copy.to, changed) : copy)
                    .toList();
            return next.equals(copies) ? this : withCopies(next);
        }

        /** Whether this is the message, or one of the copies is. */
        public boolean has(MessageId message) {
            return id.equals(message) || copies.stream().anyMatch(copy -> copy.id.equals(message));
        }

        private Spoken withCopies(List<Copy> changed) {
            return new Spoken(number, id, from, to, text, at, own, origin, delivery, changed);
        }

        /**
         * Whether both are the same line of ours to several people: nobody writes a text twice in the same millisecond.
         */
        boolean isCopyOf(Spoken other) {
            return own && other.own && to != null && other.to != null && at.equals(other.at)
                    && text.equals(other.text) && !recipients().contains(other.to);
        }

        /** This line, to the people of the other one too. */
        Spoken joined(Spoken other) {
            List<Copy> all = new ArrayList<>(copies);
            if (other.to != null) {
                all.add(new Copy(other.id, other.to, other.delivery));
            }
            all.addAll(other.copies);
            return withCopies(all);
        }

        /** All the people a private line was for; empty if it was for everyone. */
        public List<Person> recipients() {
            List<Person> people = new ArrayList<>();
            if (to != null) {
                people.add(to);
            }
            copies.forEach(copy -> people.add(copy.to));
            return people;
        }

        /** How far it has come with everyone whom it was for: given up if one copy is. */
        public Delivery progress() {
            Delivery least = delivery;
            for (Copy copy : copies) {
                boolean worse = copy.delivery == Delivery.GIVEN_UP || copy.delivery.compareTo(least) < 0;
                least = worse && least != Delivery.GIVEN_UP ? copy.delivery : least;
            }
            return least;
        }

        public boolean direct() {
            return to != null;
        }

        /** True if it did not come when it was said: it was said before we came, or while the network was split. */
        public boolean earlier() {
            return origin.way() != Origin.Way.LIVE;
        }
    }

    /** People who came, went or took new names while nobody spoke. */
    record PresenceChanged(long number, Instant at, PresenceChanges changes) implements TranscriptEntry {}

    /** What a person whom we muted has said: nothing but how many lines it were. */
    record Hidden(long number, Instant at, Person from, int lines) implements TranscriptEntry {
        Hidden oneMore() {
            return new Hidden(number, at, from, lines + 1);
        }

        /** In a sentence: {@code 5 lines of bob hidden}. */
        public String inWords(Roster roster) {
            return Quantities.counted(lines, "line") + " of " + roster.label(from) + " hidden";
        }
    }

    /**
     * A sentence of the program.
     *
     * @param refusal true if it says why something was not done
     * @param times how often it was said, at least 1
     */
    record Remark(long number, Instant at, String sentence, boolean refusal, int times) implements TranscriptEntry {
        boolean isSame(Remark other) {
            return refusal == other.refusal && sentence.equals(other.sentence);
        }

        Remark onceMore() {
            return new Remark(number, at, sentence, refusal, times + 1);
        }

        /** The sentence, and how often it was said if it was more than once. */
        public String inWords() {
            return times == 1 ? sentence : String.format(Locale.ROOT, "%s (%,d times)", sentence, times);
        }
    }
}
