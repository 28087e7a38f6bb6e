package floodchat.protocol.flood;

/**
 * What this peer's router says when it is asked to pass a port on to this peer (Port Control Protocol, RFC 6887, and
 * NAT-PMP, RFC 6886). Times are in ms since 1970, by the wall clock.
 */
public sealed interface PortMapping {
    /** Nobody is asked. */
    record NotAsked(Why why) implements PortMapping {}

    /** Why no router is asked. */
    enum Why {
        /** A setting says so. */
        SWITCHED_OFF,
        /** Nothing but this machine can reach this peer, and a router would not change that. */
        LOOPBACK,
        /** This peer listens on one address, and the way to the router begins at another. */
        OTHER_ADDRESS,
        /** There is no way out of the local network, or none that the system tells of. */
        NO_ROUTER,
        /** Others can dial this machine's own address: nothing has to be passed on. */
        PUBLIC_ADDRESS
    }

    /** The router has not answered yet. @param router its IP address */
    record Asking(String router) implements PortMapping {}

    /**
     * The router passes on what arrives at a port of its own.
     *
     * @param external that port, at the address by which the next network knows the router
     * @param untilMs the router forgets it then, if it is not asked again
     */
    record Mapped(Address external, Language language, long untilMs) implements PortMapping {}

    /** What the router understands. */
    enum Language {
        PCP,
        NAT_PMP
    }

    /**
     * The router does not do it.
     *
     * @param router its IP address
     * @param nextTryMs when it is asked again
     */
    record Failed(String router, Reason reason, long nextTryMs) implements PortMapping {}

    /** Why not (RFC 6887, section 7.4; RFC 6886, section 3.5). */
    enum Reason {
        /** It has not answered at all. */
        NO_ANSWER,
        /** It answers that this is not allowed, or that another peer of this machine has the port. */
        NOT_AUTHORIZED,
        /** It has no free port, or this machine has too many. */
        NO_ROOM,
        /** It has no address itself, as without a connection to the Internet. */
        NO_CONNECTION,
        /** There is another router on the way to it. */
        ANOTHER_ROUTER,
        /** It answers in a way that makes no sense, or knows neither language. */
        NOT_UNDERSTOOD
    }
}
