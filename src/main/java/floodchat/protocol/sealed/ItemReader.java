package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads items. One of an unknown type is skipped: later versions may add some. Anything else that is not as
 * {@link ItemWriter} writes it makes all of them void, also bytes behind the end that are not zero.
 */
final class ItemReader {
    private final List<Item> items = new ArrayList<>();
    private @Nullable RawLine line;
    private int named;

    private ItemReader() {}

    /** A line, as long as its other recipients and its quote may still follow. */
    private static final class RawLine {
        private final LineId id;
        private final long writtenMs;
        private final String text;
        private @Nullable List<PersonKey> others;
        private @Nullable Quote quote;

        RawLine(LineId id, long writtenMs, String text) {
            this.id = id;
            this.writtenMs = writtenMs;
            this.text = text;
        }

        Item.Line finished() {
            return new Item.Line(id, writtenMs, text, others == null ? List.of() : others, quote);
        }
    }

    /** The items; null if the bytes are not well formed. */
    static @Nullable List<Item> read(byte[] padded) {
        try {
            return new ItemReader().readAll(ByteBuffer.wrap(padded));
        } catch (RuntimeException | CharacterCodingException _) {
            return null;
        }
    }

    private List<Item> readAll(ByteBuffer bytes) throws CharacterCodingException {
        while (bytes.hasRemaining()) {
            byte type = bytes.get();
            if (type == ItemWriter.END) {
                requireZeros(bytes);
            } else {
                byte[] value = new byte[Short.toUnsignedInt(bytes.getShort())];
                bytes.get(value);
                readItem(type, value);
            }
        }
        finishLine();
        return items;
    }

    private void readItem(byte type, byte[] value) throws CharacterCodingException {
        switch (type) {
            case ItemWriter.LINE -> {
                finishLine();
                ByteBuffer bytes = ByteBuffer.wrap(value);
                line = new RawLine(id(bytes), bytes.getLong(), text(bytes));
            }
            case ItemWriter.OTHERS -> {
                RawLine owner = ownerOf(line == null ? null : line.others);
                owner.others = keys(value);
            }
            case ItemWriter.QUOTE -> {
                RawLine owner = ownerOf(line == null ? null : line.quote);
                owner.quote = quote(value);
            }
            case ItemWriter.RECEIPT -> items.add(receipt(value));
            case ItemWriter.NAME -> items.add(new Item.Name(text(ByteBuffer.wrap(value))));
            default -> {}
        }
    }

    /** The line to which a part belongs: the last one, if it has no such part yet. */
    private RawLine ownerOf(@Nullable Object existing) {
        require(existing == null);
        if (line == null) {
            throw new IllegalArgumentException("no line before it");
        }
        return line;
    }

    private void finishLine() {
        if (line != null) {
            items.add(line.finished());
            line = null;
        }
    }

    private static Item.Receipt receipt(byte[] value) {
        require(value.length % LineId.BYTES == 0);
        ByteBuffer bytes = ByteBuffer.wrap(value);
        List<LineId> ids = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ids.add(id(bytes));
        }
        return new Item.Receipt(ids);
    }

    private List<PersonKey> keys(byte[] value) {
        require(value.length > 0
                && value.length % PersonKey.BYTES == 0
                && value.length <= Item.Line.MAX_OTHERS * PersonKey.BYTES);
        List<PersonKey> keys = new ArrayList<>();
        for (int i = 0; i < value.length; i += PersonKey.BYTES) {
            keys.add(key(Bytes.slice(value, i, PersonKey.BYTES)));
        }
        return keys;
    }

    private Quote quote(byte[] value) {
        boolean isPrivate = value.length == ItemWriter.PRIVATE_QUOTE_BYTES;
        require(isPrivate || value.length == ItemWriter.PUBLIC_QUOTE_BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(value, PersonKey.BYTES, value.length - PersonKey.BYTES);
        long run = bytes.getLong();
        long number = isPrivate ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
        return new Quote(key(Bytes.slice(value, 0, PersonKey.BYTES)), run, number, isPrivate);
    }

    /** To check a key costs more than all else here. */
    private PersonKey key(byte[] bytes) {
        require(++named <= Item.Line.MAX_NAMED);
        PersonKey key = PersonKey.of(bytes);
        if (key == null) {
            throw new IllegalArgumentException("no key of a person");
        }
        return key;
    }

    private static LineId id(ByteBuffer bytes) {
        return new LineId(bytes.getLong(), Integer.toUnsignedLong(bytes.getInt()));
    }

    /** The rest as UTF-8. A decoder refuses what is none. */
    private static String text(ByteBuffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private static void requireZeros(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            require(bytes.get() == 0);
        }
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new IllegalArgumentException("items are malformed");
        }
    }
}
