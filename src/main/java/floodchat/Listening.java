package floodchat;

import floodchat.protocol.flood.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a person wants this peer to listen: the first free port of a range.
 *
 * @param host the interface's name or address; null for all interfaces
 * @param firstPort 0 for one of the system's choice, then the only one
 * @param lastPort the last one tried, the first one where nothing else would do
 */
record Listening(@Nullable String host, int firstPort, int lastPort) {
    /** Where every peer is looked for first. */
    static final int HOME_PORT = 55_555;

    /** So that a hundred peers fit on one machine. */
    private static final int LAST_HOME_PORT = 55_655;

    private static final int MAX_PORT = 65_535;

    /** What a peer does that was told nothing. */
    static final Listening BY_DEFAULT = new Listening(null, HOME_PORT, LAST_HOME_PORT);

    /** Reads {@code [HOST:]PORT}, an IPv6 host in brackets, port 0 for one of the system's choice; null where the text is neither. */
    static @Nullable Listening parse(String text) {
        int colon = text.lastIndexOf(':');
        int port = port(text.substring(colon + 1));
        if (port < 0) {
            return null;
        }
        if (colon < 0) {
            return new Listening(null, port, port);
        }
        Address anyPort = Address.parse(text.substring(0, colon) + ":" + HOME_PORT);
        return anyPort == null ? null : new Listening(anyPort.host(), port, port);
    }

    private static int port(String digits) {
        boolean plausible = digits.length() <= 5 && digits.matches("[0-9]+");
        int port = plausible ? Integer.parseInt(digits) : -1;
        return port <= MAX_PORT ? port : -1;
    }
}
