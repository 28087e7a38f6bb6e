package floodchat.node.store;

import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one person in one network: how far each is read, and its unfinished line. It is a
 * {@link Journal} that is replaced as a whole, sealed under the person's store key. A record is a conversation: a kind
 * of 1 byte, the number of people of 1, for each a key of 32 and a name with its length of 1; the time up to which it
 * was read of 8; and the unfinished line up to the end. One thread at a time may call it.
 */
public final class ConversationsFile {
    /** The first byte of such a record. */
    private static final byte KIND = 1;

    private static final int KEY_BYTES = 32;

    private final Journal journal;

    /** @param folder of the person in the network */
    public ConversationsFile(Path folder, byte[] storeKey, SecureRandom random) {
        this.journal = new Journal(folder, FileFormat.CONVERSATIONS, storeKey, random);
    }

    /** The file, for a sentence. */
    public Path path() {
        return journal.path();
    }

    /**
     * Reads what is there. A file that is damaged is set aside as it is, and what can be read of it is kept.
     *
     * @param notices gets a sentence for the person if that happens
     */
    public List<SavedConversation> read(Consumer<String> notices) throws IOException {
        journal.deleteDrafts();
        Journal.Contents contents = journal.read();
        List<SavedConversation> all = new ArrayList<>();
        int unknown = 0;
        for (byte[] record : contents.records()) {
            SavedConversation one = decode(record);
            if (one == null) {
                unknown++;
            } else {
                all.add(one);
            }
        }
        if (contents.damaged() + unknown > 0) {
            Path aside = journal.keepDamaged();
            write(all);
            notices.accept(("%s was damaged: some conversations, or what you had not sent, may be gone. "
                    + "The file as it was is now %s.").formatted(path(), aside.getFileName()));
        }
        return all;
    }

    /** Puts these in place of what was there. They are on disk when the call returns. */
    public void write(List<SavedConversation> all) throws IOException {
        journal.replace(all.stream().map(ConversationsFile::encode).toList());
    }

    private static byte[] encode(SavedConversation one) {
        byte[] draft = one.draft().getBytes(StandardCharsets.UTF_8);
        List<byte[]> names = one.people()
                .stream()
                .map(person -> person.name().getBytes(StandardCharsets.UTF_8))
                .toList();
        int namesBytes = names.stream().mapToInt(name -> 1 + name.length).sum();
        ByteBuffer out = ByteBuffer.allocate(
                2 + KEY_BYTES * names.size() + namesBytes + Long.BYTES + draft.length);
        out.put(KIND).put((byte) names.size());
        for (int i = 0; i < names.size(); i++) {
            out.put(HexFormat.of().parseHex(one.people().get(i).key()));
            out.put((byte) names.get(i).length).put(names.get(i));
        }
        return out.putLong(one.readUntil().toEpochMilli()).put(draft).array();
    }

    /** Null if it is none. */
    private static @Nullable SavedConversation decode(byte[] record) {
        ByteBuffer in = ByteBuffer.wrap(record);
        try {
            if (in.get() != KIND) {
                return null;
            }
            List<Person> people = new ArrayList<>();
            for (int left = in.get(); left > 0; left--) {
                byte[] key = new byte[KEY_BYTES];
                in.get(key);
                people.add(new Person(HexFormat.of().formatHex(key), text(in, in.get() & 0xFF)));
            }
            Instant readUntil = Instant.ofEpochMilli(in.getLong());
            return new SavedConversation(people, readUntil, text(in, in.remaining()));
        } catch (BufferUnderflowException _) {
            return null;
        }
    }

    private static String text(ByteBuffer in, int length) {
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
