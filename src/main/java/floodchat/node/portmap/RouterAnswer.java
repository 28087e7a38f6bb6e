package floodchat.node.portmap;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.PortMapping;

/** What a datagram of the router means. */
sealed interface RouterAnswer {
    /**
     * How long the router has known its mappings, in seconds. A router that has lost them begins again at 0, which is
     * how others learn of it (RFC 6887, section 8.5). 0 to 2^32 - 1.
     */
    long epochS();

    /**
     * It passes on what arrives at this address.
     *
     * @param lifetimeS for how long, in seconds; 0 to 2^32 - 1, and 0 if that has ended
     */
    record Mapped(Address external, long lifetimeS, long epochS) implements RouterAnswer {}

    /** NAT-PMP: the mapping has ended, or is at this port; its address is asked for apart. */
    record MappedPort(int port, long lifetimeS, long epochS) implements RouterAnswer {}

    /** NAT-PMP: the address by which the next network knows the router. @param host an IPv4 literal */
    record OuterHost(String host, long epochS) implements RouterAnswer {}

    /** It is there. */
    record Present(long epochS) implements RouterAnswer {}

    /**
     * It does not do what it was asked.
     *
     * @param lifetimeS for how long it would say the same, in seconds; 0 if it does not say
     */
    record Refused(PortMapping.Reason reason, long lifetimeS, long epochS) implements RouterAnswer {}

    /** It does not know this version: it may know the other language. @param by in which it says so */
    record OtherVersion(PortMapping.Language by, long epochS) implements RouterAnswer {}
}
