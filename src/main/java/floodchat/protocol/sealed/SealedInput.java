package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a {@link SealedCore}. */
public sealed interface SealedInput {
    /**
     * Our run begins. Only {@link ClockSet}, {@link StandingChanged} and {@link NameChanged} may come before it. It
     * comes again if our person takes over from another start.
     *
     * @param run our run: ms since 1970, above that of every earlier start
     */
    record Started(long run) implements SealedInput {}

    /** The wall clock was set. @param wallAheadMs how far it is ahead of the clock of the core from now on */
    record ClockSet(long wallAheadMs) implements SealedInput {}

    /** How many links we have now. */
    record LinksChanged(int links) implements SealedInput {}

    /** What we are called from now on. */
    record NameChanged(String name) implements SealedInput {}

    /** What this person is to us from now on. After a start, told for everyone who is no stranger. */
    record StandingChanged(PersonKey person, Standing standing) implements SealedInput {}

    /**
     * Our person has written a private line. {@link SealedEvent.LineAccepted} or {@link SealedEvent.LineRefused}
     * follows.
     *
     * @param request comes back in that event
     * @param name what the recipient is called: our person reads it after a restart, as long as the line waits
     * @param text 1 to {@value Item.Line#MAX_TEXT_BYTES} bytes of UTF-8
     * @param others other recipients of the same line, at most {@value Item.Line#MAX_OTHERS}
     * @param quote what it answers to
     */
    record Submitted(long request, PersonKey to, String name, String text, List<PersonKey> others,
            @Nullable Quote quote) implements SealedInput {}

    /** Our person gives up a line of ours. Nothing happens if it has no open end. */
    record GivenUp(PersonKey to, LineId id) implements SealedInput {}

    /** The network has brought a payload with the flag for sealed ones for the first time. */
    record PayloadDelivered(byte[] payload) implements SealedInput {}

    /** The network has brought a {@code want}. */
    record WantDelivered(byte[] payload) implements SealedInput {}

    /** The network has brought prekeys. @param body is signed by this person: the caller has verified that */
    record KeysDelivered(PersonKey person, byte[] body) implements SealedInput {}

    /**
     * A presence that counts: signed, in time, and newer than the last one of this person.
     *
     * @param run the person's run
     * @param keyhash what it names, {@value PrekeyBundle#NAMED_HASH_BYTES} bytes
     */
    record PresenceHeard(PersonKey person, long run, byte[] keyhash) implements SealedInput {}

    /** At least one other peer was given the payload with this ticket. */
    record HandedOver(long ticket) implements SealedInput {}

    /** Everything up to the {@link SealedEffect.Save} with this ticket is safely on the disk. */
    record Saved(long ticket) implements SealedInput {}

    /** A line that arrived stands in the timeline, where the person sees it, and it will stand there tomorrow. */
    record LineShown(PersonKey author, LineId id) implements SealedInput {}

    /** A line that arrived had no room: nothing is kept of it, so a repetition of it counts as new. */
    record LineDropped(PersonKey author, LineId id) implements SealedInput {}

    record TimerFired(SealedTimer timer) implements SealedInput {}
}
