package floodchat.protocol.message;

import floodchat.protocol.identity.PersonKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelopes of one network in three steps: structure, signature, body. Nothing looks into a body before its
 * signature was verified. Confined to one thread.
 */
public final class EnvelopeReader {
    /**
     * How many keys are kept after they were checked, with about 400 bytes each. Nobody reads more people at a time; a
     * key that is checked again costs about as much as a signature.
     */
    static final int MAX_CHECKED_KEYS = 1_024;

    private final byte[] tag;

    /** By the 32 bytes as a text of as many characters; the one that was not used for longest comes first. */
    private final Map<String, PersonKey> checked = new LinkedHashMap<>(16, 0.75f, true);

    /** @param tag the network tag */
    public EnvelopeReader(byte[] tag) {
        this.tag = tag.clone();
    }

    /** Reads bytes from the network. Never throws, whatever they are. */
    public DecodedEnvelope read(byte[] bytes) {
        if (bytes.length <= Envelope.HEADER_BYTES) {
            boolean ours = bytes.length == 0 || bytes[0] == Envelope.VERSION;
            return refused(ours ? DecodedEnvelope.Reason.TOO_SHORT : DecodedEnvelope.Reason.UNKNOWN_VERSION);
        }
        if (bytes[0] != Envelope.VERSION) {
            return refused(DecodedEnvelope.Reason.UNKNOWN_VERSION);
        }
        Kind kind = Kind.ofCode(bytes[1]);
        if (kind == null) {
            return refused(DecodedEnvelope.Reason.UNKNOWN_KIND);
        }
        return bytes.length > Envelope.MAX_ENVELOPE_BYTES
                ? refused(DecodedEnvelope.Reason.TOO_LONG)
                : verified(kind, bytes);
    }

    private DecodedEnvelope verified(Kind kind, byte[] bytes) {
        PersonKey author = key(Arrays.copyOfRange(bytes, Envelope.AUTHOR_OFFSET, Envelope.SIGNATURE_OFFSET));
        if (author == null) {
            return refused(DecodedEnvelope.Reason.NO_KEY);
        }
        byte[] signature = Arrays.copyOfRange(bytes, Envelope.SIGNATURE_OFFSET, Envelope.HEADER_BYTES);
        byte[] content = Arrays.copyOfRange(bytes, Envelope.HEADER_BYTES, bytes.length);
        if (!author.verifies(kind.label(), tag, content, signature)) {
            return refused(DecodedEnvelope.Reason.FORGED);
        }
        Body body = body(kind, content);
        return body == null
                ? refused(DecodedEnvelope.Reason.MALFORMED)
                : new DecodedEnvelope.Read(new Envelope(author, body));
    }

    private @Nullable PersonKey key(byte[] bytes) {
        String name = new String(bytes, StandardCharsets.ISO_8859_1);
        PersonKey known = checked.get(name);
        if (known != null) {
            return known;
        }
        PersonKey key = PersonKey.of(bytes);
        if (key != null) {
            checked.put(name, key);
            if (checked.size() > MAX_CHECKED_KEYS) {
                checked.remove(checked.keySet().iterator().next());
            }
        }
        return key;
    }

    private static @Nullable Body body(Kind kind, byte[] content) {
        return switch (kind) {
            case SAY -> Json.read(content, Body.Say.class);
            case PRESENCE -> Json.read(content, Body.Presence.class);
            case LEAVE -> Json.read(content, Body.Leave.class);
            case KEYS -> keys(content);
        };
    }

    private static Body.@Nullable Keys keys(byte[] content) {
        try {
            return new Body.Keys(content);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static DecodedEnvelope refused(DecodedEnvelope.Reason reason) {
        return new DecodedEnvelope.Refused(reason);
    }
}
