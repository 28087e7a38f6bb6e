package floodchat.node.store.history;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A record that says how far one of our own lines has come. Immutable. */
record DeliveryNote(OwnLine line, Delivery delivery) {
    /** The first byte of such a record. */
    static final byte KIND = 2;

    private static final int BYTES = 2 + 3 * Long.BYTES;

    /**
     * Tells our own lines apart.
     *
     * @param to the first bytes of the recipient's key; 0 for everyone
     */
    record OwnLine(long run, long sequence, long to) {
        private static final int DIGITS_OF_A_LONG = 2 * Long.BYTES;

        static OwnLine of(MessageId id) {
            String to = id.to();
            return new OwnLine(
                    id.run(),
                    id.sequence(),
                    to == null ? 0 : HexFormat.fromHexDigitsToLong(to, 0, DIGITS_OF_A_LONG));
        }
    }

    static byte[] encode(ChatEvent.DeliveryChanged changed) {
        OwnLine line = OwnLine.of(changed.id());
        return ByteBuffer.allocate(BYTES)
                .put(KIND)
                .put(code(changed.delivery()))
                .putLong(line.run)
                .putLong(line.sequence)
                .putLong(line.to)
                .array();
    }

    /** Null if it is another record. */
    static @Nullable DeliveryNote decode(byte[] record) {
        if (record.length < BYTES || record[0] != KIND) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(record, 2, BYTES - 2);
        OwnLine line = new OwnLine(in.getLong(), in.getLong(), in.getLong());
        return new DeliveryNote(line, delivery(record[1]));
    }

    // ---- how far a line has come, as a byte

    static byte code(Delivery delivery) {
        return switch (delivery) {
            case QUEUED -> 0;
            case SENT -> 1;
            case SHOWN -> 2;
            case GIVEN_UP -> 3;
        };
    }

    static Delivery delivery(byte code) {
        return switch (code) {
            case 1 -> Delivery.SENT;
            case 2 -> Delivery.SHOWN;
            case 3 -> Delivery.GIVEN_UP;
            default -> Delivery.QUEUED;
        };
    }
}
