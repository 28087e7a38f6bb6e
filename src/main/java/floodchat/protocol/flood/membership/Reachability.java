package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.PortMapping;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether others can dial this peer. Nobody is asked to: a peer learns it from those that dial it anyway, to become its
 * neighbours or to test their contacts ({@link Feelers}). It is for a person who asks; no rule depends on it.
 */
final class Reachability {
    /** More peers that know of us tell a person no more. */
    static final int MAX_TOLD = 64;

    private final Contact self;
    private final Set<PeerId> told = new HashSet<>();
    private PortMapping mapping = new PortMapping.NotAsked(PortMapping.Why.SWITCHED_OFF);
    private long toldSinceMs;
    private NetworkReport.@Nullable Dialler fromOutside;
    private NetworkReport.@Nullable Dialler fromNearby;

    Reachability(Contact self) {
        this.self = self;
    }

    /**
     * What the router says now. If that moves us to another address, what showed that the old one works shows nothing
     * any more. Those that were told another port can't find us.
     */
    void mapped(PortMapping now, long nowMs) {
        Address before = external();
        int portBefore = port();
        mapping = now;
        Address after = external();
        if (before == null ? after == null : before.equals(after)) {
            return;
        }
        toldSinceMs = nowMs;
        if (before != null) {
            fromOutside = null;
        }
        if (port() != portBefore) {
            told.clear();
        }
    }

    /** Where the router says that others can reach us; null if it does not. */
    @Nullable Address external() {
        return mapping instanceof PortMapping.Mapped(Address external, var _, long _) ? external : null;
    }

    /** The port that peers with public IPv4 addresses are told. */
    private int port() {
        Address external = external();
        return external == null ? self.address().port() : external.port();
    }

    /** The handshake of a link is over: one of the two has dialled the other, and both are told where the other is. */
    void opened(PeerLink link, long nowMs) {
        Address address = link.contact().address();
        if (address.isLoopback() || link.peer().equals(self.peer())) {
            return;
        }
        if (link.dialled()) {
            tell(link.peer(), address, nowMs);
        } else if (address.owner() == null) {
            fromNearby = new NetworkReport.Dialler(address, nowMs);
        } else if (!isBehindOurRouter(address)) {
            fromOutside = new NetworkReport.Dialler(address, nowMs);
        }
    }

    private void tell(PeerId peer, Address address, long nowMs) {
        if (address.owner() == null || told.size() >= MAX_TOLD) {
            return;
        }
        if (told.isEmpty()) {
            toldSinceMs = nowMs;
        }
        told.add(peer);
    }

    /** Routers let a peer of the local network dial the outer address, too. It shows nothing about others. */
    private boolean isBehindOurRouter(Address address) {
        Address external = external();
        return external != null && external.host().equals(address.host());
    }

    NetworkReport.Reachability report(FloodContext context) {
        return new NetworkReport.Reachability(
                mapping, inWallTime(fromOutside, context), inWallTime(fromNearby, context), told.size(),
                context.wallMs(toldSinceMs));
    }

    private static NetworkReport.@Nullable Dialler inWallTime(
            NetworkReport.@Nullable Dialler dialler, FloodContext context) {
        return dialler == null
                ? null
                : new NetworkReport.Dialler(dialler.address(), context.wallMs(dialler.atMs()));
    }
}
