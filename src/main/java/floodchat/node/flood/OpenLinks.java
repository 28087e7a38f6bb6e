package floodchat.node.flood;

import floodchat.node.link.Connection;
import floodchat.node.link.Link;
import floodchat.node.link.LinkEvents;
import floodchat.node.link.LinkSettings;
import floodchat.node.link.SendPacer;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The links of a {@link FloodEngine}, from their start until their threads have ended. Confined to the engine's
 * thread.
 */
final class OpenLinks {
    private static final Logger LOG = LogManager.getLogger(OpenLinks.class);

    /** While this many links are open, a peer that dials us replaces the oldest link that is ending, or is refused. */
    private static final int MAX_LINKS = 256;

    /** Aborted links end at once. If a busy machine takes longer than this, they are left to it. */
    private static final long ABORT_WITHIN_MS = 5_000;

    private final NetworkTerms terms;
    private final LinkSettings settings;
    private final Congestion congestion;
    private final LinkEvents events;
    private final Map<LinkId, Link> byId = new LinkedHashMap<>();
    private int lastLink;

    /** @param events is told what happens on the links */
    OpenLinks(NetworkTerms terms, LinkSettings settings, Congestion congestion, LinkEvents events) {
        this.terms = terms;
        this.settings = settings;
        this.congestion = congestion;
        this.events = events;
    }

    /**
     * Starts a link on this connection.
     *
     * @param reason why we dialled; null if the peer dialled us
     * @return null if there is no room, so that the connection was closed
     */
    @Nullable LinkId open(Connection connection, @Nullable DialReason reason) {
        if (reason == null && byId.size() >= MAX_LINKS && !endOldestThatIsEnding()) {
            LOG.debug("too many links: refused {}", connection.peer().address());
            connection.close();
            return null;
        }
        Link link = new Link(new LinkId(++lastLink), connection, settings, new SendPacer(terms), events);
        LOG.info("{} to {}: {}", link.id(), connection.peer().address(), reason == null ? "dialled us" : reason);
        byId.put(link.id(), link);
        link.start();
        return link.id();
    }

    /** A peer that delays the end of its link must not keep others out. */
    private boolean endOldestThatIsEnding() {
        Link oldest = byId.values().stream().filter(Link::isEnding).findFirst().orElse(null);
        if (oldest == null) {
            return false;
        }
        oldest.abort("a new link needs its place");
        return true;
    }

    /**
     * Queues the frame; {@link #flush} makes the writer write it.
     *
     * @param source the number of the link that brought the packet; 0 if none did
     * @return false if its queue is full. A frame for a closed link is dropped and counts as queued.
     */
    boolean send(LinkId id, Frame frame, long ticket, int source, long nowMs) {
        Link link = byId.get(id);
        if (link == null) {
            return true;
        }
        boolean queued = link.send(frame, ticket, source);
        if (frame instanceof Frame.Carrier) {
            congestion.carries(id, nowMs);
        }
        if (link.isCongested()) {
            congestion.begin(id, link::blockedMs, nowMs);
        }
        return queued;
    }

    /** Wakes the writers that have new frames. */
    void flush() {
        byId.values().forEach(Link::flush);
    }

    /** This many frames of the link are handled. */
    void handled(LinkId id, int frames) {
        Link link = byId.get(id);
        if (link != null) {
            link.handled(frames);
        }
    }

    /** Ends the link after everything in its queue is written. */
    void end(LinkId id, String reason) {
        Link link = byId.get(id);
        if (link != null) {
            link.end(reason);
        }
    }

    /** Ends the link at once. */
    void abort(LinkId id, String reason) {
        Link link = byId.get(id);
        if (link != null) {
            LOG.info("{} to {} is dropped: {}", id, link.peer().address(), reason);
            link.abort(reason);
        }
    }

    void abortAll(String reason) {
        byId.values().forEach(link -> link.abort(reason));
    }

    /** Drops the links that did not drain in time. */
    void abortStalled(long nowMs) {
        congestion.pass(nowMs).forEach(id -> abort(id, "did not drain for " + settings.drainWithinMs() + " ms"));
    }

    /** The threads of the link have ended. */
    void closed(LinkId id) {
        congestion.closed(id);
        byId.remove(id);
    }

    /** Waits until the threads of all links have ended. Whatever else is in the inbox is dropped. */
    void awaitClosed(Inbox inbox) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ABORT_WITHIN_MS);
        for (long leftMs = ABORT_WITHIN_MS; !byId.isEmpty() && leftMs > 0; leftMs = msUntil(deadlineNanos)) {
            Inbox.Message message = inbox.poll(leftMs);
            if (message instanceof Inbox.Message.CoreInput(FloodInput.LinkClosed(LinkId link))) {
                closed(link);
            } else if (message != null) {
                Inbox.discard(message);
            }
        }
    }

    private static long msUntil(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    /** The oldest first. */
    Collection<Link> all() {
        return byId.values();
    }
}
