package floodchat.node.portmap;

import floodchat.protocol.flood.PortMapping;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The datagrams of NAT-PMP for one mapping of a TCP port (RFC 6886, section 3). It knows no time. Immutable. */
final class NatPmp {
    static final int VERSION = 0;

    private static final int ANSWER = 0x80;
    private static final int OUTER_HOST = 0;
    private static final int MAP_TCP = 2;
    private static final int ERROR_BYTES = 8;
    private static final int OUTER_HOST_BYTES = 12;
    private static final int MAP_BYTES = 16;

    private static final int SUCCESS = 0;
    private static final int UNSUPPORTED_VERSION = 1;

    private final int port;

    /** @param port that is to be reached, 1 to 65,535 */
    NatPmp(int port) {
        this.port = port;
    }

    /** Asks by which address the next network knows the router (section 3.2). */
    byte[] outerHost() {
        return new byte[] {VERSION, OUTER_HOST};
    }

    /**
     * Asks for the mapping, or to keep it (section 3.3).
     *
     * @param lifetimeS for how long, in seconds; above 0
     * @param wantedPort the router may choose another
     */
    byte[] map(long lifetimeS, int wantedPort) {
        ByteBuffer request = ByteBuffer.allocate(12).put((byte) VERSION).put((byte) MAP_TCP).putShort((short) 0);
        return request.putShort((short) port).putShort((short) wantedPort).putInt((int) lifetimeS).array();
    }

    /** Ends the mapping (section 3.4). */
    byte[] end() {
        return map(0, 0);
    }

    /** Null if it is no answer to one of our requests. */
    @Nullable RouterAnswer read(byte[] datagram) {
        if (datagram.length < ERROR_BYTES || datagram[0] != VERSION || (datagram[1] & ANSWER) == 0) {
            return null;
        }
        ByteBuffer answer = ByteBuffer.wrap(datagram);
        int opcode = Byte.toUnsignedInt(answer.get(1)) - ANSWER;
        int result = Short.toUnsignedInt(answer.getShort(2));
        long epochS = Integer.toUnsignedLong(answer.getInt(4));
        if (result == UNSUPPORTED_VERSION) {
            return new RouterAnswer.OtherVersion(PortMapping.Language.NAT_PMP, epochS);
        }
        if (opcode != OUTER_HOST && opcode != MAP_TCP) {
            return null;
        }
        if (result != SUCCESS) {
            return new RouterAnswer.Refused(reason(result), 0, epochS);
        }
        return opcode == OUTER_HOST ? readOuterHost(answer, epochS) : readMap(answer, epochS);
    }

    private static @Nullable RouterAnswer readOuterHost(ByteBuffer answer, long epochS) {
        if (answer.limit() != OUTER_HOST_BYTES) {
            return null;
        }
        String host = OuterAddress.host(Arrays.copyOfRange(answer.array(), ERROR_BYTES, OUTER_HOST_BYTES));
        return host == null
                ? new RouterAnswer.Refused(PortMapping.Reason.NO_CONNECTION, 0, epochS)
                : new RouterAnswer.OuterHost(host, epochS);
    }

    private @Nullable RouterAnswer readMap(ByteBuffer answer, long epochS) {
        if (answer.limit() != MAP_BYTES || Short.toUnsignedInt(answer.getShort(8)) != port) {
            return null;
        }
        int external = Short.toUnsignedInt(answer.getShort(10));
        long lifetimeS = Integer.toUnsignedLong(answer.getInt(12));
        return external == 0 && lifetimeS > 0
                ? new RouterAnswer.Refused(PortMapping.Reason.NOT_UNDERSTOOD, 0, epochS)
                : new RouterAnswer.MappedPort(external, lifetimeS, epochS);
    }

    /** Section 3.5. */
    private static PortMapping.Reason reason(int result) {
        return switch (result) {
            case 2 -> PortMapping.Reason.NOT_AUTHORIZED;
            case 3 -> PortMapping.Reason.NO_CONNECTION;
            case 4 -> PortMapping.Reason.NO_ROOM;
            default -> PortMapping.Reason.NOT_UNDERSTOOD;
        };
    }
}
