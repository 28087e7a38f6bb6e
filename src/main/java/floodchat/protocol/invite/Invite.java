package floodchat.protocol.invite;

import floodchat.protocol.flood.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a person needs to enter a private network: the network's name, its secret, and addresses of peers. Who has it
 * can read and enter the network, and it can't be taken back. docs/protocol.md has the bytes.
 */
public final class Invite {
    /** What the text of an invite begins with. The case of letters does not matter. */
    public static final String SCHEME = "floodchat:";

    /** The length of a network's secret. */
    public static final int SECRET_BYTES = 32;

    /** Enough that one of them is likely to be there. More would make a QR code that no phone reads from a screen. */
    public static final int MAX_ADDRESSES = 8;

    /** A name is typed on command lines, and is the name of a folder. */
    public static final int MAX_NAME_LENGTH = 32;

    private final String name;
    private final byte[] secret;
    private final List<Address> addresses;

    /**
     * @param name one for which {@link #isName} is true
     * @param secret exactly {@value #SECRET_BYTES} random bytes
     * @param addresses the best first; each once, of which the first {@value #MAX_ADDRESSES} that others can use are
     *     taken
     */
    public Invite(String name, byte[] secret, List<Address> addresses) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a private network: " + name);
        }
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        this.name = name;
        this.secret = secret.clone();
        this.addresses =
                addresses.stream().filter(InviteAddress::isFit).distinct().limit(MAX_ADDRESSES).toList();
    }

    /** Whether this names a private network: 1 to 32 of a-z, 0-9, - and _, the first one a letter or a digit. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME_LENGTH
                && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '_')
                && isLetterOrDigit(name.charAt(0));
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** Whether the text claims to be an invite, and is no address of a host that is called floodchat. */
    public static boolean isMeant(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && Address.parse(text) == null;
    }

    /** Reads an invite. Blanks and line breaks within it do no harm: mail and terminals put them in. */
    public static DecodedInvite read(String text) {
        return InviteDecoder.read(text);
    }

    public String name() {
        return name;
    }

    /** A copy: it goes to the keys of the network, and to the disk. */
    public byte[] secret() {
        return secret.clone();
    }

    /** The best first, at most {@value #MAX_ADDRESSES}. */
    public List<Address> addresses() {
        return addresses;
    }

    /** Whether both lead into the same network, whatever its name and its addresses are. */
    public boolean isSameNetwork(Invite other) {
        return Arrays.equals(secret, other.secret);
    }

    /** The same network under another name, for a home that has another network of this name. */
    public Invite named(String other) {
        return new Invite(other, secret, addresses);
    }

    /** The same network with other addresses. */
    public Invite at(List<Address> others) {
        return new Invite(name, secret, others);
    }

    /** The same with these addresses first: a peer that gives an invite is there itself. */
    public Invite withFirst(List<Address> first) {
        List<Address> all = new ArrayList<>(first);
        all.addAll(addresses);
        return at(all);
    }

    /** The invite as one line. */
    public String text() {
        return SCHEME + Base32.encode(InviteEncoder.bytes(this));
    }

    /** The same in capital letters, of which a QR code takes fewer dots. */
    public String textForCode() {
        return text().toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Invite invite
                && name.equals(invite.name)
                && Arrays.equals(secret, invite.secret)
                && addresses.equals(invite.addresses);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "an invite into " + name;
    }
}
