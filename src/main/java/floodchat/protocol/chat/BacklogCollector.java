package floodchat.protocol.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was said before we came, or while the network was parted. It comes in any order and within a moment; so it is collected until no more has
 * come for a while, and then shown in order of time. Owned by a {@link InboundMessages}.
 */
final class BacklogCollector {
    /** Several times what it takes to fetch the next part of a backlog over a slow link. */
    static final long QUIET_MS = 400;

    /** A trickle that never ends is shown as it comes. */
    static final long LONGEST_MS = 2_000;

    /** As many as one backlog has; with texts of 4 KiB, 8 MiB of memory at most. */
    static final int MAX_COLLECTED = 1_000;

    private static final Comparator<ChatEvent.Spoken> BY_TIME = Comparator.comparing(ChatEvent.Spoken::at)
            .thenComparing(spoken -> spoken.id().author())
            .thenComparingLong(spoken -> spoken.id().sequence());

    private final List<ChatEvent.Spoken> collected = new ArrayList<>();
    private long firstMs;

    void add(ChatEvent.Spoken spoken, ChatContext context) {
        if (collected.isEmpty()) {
            firstMs = context.nowMs();
        }
        collected.add(spoken);
        if (collected.size() >= MAX_COLLECTED) {
            show(context);
        } else {
            long dueMs = Math.min(context.nowMs() + QUIET_MS, firstMs + LONGEST_MS);
            context.start(new ChatTimer.EarlierDue(), dueMs - context.nowMs());
        }
    }

    void show(ChatContext context) {
        if (!collected.isEmpty()) {
            context.show(new ChatEvent.CaughtUp(collected.stream().sorted(BY_TIME).toList()));
            collected.clear();
        }
    }
}
