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
     * A line that never arrived before. It goes into the history in one write with the change that says that it has
     * arrived: otherwise a crash between the two loses the line, or shows it twice. When it stands in the timeline,
     * {@link SealedInput.LineShown} is told. {@link SealedInput.LineDropped} is told if there is no room for it.
     *
     * @param authorsName what the author says that they are called; null if the line came without it
     * @param savedWith the ticket of that change
     */
    record LineArrived(PersonKey author, @Nullable String authorsName, Item.Line line,
            long savedWith) implements SealedEvent {}
}
