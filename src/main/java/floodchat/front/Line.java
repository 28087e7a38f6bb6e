package floodchat.front;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the transcript. Its number is one higher than that of the entry taken in before it and never changes, so
 * that a view can hold on to it; but entries from earlier stand where their time is.
 */
public sealed interface Line {
    long number();

    Instant at();

    /**
     * Something that was said.
     *
     * @param to whom it was told alone; null where it was said to everyone
     * @param earlier true where it was said before we came, or while the network was parted
     * @param delivery how far it has come where it is our own
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
            Delivery delivery) implements Line {
        Spoken with(Delivery changed) {
            return new Spoken(number, id, from, to, text, at, own, earlier, changed);
        }

        public boolean direct() {
            return to != null;
        }
    }

    /** People who came and went while nobody spoke, in one entry. */
    record Moved(long number, Instant at, List<Movement> movements) implements Line {}

    /**
     * Something worth a line that nobody said. @param refusal true where it tells a person why something was not done
     */
    record Remark(long number, Instant at, String sentence, boolean refusal) implements Line {}
}
