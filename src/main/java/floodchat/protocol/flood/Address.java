package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/**
 * Where a peer listens: a host name or IP literal, and a TCP port. A name is not looked up here. It is written
 * {@code host:port}, with an IPv6 literal in brackets (RFC 3986, section 3.2.2). The IP literal is read once, because
 * each contact is examined several times.
 */
public final class Address {
    /** A DNS name has 253 characters at most (RFC 1035, section 2.3.4). */
    public static final int MAX_HOST_LENGTH = 253;

    private final String host;
    private final int port;
    private final @Nullable IpLiteral literal;
    private final boolean loopback;
    private final @Nullable String owner;

    /**
     * @param host 1 to {@value #MAX_HOST_LENGTH} characters of a name or literal, IPv6 without brackets
     * @param port 1 to 65,535
     */
    public Address(String host, int port) {
        if (!isHost(host)) {
            throw new IllegalArgumentException("not a host: " + host);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        this.literal = IpLiteral.parse(host);
        this.host = host;
        this.port = port;
        this.loopback = literal != null && literal.isLoopback();
        this.owner = literal == null || loopback || literal.isPrivate() ? null : literal.network();
    }

    /** A name or IP literal, IPv6 without brackets. */
    public String host() {
        return host;
    }

    /** 1 to 65,535. */
    public int port() {
        return port;
    }

    /** The 4 or 16 bytes of an IP literal, a copy; null if the host is a name. */
    public byte @Nullable [] ip() {
        return literal == null ? null : literal.bytes().clone();
    }

    /** Reads {@code host:port} or {@code [ipv6]:port}; null if the text is neither. */
    public static @Nullable Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return null;
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        int port = portOrZero(text.substring(colon + 1));
        boolean plausible = isHost(host) && bracketed == host.contains(":");
        return plausible && port != 0 ? new Address(host, port) : null;
    }

    /**
     * The address of a machine that is known by number. An IPv6 literal is written short and without its zone, which
     * has a meaning on this machine only.
     *
     * @param ip 4 bytes, or 16
     */
    public static Address of(byte[] ip, int port) {
        return new Address(new IpLiteral(ip).text(), port);
    }

    /**
     * The same with an IP literal in its one short form (RFC 5952). Others may write one IPv6 address, or an
     * IPv4-mapped one, in thousands of ways, and rules that count by address must not see thousands of addresses.
     */
    public Address canonical() {
        return literal == null || literal.text().equals(host) ? this : new Address(literal.text(), port);
    }

    /** Whether the host is an IP literal that means this machine. */
    public boolean isLoopback() {
        return loopback;
    }

    /**
     * Who owns this host, as far as an address tells: the IPv4 address itself, or the /64 of an IPv6 address, in which
     * a host can take any address. Null if others may have the same address: it is a name, loopback, or of a private
     * network.
     */
    public @Nullable String owner() {
        return owner;
    }

    /** The group of this host, see {@link AddressGroups#STANDARD}. */
    String group() {
        return literal == null ? host : literal.group();
    }

    /** Whether both certainly have the same owner. */
    public boolean isOfSameOwner(Address other) {
        return owner != null && owner.equals(other.owner);
    }

    /**
     * Whether the text is an IP literal of one machine. Only such hosts are taken from other peers. A name would make
     * us ask a name server for a stranger, and "this host" would make us dial ourselves.
     */
    public static boolean isUnicastLiteral(String host) {
        IpLiteral literal = isHost(host) ? IpLiteral.parse(host) : null;
        return literal != null && literal.isUnicast();
    }

    private static int portOrZero(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        return port <= 65_535 ? port : 0;
    }

    private static boolean isHost(String host) {
        return !host.isEmpty() && host.length() <= MAX_HOST_LENGTH && host.chars().allMatch(Address::isHostCharacter);
    }

    private static boolean isHostCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._:%".indexOf(c) >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && port == address.port && host.equals(address.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
