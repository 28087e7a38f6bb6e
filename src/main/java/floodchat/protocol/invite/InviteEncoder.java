package floodchat.protocol.invite;

import floodchat.protocol.flood.Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** An invite as bytes. Pure. */
final class InviteEncoder {
    static final int VERSION = 1;

    /** CRC-32 (RFC 1952, section 8). It finds a mistyped or missing letter; the secret needs no protection. */
    static final int CHECKSUM_BYTES = 4;

    /** Version, the name with its length, secret, the addresses with their number, and the checksum. */
    static final int MAX_BYTES = 1 + 1 + Invite.MAX_NAME_LENGTH + Invite.SECRET_BYTES + 1
            + Invite.MAX_ADDRESSES * InviteAddress.MAX_BYTES + CHECKSUM_BYTES;

    private InviteEncoder() {}

    static byte[] bytes(Invite invite) {
        ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
        byte[] name = invite.name().getBytes(StandardCharsets.US_ASCII);
        out.put((byte) VERSION).put((byte) name.length).put(name).put(invite.secret());
        out.put((byte) invite.addresses().size());
        for (Address address : invite.addresses()) {
            InviteAddress.write(address, out);
        }
        out.putInt(checksum(out.array(), out.position()));
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Of the first bytes. */
    static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
