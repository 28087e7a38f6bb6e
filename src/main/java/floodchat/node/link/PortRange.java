package floodchat.node.link;

import floodchat.protocol.flood.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer should listen: the first free port of a range.
 *
 * @param host name or address of the interface; null for all interfaces
 * @param firstPort 0 lets the system choose a port; lastPort is then 0 too
 * @param lastPort the last port to try, at least firstPort, at most 65,535
 */
public record PortRange(@Nullable String host, int firstPort, int lastPort) {
    /** The first port of the default range. Every peer looks for others there first. */
    public static final int DEFAULT_PORT = 55_555;

    /** The default range, large enough for a hundred peers on one machine. */
    public static final PortRange DEFAULT = new PortRange(null, DEFAULT_PORT, DEFAULT_PORT + 100);

    public PortRange {
        if (firstPort < 0 || lastPort < firstPort || lastPort > 65_535) {
            throw new IllegalArgumentException("not a range of ports: " + firstPort + " to " + lastPort);
        }
    }

    /** A port that the system chooses, on loopback. */
    public static PortRange anyOnLoopback() {
        return new PortRange("127.0.0.1", 0, 0);
    }

    /**
     * Reads {@code [HOST:]PORT}. An IPv6 host is in brackets; port 0 lets the system choose a port.
     *
     * @return null if the text has another form
     */
    public static @Nullable PortRange parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "localhost" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean systemsChoice = port.equals("0");
        Address address = Address.parse(host + ":" + (systemsChoice ? DEFAULT_PORT : port)); // an address has no port 0
        if (address == null) {
            return null;
        }
        int only = systemsChoice ? 0 : address.port();
        return new PortRange(colon < 0 ? null : address.host(), only, only);
    }
}
