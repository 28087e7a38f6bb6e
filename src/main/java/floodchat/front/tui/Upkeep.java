package floodchat.front.tui;

import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.Pulse;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a window does as time passes, without a key: it keeps the conversations, asks the network, notices that nobody
 * is there, and welcomes a new person. It runs no timer: it says when it is to be woken. Each part is made when there
 * is something for it to do. Owned by a {@link Window}, which makes this with its first input. All times are by a clock
 * that never goes back, except each {@code now}, which is what the wall clock shows.
 */
final class Upkeep {
    private final Pane pane;
    private final Composer composer;

    /** Into the private network that we are in; null in the public one. */
    private final @Nullable Invite invite;

    /** Whether the first name of a person is still to be followed by hints. */
    private boolean welcomeDue;

    /** Null before the first name of a person, and after all was told. */
    private @Nullable Welcome welcome;

    /** Null until we have a name: before that nobody sees us. */
    private @Nullable IdleWatch idle;

    /** Null until what an earlier run has kept is there: before that, nothing may take its place. */
    private @Nullable ConversationSaver kept;

    /** Null until there is a link. */
    private @Nullable Pulse pulse;

    /** @param nameNeeded whether this is the first run of a person */
    Upkeep(Pane pane, Composer composer, @Nullable Invite invite, boolean nameNeeded) {
        this.pane = pane;
        this.composer = composer;
        this.invite = invite;
        this.welcomeDue = nameNeeded;
    }

    /** How lively the network is; null until there is a link. */
    @Nullable Pulse pulse() {
        return pulse;
    }

    // ---- what happens

    /** Shows what an earlier run has kept. */
    void restored() {
        kept = new ConversationSaver(pane.conversation(), composer);
    }

    /** Takes an event that the conversation has heard. */
    void hear(ChatEvent event, long nowMs, Instant now) {
        if (event instanceof ChatEvent.Spoken && pulse != null) {
            pulse.heard(nowMs);
        }
        if (event instanceof ChatEvent.NameSet) {
            named(nowMs, now);
        }
    }

    private void named(long nowMs, Instant now) {
        if (idle == null) {
            idle = new IdleWatch(pane.settings().idleMinutes(), nowMs);
        }
        if (welcomeDue) {
            welcomeDue = false;
            welcome = new Welcome(pane, invite, nowMs, now);
        }
    }

    void networkChanged(FloodEvent.StatusChanged status, long nowMs) {
        if (pulse != null || status.links() > 0) {
            pulse = pulse == null ? new Pulse() : pulse;
            pulse.linked(status.links(), nowMs);
        }
    }

    void answered(FloodEvent.Inspected answer) {
        if (pulse != null) {
            pulse.answered(answer);
        }
    }

    void apply(TuiSettings settings) {
        if (idle != null) {
            idle.apply(settings.idleMinutes());
        }
    }

    /** Somebody uses the window. */
    void used(long nowMs, Consumer<? super WindowEffect> effects) {
        if (idle != null) {
            send(idle.used(nowMs), effects);
        }
    }

    /** Tells the chat whether somebody uses the window. Nothing comes of it if that is no news. */
    private static void send(@Nullable ChatCommand command, Consumer<? super WindowEffect> effects) {
        if (command != null) {
            effects.accept(new WindowEffect.Send(command));
        }
    }

    /** Looks what an input has changed, after each of them. @param network null before it told anything */
    void look(FloodEvent.@Nullable StatusChanged network, long nowMs, Instant now) {
        if (welcome != null && welcome.tell(network, nowMs, now)) {
            welcome = null;
        }
        if (kept != null) {
            kept.look(nowMs);
        }
    }

    // ---- time

    /** How long until {@link #tick} has something to do; below 0 for never. */
    long msUntilDue(long nowMs) {
        return soonest(
                pane.msUntilInquiry(nowMs),
                idle == null ? -1 : idle.msUntilIdle(nowMs),
                welcome == null ? -1 : welcome.msUntilTold(nowMs),
                kept == null ? -1 : kept.msUntilDue(nowMs),
                pulse == null ? -1 : pulse.msUntilDue(nowMs));
    }

    /** The shortest of these times; below 0 if all are. */
    static long soonest(long... waits) {
        return LongStream.of(waits).filter(ms -> ms >= 0).min().orElse(-1);
    }

    /** Does what is due. */
    void tick(long nowMs, Instant now, Consumer<? super WindowEffect> effects) {
        if (kept != null && kept.msUntilDue(nowMs) == 0) {
            keep(now, effects);
        }
        boolean pulseDue = pulse != null && pulse.takeDue(nowMs);
        if (pane.takeInquiryDue(nowMs) || pulseDue) {
            effects.accept(new WindowEffect.Inquire());
        }
        if (idle != null) {
            send(idle.tick(nowMs), effects);
        }
    }

    /** Keeps the conversations and the unfinished line for the next run, if they have changed. */
    void keep(Instant now, Consumer<? super WindowEffect> effects) {
        if (kept != null && kept.hasChanged()) {
            effects.accept(new WindowEffect.SaveConversations(kept.take(now)));
        }
    }
}
