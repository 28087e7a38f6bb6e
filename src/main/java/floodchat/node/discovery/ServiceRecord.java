package floodchat.node.discovery;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.wire.Hello;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The DNS-SD record with which a peer announces itself, and which it compares with the records of others. It holds
 * nothing personal: the peer id is new at every start, and only a part of the network tag is told.
 *
 * @param port where we listen, 1 to 65,535
 */
record ServiceRecord(PeerId peer, NetworkTag network, int port) {
    private static final String VERSION = "v";
    private static final String NETWORK = "n";
    private static final String PEER = "id";

    /** All keys of the TXT record; other keys are ignored. */
    static final List<String> KEYS = List.of(VERSION, NETWORK, PEER);

    /** How much of the network tag is told. If another network has the same 4 bytes, the handshake refuses it. */
    private static final int NETWORK_BYTES = 4;

    private static final int ID_DIGITS = 2 * PeerId.BYTES;

    /** The TXT record (RFC 6763, section 6). */
    Map<String, String> properties() {
        return new TreeMap<>(Map.of(VERSION, version(), NETWORK, networkDigits(), PEER, peer.toString()));
    }

    private static String version() {
        return Integer.toString(Hello.VERSION);
    }

    private String networkDigits() {
        return HexFormat.of().formatHex(network.bytes(), 0, NETWORK_BYTES);
    }

    /**
     * The peer behind a service that was found.
     *
     * @param where the local network on which it was found
     * @return null if it is this peer, if it belongs to another network or version, or if none of its addresses is on
     *     this local network
     */
    @Nullable Contact read(DiscoveredService service, LocalInterface where) {
        boolean ofOurs = version().equals(service.properties().get(VERSION))
                && networkDigits().equals(service.properties().get(NETWORK));
        PeerId other = ofOurs ? peer(service.properties().get(PEER)) : null;
        boolean isPort = service.port() >= 1 && service.port() <= 65_535;
        if (other == null || other.equals(peer) || !isPort) {
            return null;
        }
        for (InetAddress address : service.addresses()) {
            if (where.reaches(address)) {
                return new Contact(other, Address.of(address.getAddress(), service.port()));
            }
        }
        return null;
    }

    /**
     * The version of a peer of our network that speaks another one.
     *
     * @return null if the service is of our version or of another network, or says no version
     */
    @Nullable OtherVersion otherVersion(DiscoveredService service) {
        String theirs = service.properties().get(VERSION);
        boolean isVersion = theirs != null && theirs.matches("[0-9]{1,5}") && !theirs.equals(version());
        return isVersion && networkDigits().equals(service.properties().get(NETWORK))
                ? new OtherVersion(Integer.parseInt(theirs), Hello.VERSION)
                : null;
    }

    private static @Nullable PeerId peer(@Nullable String digits) {
        if (digits == null || digits.length() != ID_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return null;
        }
        int half = ID_DIGITS / 2;
        return new PeerId(HexFormat.fromHexDigitsToLong(digits, 0, half),
                HexFormat.fromHexDigitsToLong(digits, half, ID_DIGITS));
    }
}
