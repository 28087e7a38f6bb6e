package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.List;

/**
 * One change of what a {@link SealedCore} needs after a restart. A file is a list of them: {@link Stored} replays it.
 *
 * <p>{@link OwnPrekeys} needs a file of its own that is replaced as a whole: a private key that is left out must be
 * gone from the disk.
 */
public sealed interface StoredChange {
    /** Our prekeys are these, oldest first. */
    record OwnPrekeys(List<StoredPrekey> prekeys) implements StoredChange {
        public OwnPrekeys {
            prekeys = List.copyOf(prekeys);
        }
    }

    /** A line of ours waits in the outbox. */
    record LineAdded(PersonKey to, Item.Line line) implements StoredChange {}

    /** It waits no longer. */
    record LineRemoved(PersonKey to, LineId id) implements StoredChange {}

    /** What the recipient of lines that wait is called, as our person saw it when the last one was written. */
    record RecipientNamed(PersonKey person, String name) implements StoredChange {}

    /** We write to this person: their letters are answered from now on. */
    record WrittenTo(PersonKey person) implements StoredChange {}

    /** The highest {@code sealed} of a letter to this person. */
    record LastSealed(PersonKey to, long sealedMs) implements StoredChange {}

    /** The highest {@code sealed} of a letter of this person that we answer. */
    record LastAnswered(PersonKey author, long sealedMs) implements StoredChange {}

    /** This line has arrived. @param shown whether it stands in the timeline */
    record Seen(PersonKey author, LineId id, boolean shown) implements StoredChange {}

    /** This line has arrived, but was not kept: it may come again. */
    record SeenDropped(PersonKey author, LineId id) implements StoredChange {}

    /** Lines of this author up to this one are forgotten. What comes below it is refused. */
    record FloorRaised(PersonKey author, LineId floor) implements StoredChange {}

    /** All lines of this author are forgotten. */
    record AuthorForgotten(PersonKey author) implements StoredChange {}

    /** The prekeys of another person. @param body as that person signed it */
    record KeysKept(PersonKey person, byte[] body) implements StoredChange {}

    /** The prekeys of this person are no longer needed. */
    record KeysForgotten(PersonKey person) implements StoredChange {}
}
