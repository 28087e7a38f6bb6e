package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import org.jspecify.annotations.Nullable;

/** What a {@link SealedCore} tells the chat. */
public sealed interface SealedEvent {
    /** A line of ours has its id and waits. @param request of {@link SealedInput.Submitted} */
    record LineAccepted(long request, PersonKey to, LineId id) implements SealedEvent {}

    /** A line of ours is not taken. */
    record LineRefused(long request, PersonKey to, Reason reason) implements SealedEvent {
        /** Why. */
        public enum Reason {
            /** It is empty or too long, or names too many others. */
            OUT_OF_BOUNDS,
            /** Too many lines wait already. */
            OUTBOX_FULL,
            /** It is for ourselves. */
            TO_OURSELVES
        }
    }

    /** How far a line of ours has come. Each state is told once, in this order; some may be left out. */
    record LineChanged(PersonKey to, LineId id, LineState state) implements SealedEvent {}

    /**
     * A line that was never shown before. It is to be shown, and stored together with the {@link StoredChange.Seen}
     * that comes right before this event; then {@link SealedInput.LineShown} is told.
     *
     * @param authorsName what the author says that they are called; null if the line came without it
     */
    record LineArrived(PersonKey author, @Nullable String authorsName, Item.Line line) implements SealedEvent {}
}
