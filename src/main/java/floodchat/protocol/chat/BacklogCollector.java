package floodchat.protocol.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the backlog: what was said before we came, or while the network was parted. It comes in any order and within
 * a moment. So it is collected until no more comes for a while, and then shown in order of time. Owned by an
 * {@link InboundMessages}.
 */
final class BacklogCollector {
    /** Several times the time that the next part of a backlog takes over a slow link. */
    static final long QUIET_MS = 400;

    /** The oldest collected message is shown after this time, even if more messages keep coming. */
    static final long MAX_WAIT_MS = 2_000;

    /** As many as one backlog has. With texts of 4 KiB, 8 MiB of memory at most. */
    static final int MAX_COLLECTED = 1_000;

    private static final Comparator<ChatEvent.Spoken> BY_TIME = Comparator.comparing(ChatEvent.Spoken::at)
            .thenComparing(spoken -> spoken.id().author())
            .thenComparingLong(spoken -> spoken.id().run())
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
            long dueMs = Math.min(context.nowMs() + QUIET_MS, firstMs + MAX_WAIT_MS);
            context.start(new ChatTimer.BacklogDue(), dueMs - context.nowMs());
        }
    }

    void show(ChatContext context) {
        if (!collected.isEmpty()) {
            context.show(new ChatEvent.CaughtUp(collected.stream().sorted(BY_TIME).toList()));
            collected.clear();
        }
    }
}
