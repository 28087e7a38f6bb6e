package floodchat.protocol.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteTest {
    private static final byte[] SECRET = secret();

    private static final Invite INVITE = new Invite(
            "family",
            SECRET,
            List.of(new Address("192.0.2.7", 55_556), new Address("2001:db8::7", 1), new Address("a.example", 65_535)));

    private static byte[] secret() {
        byte[] secret = new byte[Invite.SECRET_BYTES];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        return secret;
    }

    @Test
    void anInviteIsReadAsItWasWritten() {
        assertEquals(INVITE, read(INVITE.text()));
        assertEquals(INVITE, read(INVITE.textForCode()));
        assertEquals(List.of(), read(INVITE.at(List.of()).text()).addresses());
    }

    @Test
    void theInviteOfTheVectorsHasTheseBytes() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/vectors/invites.txt"))
                .stream()
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .toList();

        assertEquals(lines.get(0), HexFormat.of().formatHex(InviteEncoder.bytes(INVITE)));
        assertEquals(lines.get(1), INVITE.text());
        assertEquals(INVITE, read(lines.get(1)));
    }

    @Test
    void blanksAndLineBreaksWithinAnInviteDoNoHarm() {
        String text = INVITE.text();

        assertEquals(INVITE, read("  " + text.substring(0, 40) + "\r\n   " + text.substring(40) + "\n"));
    }

    @Test
    void everyWrongLetterIsNoticed() {
        String text = INVITE.text();
        for (int i = Invite.SCHEME.length(); i < text.length(); i++) {
            char other = text.charAt(i) == 'a' ? 'b' : 'a';
            refused("not complete", text.substring(0, i) + other + text.substring(i + 1));
        }
    }

    @Test
    void anInviteThatWasCutIsNoticedWhereverItWasCut() {
        String text = INVITE.text();
        for (int end = Invite.SCHEME.length(); end < text.length(); end++) {
            refused("not complete", text.substring(0, end));
        }
        refused("not complete", text + "a");
    }

    @Test
    void aTextOfManyMegabytesIsRefusedUnread() {
        refused("too long", Invite.SCHEME + "a".repeat(10_000_000));
        refused("too long", Invite.SCHEME + " a".repeat(5_000_000));
        refused("too long", Invite.SCHEME + "a".repeat(4_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://example.org", "floodchat", "floodcha:aaaa", "192.0.2.7:55556"})
    void anotherTextIsNoInvite(String text) {
        refused("This is no invite: one begins with floodchat:", text);
    }

    @Test
    void aHostThatIsCalledFloodchatIsNoInvite() {
        assertFalse(Invite.isMeant("floodchat:55555"));
        assertTrue(Invite.isMeant("FLOODCHAT:abc"));
        assertTrue(Invite.isMeant(INVITE.text()));
    }

    @Test
    void aLaterVersionSaysSo() {
        byte[] bytes = body();
        bytes[0] = 2;

        refused("another version", text(bytes));
    }

    /** The checksum is right, so a person or a program made these. */
    @Test
    void fieldsOutOfTheirBoundsAreRefused() {
        int name = 1;
        int count = 1 + 1 + 6 + 32;
        int kind = count + 1;
        refused("made wrongly", text(with(body(), name, 0)));
        refused("made wrongly", text(with(body(), name, 33)));
        refused("made wrongly", text(with(body(), name, 255)));
        refused("made wrongly", text(with(body(), name + 1, 'F')));
        refused("made wrongly", text(with(body(), name + 1, '/')));
        refused("made wrongly", text(with(body(), name + 1, '-')));
        refused("made wrongly", text(with(body(), count, 2)));
        refused("made wrongly", text(with(body(), count, 4)));
        refused("made wrongly", text(with(body(), count, 9)));
        refused("made wrongly", text(with(body(), count, 255)));
        refused("made wrongly", text(with(body(), kind, 5)));
        refused("made wrongly", text(with(with(body(), kind + 1, 0), kind + 2, 0)));
        refused("made wrongly", text(with(body(), kind + 3, 0)));
        refused("made wrongly", text(with(body(), kind + 3, 224)));
        refused("made wrongly", text(Arrays.copyOf(body(), body().length + 1)));
        refused("made wrongly", text(new byte[] {1}));
        refused("made wrongly", text(new byte[] {1, 1, 'a'}));
    }

    @Test
    void anAddressHasOneWayToBeWritten() {
        refused("made wrongly", text(withAddress("192.0.2.7")));
        refused("made wrongly", text(withAddress("fe80::1%eth0")));
        refused("made wrongly", text(withAddress("a b")));
        refused("made wrongly", text(withAddress("")));
        byte[] twice = Arrays.copyOf(withAddress("x"), withAddress("x").length + 5);
        twice[1 + 1 + 1 + 32] = 2;
        System.arraycopy(twice, twice.length - 10, twice, twice.length - 5, 5);
        refused("made wrongly", text(twice));
        assertEquals(List.of(new Address("x", 1)), read(text(withAddress("x"))).addresses());
    }

    /** Otherwise the same address could stand in two invites in two ways. */
    @Test
    void anIpv6AddressThatMapsAnIpv4AddressIsRefused() {
        byte[] mapped = ByteBuffer.allocate(1 + 1 + 1 + 32 + 1 + 3 + 16)
                .put(new byte[] {1, 1, 'n'})
                .put(SECRET)
                .put(new byte[] {1, 6, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 7})
                .array();
        refused("made wrongly", text(mapped));
    }

    private static byte[] withAddress(String host) {
        return ByteBuffer.allocate(1 + 1 + 1 + 32 + 1 + 4 + host.length())
                .put(new byte[] {1, 1, 'n'})
                .put(SECRET)
                .put(new byte[] {1, 0, 0, 1, (byte) host.length()})
                .put(host.getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }

    @Test
    void randomBytesAreReadWithinAllBoundsOrRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = body();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            String text = text(Arrays.copyOf(bytes, random.nextInt(2) == 0 ? bytes.length : random.nextInt(90)));
            if (Invite.read(text) instanceof DecodedInvite.Read(Invite invite)) {
                assertEquals(text, invite.text());
            }
        }
    }

    @Test
    void addressesThatOthersCannotUseAreLeftOutAndEightAreTaken() {
        List<Address> addresses = new ArrayList<>();
        addresses.add(new Address("0.0.0.0", 1));
        addresses.add(new Address("fe80::1%eth0", 1));
        for (int i = 1; i <= 10; i++) {
            addresses.add(new Address("192.0.2." + i, i));
            addresses.add(new Address("192.0.2." + i, i));
        }
        Invite invite = INVITE.at(addresses);

        assertEquals(Invite.MAX_ADDRESSES, invite.addresses().size());
        assertEquals(new Address("192.0.2.1", 1), invite.addresses().getFirst());
        assertEquals(invite, read(invite.text()));
    }

    @Test
    void theLongestInviteIsRead() {
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < Invite.MAX_ADDRESSES; i++) {
            addresses.add(new Address(i + "a".repeat(Address.MAX_HOST_LENGTH - 1), 55_555));
        }
        Invite invite = new Invite("n".repeat(Invite.MAX_NAME_LENGTH), SECRET, addresses);

        assertEquals(invite, read(invite.text()));
    }

    @Test
    void nothingShowsTheSecret() {
        assertEquals("an invite into family", INVITE.toString());
    }

    private static Invite read(String text) {
        return assertInstanceOf(DecodedInvite.Read.class, Invite.read(text)).invite();
    }

    private static void refused(String words, String text) {
        String sentence = assertInstanceOf(DecodedInvite.Refused.class, Invite.read(text)).sentence();
        assertTrue(sentence.contains(words), sentence);
    }

    /** Without the checksum. */
    private static byte[] body() {
        byte[] bytes = InviteEncoder.bytes(INVITE);
        return Arrays.copyOf(bytes, bytes.length - InviteEncoder.CHECKSUM_BYTES);
    }

    private static byte[] with(byte[] bytes, int index, int value) {
        bytes[index] = (byte) value;
        return bytes;
    }

    private static String text(byte[] body) {
        byte[] whole = ByteBuffer.allocate(body.length + InviteEncoder.CHECKSUM_BYTES)
                .put(body)
                .putInt(InviteEncoder.checksum(body, body.length))
                .array();
        return Invite.SCHEME + Base32.encode(Objects.requireNonNull(whole));
    }
}
