package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StoredChange} as bytes, and back. The first byte is the kind, then come its fields, integers big-endian. A
 * line is written as the items of a sealed payload. Any thread may call.
 */
public final class StoredChangeCoding {
    private static final byte OWN_PREKEYS = 1;
    private static final byte LINE_ADDED = 2;
    private static final byte LINE_REMOVED = 3;
    private static final byte WRITTEN_TO = 4;
    private static final byte LAST_SEALED = 5;
    private static final byte LAST_ANSWERED = 6;
    private static final byte SEEN = 7;
    private static final byte FLOOR_RAISED = 8;
    private static final byte AUTHOR_FORGOTTEN = 9;
    private static final byte KEYS_KEPT = 10;
    private static final byte KEYS_FORGOTTEN = 11;
    private static final byte SEEN_DROPPED = 12;
    private static final byte RECIPIENT_NAMED = 13;

    /** Two times and two private keys. */
    private static final int PREKEY_BYTES = 2 * Long.BYTES + 32 + StoredPrekey.XWING_SEED_BYTES;

    private StoredChangeCoding() {}

    public static byte[] encode(StoredChange change) {
        return switch (change) {
            case StoredChange.OwnPrekeys(List<StoredPrekey> prekeys) -> prekeys(prekeys);
            case StoredChange.LineAdded(PersonKey to, Item.Line line) ->
                of(LINE_ADDED, to, ItemWriter.write(List.of(line)));
            case StoredChange.LineRemoved(PersonKey to, LineId id) -> of(LINE_REMOVED, to, id(id));
            case StoredChange.RecipientNamed(PersonKey person, String name) ->
                of(RECIPIENT_NAMED, person, name.getBytes(StandardCharsets.UTF_8));
            case StoredChange.WrittenTo(PersonKey person) -> of(WRITTEN_TO, person, new byte[0]);
            case StoredChange.LastSealed(PersonKey to, long ms) -> of(LAST_SEALED, to, number(ms));
            case StoredChange.LastAnswered(PersonKey author, long ms) -> of(LAST_ANSWERED, author, number(ms));
            case StoredChange.Seen(PersonKey author, LineId id, boolean shown) ->
                of(SEEN, author, Bytes.join(id(id), new byte[] {(byte) (shown ? 1 : 0)}));
            case StoredChange.SeenDropped(PersonKey author, LineId id) -> of(SEEN_DROPPED, author, id(id));
            case StoredChange.FloorRaised(PersonKey author, LineId floor) -> of(FLOOR_RAISED, author, id(floor));
            case StoredChange.AuthorForgotten(PersonKey author) -> of(AUTHOR_FORGOTTEN, author, new byte[0]);
            case StoredChange.KeysKept(PersonKey person, byte[] body) -> of(KEYS_KEPT, person, body);
            case StoredChange.KeysForgotten(PersonKey person) -> of(KEYS_FORGOTTEN, person, new byte[0]);
        };
    }

    /** The change; null if these bytes are none, or one of a later version. */
    public static @Nullable StoredChange decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte kind = in.get();
            StoredChange change = kind == OWN_PREKEYS ? readPrekeys(in) : readOfPerson(kind, in);
            return in.hasRemaining() ? null : change;
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable StoredChange readOfPerson(byte kind, ByteBuffer in) {
        PersonKey person = PersonKey.of(take(in, PersonKey.BYTES));
        if (person == null) {
            return null;
        }
        return switch (kind) {
            case LINE_ADDED -> readLine(person, take(in, in.remaining()));
            case LINE_REMOVED -> new StoredChange.LineRemoved(person, readId(in));
            case WRITTEN_TO -> new StoredChange.WrittenTo(person);
            case LAST_SEALED -> new StoredChange.LastSealed(person, in.getLong());
            case LAST_ANSWERED -> new StoredChange.LastAnswered(person, in.getLong());
            case SEEN -> new StoredChange.Seen(person, readId(in), in.get() != 0);
            case FLOOR_RAISED -> new StoredChange.FloorRaised(person, readId(in));
            case AUTHOR_FORGOTTEN -> new StoredChange.AuthorForgotten(person);
            case KEYS_KEPT -> new StoredChange.KeysKept(person, take(in, in.remaining()));
            case KEYS_FORGOTTEN -> new StoredChange.KeysForgotten(person);
            case RECIPIENT_NAMED ->
                new StoredChange.RecipientNamed(
                        person, new String(take(in, in.remaining()), StandardCharsets.UTF_8));
            case SEEN_DROPPED -> new StoredChange.SeenDropped(person, readId(in));
            default -> null;
        };
    }

    private static @Nullable StoredChange readLine(PersonKey to, byte[] items) {
        List<Item> read = ItemReader.read(items);
        return read != null && read.size() == 1 && read.getFirst() instanceof Item.Line line
                ? new StoredChange.LineAdded(to, line)
                : null;
    }

    private static StoredChange readPrekeys(ByteBuffer in) {
        List<StoredPrekey> prekeys = new ArrayList<>();
        while (in.hasRemaining()) {
            prekeys.add(new StoredPrekey(
                    in.getLong(), in.getLong(), take(in, 32), take(in, StoredPrekey.XWING_SEED_BYTES)));
        }
        return new StoredChange.OwnPrekeys(prekeys);
    }

    private static byte[] prekeys(List<StoredPrekey> prekeys) {
        ByteBuffer out = ByteBuffer.allocate(1 + prekeys.size() * PREKEY_BYTES).put(OWN_PREKEYS);
        for (StoredPrekey prekey : prekeys) {
            out.putLong(prekey.madeMs())
                    .putLong(prekey.sentMs())
                    .put(prekey.agreementPrivate())
                    .put(prekey.xwingSeed());
        }
        return out.array();
    }

    private static byte[] of(byte kind, PersonKey person, byte[] rest) {
        return Bytes.join(new byte[] {kind}, person.bytes(), rest);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] id(LineId id) {
        return ByteBuffer.allocate(LineId.BYTES).putLong(id.run()).putInt((int) id.number()).array();
    }

    private static LineId readId(ByteBuffer in) {
        return new LineId(in.getLong(), Integer.toUnsignedLong(in.getInt()));
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
