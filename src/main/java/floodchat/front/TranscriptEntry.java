package floodchat.front;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
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
     * @param earlier true if it comes from the backlog: it was said before we came, or while the network was split
     * @param delivery how far it has come, if it is our own
     */
    record Spoken(
            long number,
            MessageId id,
            Person from,
            @Nullable Person to,
            String text,
            Instant at,
            boolean own,
            boolean earlier,
            Delivery delivery) implements TranscriptEntry {
        Spoken with(Delivery changed) {
            return new Spoken(number, id, from, to, text, at, own, earlier, changed);
        }

        public boolean direct() {
            return to != null;
        }
    }

    /** People who came, went or took new names while nobody spoke. */
    record PresenceChanged(long number, Instant at, PresenceChanges changes) implements TranscriptEntry {}

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
