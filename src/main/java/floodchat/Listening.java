package floodchat;

import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import org.jspecify.annotations.Nullable;

/** Where a peer listens, as a person says it. */
final class Listening {
    /** Where every peer is looked for first. */
    static final int HOME_PORT = 55_555;

    /** So that a hundred peers fit on one machine. */
    private static final int LAST_HOME_PORT = 55_655;

    private static final int MAX_PORT = 65_535;

    /** What a peer does that was told nothing. */
    static final PortRange BY_DEFAULT = new PortRange(null, HOME_PORT, LAST_HOME_PORT);

    private Listening() {}

    /** Reads {@code [HOST:]PORT}, an IPv6 host in brackets, port 0 for one of the system's choice; null where the text is neither. */
    static @Nullable PortRange parse(String text) {
        int colon = text.lastIndexOf(':');
        int port = port(text.substring(colon + 1));
        if (port < 0) {
            return null;
        }
        if (colon < 0) {
            return new PortRange(null, port, port);
        }
        Address anyPort = Address.parse(text.substring(0, colon) + ":" + HOME_PORT);
        return anyPort == null ? null : new PortRange(anyPort.host(), port, port);
    }

    private static int port(String digits) {
        boolean plausible =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = plausible ? Integer.parseInt(digits) : -1;
        return port <= MAX_PORT ? port : -1;
    }
}
