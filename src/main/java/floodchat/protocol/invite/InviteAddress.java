package floodchat.protocol.invite;

import floodchat.protocol.flood.Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An address as the bytes of an invite: a kind, the port, and the host. Pure. */
final class InviteAddress {
    private static final int NAME = 0;
    private static final int IPV4 = 4;
    private static final int IPV6 = 6;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** Kind, port, length of the name, and a name. */
    static final int MAX_BYTES = 1 + 2 + 1 + Address.MAX_HOST_LENGTH;

    private InviteAddress() {}

    /** Whether others can use the address: it is an IP literal of one machine, or a name without any other sign. */
    static boolean isFit(Address address) {
        return address.ip() == null ? isName(address.host()) : Address.isUnicastLiteral(address.host());
    }

    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && host.indexOf('%') < 0;
    }

    static void write(Address address, ByteBuffer out) {
        byte[] ip = address.ip();
        if (ip == null) {
            byte[] name = address.host().getBytes(StandardCharsets.US_ASCII);
            out.put((byte) NAME).putShort((short) address.port()).put((byte) name.length).put(name);
        } else {
            out.put((byte) kindOf(address)).putShort((short) address.port()).put(ip);
        }
    }

    /** An IPv6 address that maps an IPv4 address is written as that one. */
    private static int kindOf(Address address) {
        byte[] ip = address.ip();
        if (ip == null) {
            return NAME;
        }
        return ip.length == IPV4_BYTES ? IPV4 : IPV6;
    }

    /** Null if there is none, or one that {@link #write} would write in another way. */
    static @Nullable Address read(ByteBuffer in) {
        if (in.remaining() < 3) {
            return null;
        }
        int kind = in.get();
        int port = Short.toUnsignedInt(in.getShort());
        byte[] host = bytes(in, switch (kind) {
            case NAME -> in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0;
            case IPV4 -> IPV4_BYTES;
            case IPV6 -> IPV6_BYTES;
            default -> 0;
        });
        if (host == null || host.length == 0 || port == 0) {
            return null;
        }
        Address address = kind == NAME ? named(host, port) : Address.of(host, port);
        boolean asWritten = address != null && isFit(address) && kindOf(address) == kind;
        return asWritten ? address : null;
    }

    private static byte @Nullable [] bytes(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static @Nullable Address named(byte[] name, int port) {
        return Address.parse(new String(name, StandardCharsets.ISO_8859_1) + ":" + port);
    }
}
