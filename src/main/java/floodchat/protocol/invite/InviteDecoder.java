package floodchat.protocol.invite;

import floodchat.protocol.flood.Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads invites. Every text is either an invite or refused with one sentence. Pure. */
final class InviteDecoder {
    /** No invite is longer: {@link InviteEncoder#MAX_BYTES} bytes in base 32. */
    private static final int MAX_LENGTH = (InviteEncoder.MAX_BYTES * Byte.SIZE + 4) / 5;

    /** A longer text is not even searched for blanks. */
    private static final int MAX_TEXT_LENGTH = 4 * MAX_LENGTH;

    private static final DecodedInvite NOT_COMPLETE = new DecodedInvite.Refused(
            "This invite is not complete, or a letter of it is wrong: copy it again, all of it.");

    private InviteDecoder() {}

    static DecodedInvite read(String text) {
        if (!text.strip().regionMatches(true, 0, Invite.SCHEME, 0, Invite.SCHEME.length())) {
            return new DecodedInvite.Refused("This is no invite: one begins with " + Invite.SCHEME);
        }
        String letters = text.length() > MAX_TEXT_LENGTH ? text : text.replaceAll("\\s", "");
        if (letters.length() > Invite.SCHEME.length() + MAX_LENGTH) {
            return new DecodedInvite.Refused("This is no invite: it is too long.");
        }
        byte[] bytes = Base32.decode(letters.substring(Invite.SCHEME.length()));
        return bytes == null ? NOT_COMPLETE : read(bytes);
    }

    private static DecodedInvite read(byte[] bytes) {
        int length = bytes.length - InviteEncoder.CHECKSUM_BYTES;
        if (length < 1 || ByteBuffer.wrap(bytes).getInt(length) != InviteEncoder.checksum(bytes, length)) {
            return NOT_COMPLETE;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        if (in.get() != InviteEncoder.VERSION) {
            return new DecodedInvite.Refused(
                    "This invite is for another version of Floodchat: install the newest one.");
        }
        Invite invite = fields(in);
        return invite == null
                ? new DecodedInvite.Refused("This invite was made wrongly: ask for another one.")
                : new DecodedInvite.Read(invite);
    }

    /** Null if they are not exactly what an invite has. */
    private static @Nullable Invite fields(ByteBuffer in) {
        byte[] name = bytes(in, in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0);
        byte[] secret = bytes(in, Invite.SECRET_BYTES);
        if (name == null || secret == null || !in.hasRemaining()) {
            return null;
        }
        String text = new String(name, StandardCharsets.ISO_8859_1);
        List<Address> addresses = addresses(in, in.get());
        if (!Invite.isName(text) || addresses == null || in.hasRemaining()) {
            return null;
        }
        Invite invite = new Invite(text, secret, addresses);
        return invite.addresses().equals(addresses) ? invite : null; // an address twice
    }

    private static byte @Nullable [] bytes(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static @Nullable List<Address> addresses(ByteBuffer in, int count) {
        if (count < 0 || count > Invite.MAX_ADDRESSES) {
            return null;
        }
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address address = InviteAddress.read(in);
            if (address == null) {
                return null;
            }
            addresses.add(address);
        }
        return addresses;
    }
}
