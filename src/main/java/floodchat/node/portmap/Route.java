package floodchat.node.portmap;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

/**
 * The way out of the local network.
 *
 * @param router where it takes requests
 * @param local our own address on the way there
 */
record Route(InetSocketAddress router, Inet4Address local) {
    /** PCP and NAT-PMP (RFC 6887, section 19.2; RFC 6886, section 3). */
    static final int PORT = 5_351;
}
