package floodchat.node.flood;

import floodchat.node.link.Connection;
import floodchat.node.link.Link;
import floodchat.node.link.LinkOwner;
import floodchat.node.link.LinkSettings;
import floodchat.node.link.SendPacer;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The links of a {@link FloodEngine}, from the moment they are open until their threads have ended. Confined to the
 * engine's thread.
 */
final class OpenLinks {
    private static final Logger LOG = LogManager.getLogger(OpenLinks.class);

    /**
     * Beyond this many, whoever dials us takes the place of the oldest that is ending; where none is, it is sent away
     * without a word.
     */
    private static final int MAX_LINKS = 256;

    private final NetworkTerms terms;
    private final LinkSettings settings;
    private final Congestion congestion;
    private final LinkOwner owner;
    private final Map<LinkId, Link> byId = new LinkedHashMap<>();
    private int lastLink;

    /** @param owner is told what becomes of a link */
    OpenLinks(NetworkTerms terms, LinkSettings settings, Congestion congestion, LinkOwner owner) {
        this.terms = terms;
        this.settings = settings;
        this.congestion = congestion;
        this.owner = owner;
    }

    /**
     * Makes a link of the connection, or closes it where there is no room: then null.
     *
     * @param errand null for whoever dialled us
     */
    @Nullable LinkId open(Connection connection, @Nullable DialReason errand) {
        if (errand == null && byId.size() >= MAX_LINKS && !endOldestThatIsEnding()) {
            LOG.debug("too many links for one to {}", connection.peer().address());
            connection.close();
            return null;
        }
        Link link = new Link(new LinkId(++lastLink), connection, settings, new SendPacer(terms), owner);
        LOG.info("{} to {}: {}", link.id(), connection.peer().address(), errand == null ? "dialled us" : errand);
        byId.put(link.id(), link);
        link.start();
        return link.id();
    }

    /** Who doesn't let go of a link that has ended must not keep others out. */
    private boolean endOldestThatIsEnding() {
        Link oldest = byId.values().stream().filter(Link::isEnding).findFirst().orElse(null);
        if (oldest == null) {
            return false;
        }
        oldest.abort("another one needs its place");
        return true;
    }

    /**
     * Queues the frame, for {@link #flush}; false where there is no room for it. A link that is gone takes everything.
     */
    boolean send(LinkId id, Frame frame, long ticket, long nowMs) {
        Link link = byId.get(id);
        if (link == null) {
            return true;
        }
        boolean queued = link.send(frame, ticket);
        if (link.isCongested()) {
            congestion.begin(id, nowMs);
        }
        return queued;
    }

    /** Has what was queued written: for each link all of it together. */
    void flush() {
        byId.values().forEach(Link::flush);
    }

    /** So many frames that the link brought are done with. */
    void handled(LinkId id, int frames) {
        Link link = byId.get(id);
        if (link != null) {
            link.handled(frames);
        }
    }

    /** Ends it after all that was queued. */
    void end(LinkId id, String reason) {
        Link link = byId.get(id);
        if (link != null) {
            link.end(reason);
        }
    }

    /** Ends it at once. */
    void abort(LinkId id, String reason) {
        Link link = byId.get(id);
        if (link != null) {
            LOG.info("{} to {} is cut: {}", id, link.peer().address(), reason);
            link.abort(reason);
        }
    }

    void abortAll(String reason) {
        byId.values().forEach(link -> link.abort(reason));
    }

    /** Whoever does not drain in time has been waited for long enough. */
    void abortStalled(long nowMs) {
        congestion.pass(nowMs).forEach(id -> abort(id, "did not drain for " + settings.drainWithinMs() + " ms"));
    }

    /** Its threads have ended. */
    void closed(LinkId id) {
        byId.remove(id);
    }

    /** The oldest first. */
    Collection<Link> all() {
        return byId.values();
    }
}
