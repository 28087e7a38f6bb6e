package floodchat.protocol.sealed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The direction of a session in which we receive. It knows the tags of the next messages, so that some may be lost or
 * come out of order. Owned by a {@link Session}.
 */
final class ReceivingChain {
    /** How many messages in a row may be lost. Twice as many as a sender sends without hearing anything. */
    static final int AHEAD = 64;

    /** How many keys there are at once: those ahead, and those of messages that were skipped. */
    static final int MAX_KEYS = 256;

    private final Chain chain;
    private final Session session;
    private final Map<Tag, Session> byTag;
    private final Map<Tag, Chain.Step> keys = new LinkedHashMap<>();

    /** @param byTag the index of all sessions: this chain keeps its tags in it */
    ReceivingChain(Chain chain, Session session, Map<Tag, Session> byTag) {
        this.chain = chain;
        this.session = session;
        this.byTag = byTag;
        fill(-1);
    }

    /** The key of the message with this tag; null if it is none of this chain. */
    Chain.@Nullable Step step(Tag tag) {
        return keys.get(tag);
    }

    /** A message was opened: its key is no longer needed, and further ones are. */
    void opened(Chain.Step step) {
        forget(step);
        fill(step.number());
    }

    private void fill(int highestOpened) {
        while (chain.position() <= highestOpened + AHEAD) {
            Chain.Step next = chain.next();
            keys.put(next.tag(), next);
            byTag.put(next.tag(), session);
        }
        while (keys.size() > MAX_KEYS) {
            forget(keys.values().iterator().next());
        }
    }

    private void forget(Chain.Step step) {
        keys.remove(step.tag());
        byTag.remove(step.tag());
        Bytes.erase(step.key());
    }

    void erase() {
        chain.erase();
        List.copyOf(keys.values()).forEach(this::forget);
    }
}
