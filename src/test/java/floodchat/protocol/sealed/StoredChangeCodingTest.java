package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredChangeCodingTest {
    private static final PersonKey ADA = Identity.ofSeed(new byte[32]).key();
    private static final LineId ID = new LineId(1_700_000_000_000L, LineId.MAX_NUMBER);

    static Stream<StoredChange> changes() {
        Item.Line plain = new Item.Line(ID, 5, "é", List.of(), null);
        Item.Line full = new Item.Line(ID, 5, "x", List.of(ADA, ADA), new Quote(ADA, 7, 8, true));
        return Stream.of(
                new StoredChange.LineAdded(ADA, plain),
                new StoredChange.LineAdded(ADA, full),
                new StoredChange.LineRemoved(ADA, ID),
                new StoredChange.RecipientNamed(ADA, "åda"),
                new StoredChange.WrittenTo(ADA),
                new StoredChange.LastSealed(ADA, 9),
                new StoredChange.LastAnswered(ADA, Long.MAX_VALUE),
                new StoredChange.Seen(ADA, ID, true),
                new StoredChange.Seen(ADA, ID, false),
                new StoredChange.SeenDropped(ADA, ID),
                new StoredChange.FloorRaised(ADA, ID),
                new StoredChange.AuthorForgotten(ADA),
                new StoredChange.KeysForgotten(ADA),
                new StoredChange.OwnPrekeys(List.of()),
                new StoredChange.OwnPrekeys(List.of(
                        new StoredPrekey(1, 2, filled(1), filled(2)), new StoredPrekey(3, 0, filled(3), filled(4)))));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsReadAsItWasWritten(StoredChange change) {
        assertEquals(change, StoredChangeCoding.decode(StoredChangeCoding.encode(change)));
    }

    @Test
    void keptKeysAreReadAsTheyWereWritten() {
        byte[] body = new byte[1_256];
        Arrays.fill(body, (byte) 7);
        byte[] bytes = StoredChangeCoding.encode(new StoredChange.KeysKept(ADA, body));
        StoredChange.KeysKept read = (StoredChange.KeysKept) StoredChangeCoding.decode(bytes);
        assertEquals(ADA, read.person());
        assertArrayEquals(body, read.body());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void bytesThatAreTooFewAreNotTheChange(StoredChange change) {
        byte[] bytes = StoredChangeCoding.encode(change);
        for (int length = 0; length < bytes.length; length++) {
            assertNotEquals(change, StoredChangeCoding.decode(Arrays.copyOf(bytes, length)), "of " + length);
        }
    }

    @Test
    void anUnknownKindIsNoChange() {
        byte[] bytes = StoredChangeCoding.encode(new StoredChange.WrittenTo(ADA));
        bytes[0] = 99;
        assertNull(StoredChangeCoding.decode(bytes));
        assertNull(StoredChangeCoding.decode(Arrays.copyOf(
                StoredChangeCoding.encode(new StoredChange.WrittenTo(ADA)), 1 + PersonKey.BYTES + 1)));
    }
}
