package floodchat.front;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
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

    /** People who came and went while nobody spoke. */
    record PresenceChanged(long number, Instant at, List<PresenceChange> changes) implements TranscriptEntry {}

    /** A sentence of the program. @param refusal true if it says why something was not done */
    record Remark(long number, Instant at, String sentence, boolean refusal) implements TranscriptEntry {}
}
