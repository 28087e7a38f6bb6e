package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes items as bytes: each is a type of 1 byte, a length of 2 and a value. {@link ItemReader} reads them. */
final class ItemWriter {
    static final byte END = 0;
    static final byte LINE = 1;
    static final byte RECEIPT = 2;
    static final byte NAME = 3;
    static final byte OTHERS = 4;
    static final byte QUOTE = 5;

    /** Type and length. */
    static final int PREFIX_BYTES = 3;

    /** A line without its text: run, number and the time. */
    static final int LINE_BYTES = LineId.BYTES + Long.BYTES;

    static final int PUBLIC_QUOTE_BYTES = PersonKey.BYTES + Long.BYTES + Long.BYTES;
    static final int PRIVATE_QUOTE_BYTES = PersonKey.BYTES + LineId.BYTES;

    private ItemWriter() {}

    /** The items without padding. */
    static byte[] write(List<Item> items) {
        List<byte[]> parts = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Line line -> line(line, parts);
                case Item.Receipt receipt -> receipt(receipt, parts);
                case Item.Name name -> parts.add(item(NAME, name.name().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return Bytes.join(parts.toArray(byte[][]::new));
    }

    /** The items and zeros up to this length. */
    static byte[] padded(byte[] items, int room) {
        return Arrays.copyOf(items, room);
    }

    private static void line(Item.Line line, List<byte[]> parts) {
        byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer value = ByteBuffer.allocate(LINE_BYTES + text.length);
        putId(value, line.id());
        parts.add(item(LINE, value.putLong(line.writtenMs()).put(text).array()));
        if (!line.others().isEmpty()) {
            byte[][] keys = line.others().stream().map(PersonKey::bytes).toArray(byte[][]::new);
            parts.add(item(OTHERS, Bytes.join(keys)));
        }
        Quote quote = line.quote();
        if (quote != null) {
            parts.add(item(QUOTE, quote(quote)));
        }
    }

    private static void receipt(Item.Receipt receipt, List<byte[]> parts) {
        ByteBuffer value = ByteBuffer.allocate(receipt.lines().size() * LineId.BYTES);
        receipt.lines().forEach(id -> putId(value, id));
        parts.add(item(RECEIPT, value.array()));
    }

    private static byte[] quote(Quote quote) {
        ByteBuffer value = ByteBuffer.allocate(quote.isPrivate() ? PRIVATE_QUOTE_BYTES : PUBLIC_QUOTE_BYTES);
        value.put(quote.author().bytes()).putLong(quote.run());
        if (quote.isPrivate()) {
            value.putInt((int) quote.number());
        } else {
            value.putLong(quote.number());
        }
        return value.array();
    }

    private static void putId(ByteBuffer value, LineId id) {
        value.putLong(id.run()).putInt((int) id.number());
    }

    private static byte[] item(byte type, byte[] value) {
        return ByteBuffer.allocate(PREFIX_BYTES + value.length)
                .put(type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }
}
