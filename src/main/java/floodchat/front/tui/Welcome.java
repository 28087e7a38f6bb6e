package floodchat.front.tui;

import floodchat.front.FirstRun;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows among the messages what a {@link FirstRun} tells. Owned by a {@link Window}, which drops it in the end. */
final class Welcome {
    private final Pane pane;
    private final FirstRun run;

    /** @param invite into the private network that we are in; null in the public one */
    Welcome(Pane pane, @Nullable Invite invite, long nowMs, Instant now) {
        this.pane = pane;
        this.run = new FirstRun(nowMs, invite);
        FirstRun.IN_WINDOW.forEach(sentence -> pane.conversation().remark(sentence, now));
    }

    /** Tells whom the person finds, as soon as that is known. Returns true when all is told. */
    boolean tell(FloodEvent.@Nullable StatusChanged network, long nowMs, Instant now) {
        String words = run.found(
                pane.transcript().roster(), network == null ? List.of() : network.addresses(), nowMs);
        if (words != null) {
            pane.conversation().remark(words, now);
        }
        return words != null;
    }

    /** How long until there is more to tell. */
    long msUntilTold(long nowMs) {
        return run.msUntilFound(pane.transcript().roster(), nowMs);
    }
}
