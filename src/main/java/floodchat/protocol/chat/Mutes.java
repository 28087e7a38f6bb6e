package floodchat.protocol.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people whom we muted, and how much of them was hidden. Owned by {@link Contacts}, which saves it. */
final class Mutes {
    /** As many as may be blocked. */
    static final int MAX_MUTED = 1_000;

    private final Map<String, Muted> muted = new LinkedHashMap<>();

    /** How many lines of a person were hidden since we muted them, or since the start. */
    private final Map<String, Integer> hidden = new HashMap<>();

    void start(List<Muted> saved) {
        saved.stream().limit(MAX_MUTED).forEach(mute -> muted.put(mute.person().key(), mute));
    }

    boolean isMuted(String key) {
        return muted.containsKey(key);
    }

    /** Null for a person who is not muted. */
    @Nullable Muted mute(String key) {
        return muted.get(key);
    }

    boolean isFull() {
        return muted.size() >= MAX_MUTED;
    }

    /** In the order in which they were muted. */
    List<Muted> all() {
        return List.copyOf(muted.values());
    }

    void add(Muted mute) {
        muted.put(mute.person().key(), mute);
    }

    void remove(String key) {
        muted.remove(key);
        hidden.remove(key);
    }

    /** Notes that a line of this person was hidden. Returns how many were so far. */
    int noteHidden(String key) {
        return hidden.merge(key, 1, Integer::sum);
    }

    int hiddenLines(String key) {
        return hidden.getOrDefault(key, 0);
    }

    /** Those whose time is over. */
    List<Muted> over(ChatContext context) {
        return muted.values().stream().filter(mute -> mute.isOver(context.wallMs())).toList();
    }

    /** Has us woken when the next one ends. */
    void startTimer(ChatContext context) {
        muted.values()
                .stream()
                .filter(Muted::hasEnd)
                .mapToLong(Muted::untilMs)
                .min()
                .ifPresent(firstMs -> context.start(
                        new ChatTimer.MuteOver(), Math.max(0, firstMs - context.wallMs())));
    }
}
