package floodchat.node.portmap;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.PortMapping;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of the Port Control Protocol for one mapping of a TCP port (RFC 6887, sections 7, 11 and 14.1). It
 * knows the nonce of the mapping, and no time. Confined to one thread.
 */
final class Pcp {
    static final int VERSION = 2;

    /** Section 7: a datagram with more is none of PCP. */
    static final int MAX_BYTES = 1_100;

    private static final int HEADER_BYTES = 24;
    private static final int MAP_BYTES = 36;
    private static final int ANSWER = 0x80;
    private static final int ANNOUNCE = 0;
    private static final int MAP = 1;
    private static final int TCP = 6;
    private static final int NONCE_BYTES = 12;

    private static final int SUCCESS = 0;
    private static final int UNSUPPORTED_VERSION = 1;

    private final byte[] client;
    private final int port;
    private final byte[] nonce = new byte[NONCE_BYTES];

    /**
     * @param client our address on the way to the router: a router that sees another one refuses
     * @param port that is to be reached, 1 to 65,535
     * @param random makes the nonce, which nobody else can guess: answers are known by it
     */
    Pcp(Inet4Address client, int port, RandomGenerator random) {
        this.client = client.getAddress();
        this.port = port;
        random.nextBytes(nonce);
    }

    /**
     * Asks for the mapping, or to keep it.
     *
     * @param lifetimeS for how long, in seconds, above 0
     * @param wanted what it was last, or what we would like; the router may choose another
     */
    byte[] map(long lifetimeS, @Nullable Address wanted) {
        byte[] host = wanted == null ? null : wanted.ip();
        return map(lifetimeS, wanted == null ? port : wanted.port(), host == null || host.length != 4
                ? new byte[4]
                : host);
    }

    /** Ends the mapping (section 15). */
    byte[] end() {
        return map(0, 0, new byte[4]);
    }

    /** Asks only whether the router is there, and has forgotten nothing (section 14.1). */
    byte[] announce() {
        return header(ANNOUNCE, 0, HEADER_BYTES).array();
    }

    private byte[] map(long lifetimeS, int wantedPort, byte[] wantedHost) {
        ByteBuffer request =
                header(MAP, lifetimeS, HEADER_BYTES + MAP_BYTES).put(nonce).put((byte) TCP).put(new byte[3]);
        return mapped(request.putShort((short) port).putShort((short) wantedPort), wantedHost).array();
    }

    private ByteBuffer header(int opcode, long lifetimeS, int bytes) {
        ByteBuffer request = ByteBuffer.allocate(bytes).put((byte) VERSION).put((byte) opcode).putShort((short) 0);
        return mapped(request.putInt((int) lifetimeS), client);
    }

    /** An IPv4 address among those of IPv6 (RFC 4291, section 2.5.5.2). */
    private static ByteBuffer mapped(ByteBuffer to, byte[] ipv4) {
        return to.put(new byte[10]).put((byte) 0xff).put((byte) 0xff).put(ipv4);
    }

    // ---- answers

    /** Null if it is no answer to one of our requests (section 8.3): then the right one may still come. */
    @Nullable RouterAnswer read(byte[] datagram) {
        int size = datagram.length;
        if (size < HEADER_BYTES || size > MAX_BYTES || size % 4 != 0 || datagram[0] != VERSION) {
            return null;
        }
        ByteBuffer answer = ByteBuffer.wrap(datagram);
        int opcode = Byte.toUnsignedInt(answer.get(1));
        int result = Byte.toUnsignedInt(answer.get(3));
        long lifetimeS = Integer.toUnsignedLong(answer.getInt(4));
        long epochS = Integer.toUnsignedLong(answer.getInt(8));
        if (result == UNSUPPORTED_VERSION) {
            return (opcode & ANSWER) == 0 ? null : new RouterAnswer.OtherVersion(PortMapping.Language.PCP, epochS);
        }
        return switch (opcode) {
            case ANSWER | ANNOUNCE -> result == SUCCESS ? new RouterAnswer.Present(epochS) : null;
            case ANSWER | MAP -> readMap(answer, result, lifetimeS, epochS);
            default -> null;
        };
    }

    private @Nullable RouterAnswer readMap(ByteBuffer answer, int result, long lifetimeS, long epochS) {
        if (answer.limit() < HEADER_BYTES + MAP_BYTES) {
            return null;
        }
        byte[] itsNonce = new byte[NONCE_BYTES];
        answer.position(HEADER_BYTES).get(itsNonce);
        boolean isTcp = answer.get() == TCP;
        int itsPort = Short.toUnsignedInt(answer.position(answer.position() + 3).getShort());
        if (!Arrays.equals(nonce, itsNonce) || !isTcp || itsPort != port) {
            return null;
        }
        if (result != SUCCESS) {
            return new RouterAnswer.Refused(reason(result), lifetimeS, epochS);
        }
        int externalPort = Short.toUnsignedInt(answer.getShort());
        byte[] host = new byte[16];
        answer.get(host);
        Address external = OuterAddress.of(host, externalPort);
        return external == null && lifetimeS > 0
                ? new RouterAnswer.Refused(PortMapping.Reason.NOT_UNDERSTOOD, 0, epochS)
                : new RouterAnswer.Mapped(external == null ? OuterAddress.NONE : external, lifetimeS, epochS);
    }

    /** Section 7.4. */
    private static PortMapping.Reason reason(int result) {
        return switch (result) {
            case 2 -> PortMapping.Reason.NOT_AUTHORIZED;
            case 7 -> PortMapping.Reason.NO_CONNECTION;
            case 8, 10, 11 -> PortMapping.Reason.NO_ROOM;
            case 12 -> PortMapping.Reason.ANOTHER_ROUTER;
            default -> PortMapping.Reason.NOT_UNDERSTOOD;
        };
    }
}
