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

    /** What others said after our start by more than this came to us late. Clocks differ by less. */
    static final long CLOCKS_DIFFER_MS = 60_000;

    /**
     * A neighbour that sends a backlog again and again must not fill the window with notices. Between two of them is at
     * least this time. It doubles with each, up to {@link #MAX_NOTICE_PERIOD_MS}. After a longer peace it begins again.
     */
    static final long NOTICE_PERIOD_MS = 60_000;

    static final long MAX_NOTICE_PERIOD_MS = 64 * NOTICE_PERIOD_MS;

    private final List<ChatEvent.Spoken> collected = new ArrayList<>();
    private long firstMs;

    /** By the wall clock. */
    private long startedMs = Long.MAX_VALUE - CLOCKS_DIFFER_MS;

    private long mayNoticeAtMs;
    private long noticePeriodMs = NOTICE_PERIOD_MS / 2;

    /** We are in the network from now on. */
    void start(ChatContext context) {
        startedMs = context.wallMs();
    }

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
            notice(context);
            collected.clear();
        }
    }

    /** Two parts of the network have met again, or we were without a link: that is why lines came late. */
    private void notice(ChatContext context) {
        long late = collected.stream()
                .filter(line -> !line.own() && line.at().toEpochMilli() > startedMs + CLOCKS_DIFFER_MS)
                .count();
        if (late > 0 && context.nowMs() >= mayNoticeAtMs) {
            boolean wasPeace = context.nowMs() >= mayNoticeAtMs + MAX_NOTICE_PERIOD_MS;
            noticePeriodMs = wasPeace ? NOTICE_PERIOD_MS : Math.min(2 * noticePeriodMs, MAX_NOTICE_PERIOD_MS);
            mayNoticeAtMs = context.nowMs() + noticePeriodMs;
            context.show(new ChatEvent.Noticed(late == 1
                    ? "A part of the network was cut off from us, and is here again: 1 line came in."
                    : "A part of the network was cut off from us, and is here again: %,d lines came in."
                            .formatted(late)));
        }
    }
}
