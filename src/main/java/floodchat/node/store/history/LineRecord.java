package floodchat.node.store.history;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A line as the bytes of a record, on the disk and in memory: a kind of 1 byte, flags of 1, how far it has come of 1;
 * run, number, the author's time and the time at which it was shown of 8 each; the author's key of 32; the number of
 * recipients of 1 and their keys; the author's name and those of the recipients, each with its length of 1; and the
 * text up to the end. It has no recipient if it is to everyone. Functions without state.
 */
final class LineRecord {
    /** The first byte of such a record. */
    static final byte KIND = 1;

    private static final byte OWN = 1;

    /** The flag of a line that was hidden, because its author is muted. */
    private static final byte HIDDEN = 2;

    private static final int KEY_BYTES = 32;

    private static final int FLAGS = 1;
    private static final int DELIVERY = 2;
    private static final int RUN = 3;
    private static final int SEQUENCE = RUN + Long.BYTES;
    private static final int AT = SEQUENCE + Long.BYTES;
    private static final int SHOWN = AT + Long.BYTES;
    private static final int AUTHOR = SHOWN + Long.BYTES;
    private static final int RECIPIENTS = AUTHOR + KEY_BYTES;
    private static final int RECIPIENT = RECIPIENTS + 1;

    private LineRecord() {}

    // ---- writing

    static byte[] encode(ChatEvent.Spoken spoken, long shownMs) {
        List<Person> to =
                switch (spoken) {
                    case ChatEvent.Said _ -> List.of();
                    case ChatEvent.Told told -> List.of(told.to());
                };
        byte[] text = spoken.text().getBytes(StandardCharsets.UTF_8);
        byte[] authorsName = name(spoken.from());
        List<byte[]> names = to.stream().map(LineRecord::name).toList();
        int namesBytes = 1 + authorsName.length + names.stream().mapToInt(name -> 1 + name.length).sum();
        ByteBuffer out = ByteBuffer.allocate(RECIPIENT + KEY_BYTES * to.size() + namesBytes + text.length);
        out.put(KIND).put(spoken.own() ? OWN : 0).put(DeliveryNote.code(Delivery.QUEUED));
        out.putLong(spoken.id().run()).putLong(spoken.id().sequence());
        out.putLong(spoken.at().toEpochMilli()).putLong(shownMs);
        out.put(key(spoken.from())).put((byte) to.size());
        to.forEach(person -> out.put(key(person)));
        out.put((byte) authorsName.length).put(authorsName);
        names.forEach(name -> out.put((byte) name.length).put(name));
        return out.put(text).array();
    }

    /** The same record, of a line that was hidden. */
    static byte[] hidden(byte[] record) {
        record[FLAGS] |= HIDDEN;
        return record;
    }

    private static byte[] key(Person person) {
        return HexFormat.of().parseHex(person.key());
    }

    private static byte[] name(Person person) {
        byte[] name = person.name().getBytes(StandardCharsets.UTF_8);
        if (name.length > 0xFF) {
            throw new IllegalArgumentException("a name of " + name.length + " bytes");
        }
        return name;
    }

    // ---- reading

    /**
     * Whether these bytes are a line, with all keys and names inside. Only our person can have sealed them.
     * But a defect or a later version may have written them, and the chat must not end because of a line of last year.
     */
    static boolean isOne(byte[] record) {
        if (record.length <= RECIPIENT || record[0] != KIND || record[RECIPIENTS] < 0) {
            return false;
        }
        int next = RECIPIENT + KEY_BYTES * record[RECIPIENTS];
        for (int i = 0; i <= record[RECIPIENTS] && next < record.length; i++) {
            next = nextName(record, next);
            if (i == record[RECIPIENTS]) {
                return next <= record.length;
            }
        }
        return false;
    }

    /** @param start where the record begins in the bytes, here and below */
    static boolean isOwn(byte[] bytes, int start) {
        return (bytes[start + FLAGS] & OWN) != 0;
    }

    static boolean isHidden(byte[] bytes, int start) {
        return (bytes[start + FLAGS] & HIDDEN) != 0;
    }

    static boolean isPrivate(byte[] bytes, int start) {
        return bytes[start + RECIPIENTS] != 0;
    }

    static Delivery delivery(byte[] bytes, int start) {
        return DeliveryNote.delivery(bytes[start + DELIVERY]);
    }

    static void deliver(byte[] bytes, int start, Delivery delivery) {
        bytes[start + DELIVERY] = DeliveryNote.code(delivery);
    }

    static long shownMs(byte[] bytes, int start) {
        return longAt(bytes, start + SHOWN);
    }

    static DeliveryNote.OwnLine ownLine(byte[] bytes, int start) {
        long to = isPrivate(bytes, start) ? longAt(bytes, start + RECIPIENT) : 0;
        return new DeliveryNote.OwnLine(longAt(bytes, start + RUN), longAt(bytes, start + SEQUENCE), to);
    }

    static ChatEvent.Spoken spoken(byte[] bytes, int start, int end) {
        int recipients = bytes[start + RECIPIENTS];
        int names = start + RECIPIENT + KEY_BYTES * recipients;
        Person from = person(bytes, start + AUTHOR, names);
        boolean own = isOwn(bytes, start);
        Instant at = Instant.ofEpochMilli(longAt(bytes, start + AT));
        long run = longAt(bytes, start + RUN);
        long sequence = longAt(bytes, start + SEQUENCE);
        int textStart = textStart(bytes, start);
        String text = new String(bytes, textStart, end - textStart, StandardCharsets.UTF_8);
        if (recipients == 0) {
            return new ChatEvent.Said(new MessageId(from.key(), run, sequence), from, text, at, own);
        }
        Person to = person(bytes, start + RECIPIENT, nextName(bytes, names));
        return new ChatEvent.Told(new MessageId(from.key(), run, sequence, to.key()), from, to, text, at, own);
    }

    private static Person person(byte[] bytes, int key, int name) {
        return new Person(
                HexFormat.of().formatHex(bytes, key, key + KEY_BYTES),
                new String(bytes, name + 1, bytes[name] & 0xFF, StandardCharsets.UTF_8));
    }

    static int textStart(byte[] bytes, int start) {
        int recipients = bytes[start + RECIPIENTS];
        int next = start + RECIPIENT + KEY_BYTES * recipients;
        for (int i = 0; i <= recipients && next < bytes.length; i++) {
            next = nextName(bytes, next);
        }
        return next;
    }

    private static int nextName(byte[] bytes, int name) {
        return name + 1 + (bytes[name] & 0xFF);
    }

    private static long longAt(byte[] bytes, int index) {
        return ByteBuffer.wrap(bytes, index, Long.BYTES).getLong();
    }
}
