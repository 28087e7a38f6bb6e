package floodchat.protocol.sealed;

import floodchat.protocol.identity.ChaChaPoly;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sealed payload of a session. One step of a chain seals it. */
final class Message {
    /** How many bytes of a message are no room for items. */
    static final int OVERHEAD_BYTES = SealedPayload.HEADER_BYTES + ChaChaPoly.TAG_BYTES;

    private Message() {}

    static byte[] seal(Chain.Step step, List<Item> items, Aead aead) {
        byte[] bytes = ItemWriter.write(items);
        int room = SealedPayload.room(bytes.length, OVERHEAD_BYTES, SealedPayload.SMALL_BYTES);
        byte[] header = SealedPayload.header(step.tag());
        return Bytes.join(header, aead.seal(step.key(), header, ItemWriter.padded(bytes, room)));
    }

    /** The items with their padding; null if the payload was changed. @param payload one with the tag of the step */
    static byte @Nullable [] open(byte[] payload, Chain.Step step, Aead aead) {
        byte[] header = Bytes.slice(payload, 0, SealedPayload.HEADER_BYTES);
        byte[] sealed = Bytes.slice(payload, header.length, payload.length - header.length);
        return aead.open(step.key(), header, sealed);
    }
}
