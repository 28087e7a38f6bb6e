package floodchat.embed;

import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a peer is to take part: which network, where it listens, and where it enters. {@link FloodNetwork#named} and
 * {@link FloodNetwork#ofSecret} make one, {@link #join} uses it, as often as it is called. Confined to one thread at a
 * time.
 */
public final class FloodNetworkBuilder {
    private final NetworkKeys keys;
    private @Nullable String host = PortRange.DEFAULT.host();
    private int firstPort = PortRange.DEFAULT.firstPort();
    private int lastPort = PortRange.DEFAULT.lastPort();
    private final List<Address> addresses = new ArrayList<>();
    private int hashesPerByte = NetworkTerms.DEFAULT_HASHES_PER_BYTE;
    private int packetsPerSecond = NetworkTerms.DEFAULT_PACKETS_PER_SECOND;

    FloodNetworkBuilder(NetworkKeys keys) {
        this.keys = keys;
    }

    /**
     * Listens on this machine alone, on a port that the system chooses. No other machine can dial this peer.
     *
     * @return this builder
     */
    public FloodNetworkBuilder onLoopback() {
        return host("127.0.0.1").ports(0, 0);
    }

    /**
     * Listens on one interface. Without this call, it is all of them.
     *
     * @param address a name or an IP address of this machine
     * @return this builder
     */
    public FloodNetworkBuilder host(String address) {
        host = address;
        return this;
    }

    /**
     * Listens on the first free TCP port of this range. Without this call, that is 55,555 to 55,655.
     *
     * @param first 0 to 65,535; 0 lets the system choose a port, and {@code last} is then 0 too
     * @param last the last port to try, at least {@code first}, at most 65,535
     * @return this builder
     * @throws IllegalArgumentException if this is no such range
     */
    public FloodNetworkBuilder ports(int first, int last) {
        if (first == 0 && last != 0) {
            throw new IllegalArgumentException("0 lets the system choose a port, and can't begin a range");
        }
        PortRange range = new PortRange(host, first, last);
        firstPort = range.firstPort();
        lastPort = range.lastPort();
        return this;
    }

    /**
     * Enters the network at these peers. Those of earlier calls are kept. The first peer of a network needs none.
     *
     * @param peers each as {@code host:port}, such as {@code peer.example:55555}, an IPv6 address in brackets (RFC
     *     3986, section 3.2.2): what {@link FloodNetwork#address} returns
     * @return this builder
     * @throws IllegalArgumentException if one has another form; it is named
     */
    public FloodNetworkBuilder enterAt(String... peers) {
        for (String peer : peers) {
            Address address = Address.parse(peer);
            if (address == null) {
                throw new IllegalArgumentException("an address is HOST:PORT, not " + peer);
            }
            addresses.add(address);
        }
        return this;
    }

    /**
     * Makes a packet cost its author work, which keeps a peer from flooding the network. All peers of a network must
     * agree on it. Without this call it is {@value NetworkTerms#DEFAULT_HASHES_PER_BYTE}.
     *
     * @param hashes for each byte, on average: 0 for no work, at most {@value NetworkTerms#MAX_HASHES_PER_BYTE}. A
     *     payload of 1,000 bytes takes 33 ms of a processor core with SHA instructions at the default.
     * @return this builder
     * @throws IllegalArgumentException if it is out of bounds
     */
    public FloodNetworkBuilder hashesPerByte(int hashes) {
        hashesPerByte = new NetworkTerms(keys, hashes, packetsPerSecond).hashesPerByte();
        return this;
    }

    /**
     * Limits what one link carries in the long run. All peers of a network must agree on it. Without this call it is
     * {@value NetworkTerms#DEFAULT_PACKETS_PER_SECOND}.
     *
     * @param packets per second: 0 for no limit, at most {@value NetworkTerms#MAX_PACKETS_PER_SECOND}
     * @return this builder
     * @throws IllegalArgumentException if it is out of bounds
     */
    public FloodNetworkBuilder packetsPerSecond(int packets) {
        packetsPerSecond = new NetworkTerms(keys, hashesPerByte, packets).packetsPerSecond();
        return this;
    }

    /**
     * Enters the network. It returns when this peer listens, and then keeps trying for as long as no other peer
     * answers.
     *
     * @return the peer, which the caller closes
     * @throws IOException if it can't listen: no port is free, or the host is not an address of this machine
     */
    public FloodNetwork join() throws IOException {
        NetworkTerms terms = new NetworkTerms(keys, hashesPerByte, packetsPerSecond);
        return new FloodNetwork(terms, new PortRange(host, firstPort, lastPort), List.copyOf(addresses));
    }
}
