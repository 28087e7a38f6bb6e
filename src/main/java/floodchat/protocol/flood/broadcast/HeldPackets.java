package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New packets of others that wait because a link is congested. A link that brought one hands in nothing more after a
 * while, so the pressure goes back from link to link, to the peer that publishes. Their number is bounded by what each
 * link may have unhandled.
 */
final class HeldPackets {
    private final Deque<Held> held = new ArrayDeque<>();
    private boolean congested;

    /** @param from the link that brought it */
    record Held(LinkId from, Frame.Carrier frame) {}

    void congested() {
        congested = true;
    }

    void hasRoom() {
        congested = false;
    }

    /** Whether a new packet has to wait: a link is congested, or other packets wait already. */
    boolean mustWait() {
        return congested || !held.isEmpty();
    }

    void add(LinkId from, Frame.Carrier frame, FloodContext context) {
        held.add(new Held(from, frame));
        context.hold(from);
    }

    /** Takes the oldest; null if none waits. */
    @Nullable Held next(FloodContext context) {
        Held next = held.poll();
        if (next != null) {
            context.release(next.from());
        }
        return next;
    }

    /** This link is gone: what it brought waits no longer. */
    List<Held> takeFrom(LinkId link) {
        List<Held> taken = new ArrayList<>();
        for (Iterator<Held> all = held.iterator(); all.hasNext();) {
            Held one = all.next();
            if (one.from().equals(link)) {
                taken.add(one);
                all.remove();
            }
        }
        return taken;
    }
}
