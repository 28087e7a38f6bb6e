package floodchat.node.link;

import org.jspecify.annotations.Nullable;

/**
 * Where a peer should listen: the first free port of a range.
 *
 * @param host the interface's name or address; null for all interfaces
 * @param firstPort 0 for one of the system's choice, then the only one
 * @param lastPort the last one to try, at least firstPort, at most 65,535
 */
public record PortRange(@Nullable String host, int firstPort, int lastPort) {
    public PortRange {
        if (firstPort < 0 || lastPort < firstPort || lastPort > 65_535) {
            throw new IllegalArgumentException("not a range of ports: " + firstPort + " to " + lastPort);
        }
    }

    /** One of the system's choice, on this machine alone. */
    public static PortRange anyOnLoopback() {
        return new PortRange("127.0.0.1", 0, 0);
    }
}
