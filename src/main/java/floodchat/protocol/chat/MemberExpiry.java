package floodchat.protocol.chat;

import java.util.List;

/** Finds the members who have been silent for too long. Owned by an {@link InboundMessages}. */
final class MemberExpiry {
    /** Each look costs a look at everybody. In a crowd somebody is due all the time. */
    static final long MIN_PAUSE_MS = 500;

    private static final long NEVER = Long.MAX_VALUE;

    private final Members members;
    private final RateLimit limit;

    /** When the timer fires. */
    private long dueMs = NEVER;

    /** Not before that. */
    private long mayLookMs;

    MemberExpiry(Members members, RateLimit limit) {
        this.members = members;
        this.limit = limit;
    }

    /** The member has sent a message or a presence. */
    void heard(Member member, ChatContext context) {
        member.heard(context.nowMs());
        long atMs = Math.max(member.expiresAtMs(limit), mayLookMs);
        if (atMs < dueMs) {
            start(atMs, context);
        }
    }

    /**
     * The timer has fired: returns the members who are gone. The caller removes them and then calls {@link #restart}.
     */
    List<Member> silent(ChatContext context) {
        mayLookMs = context.nowMs() + MIN_PAUSE_MS;
        return members.all().stream().filter(member -> member.expiresAtMs(limit) <= context.nowMs()).toList();
    }

    /** Starts the timer for the next member who may be gone. Called again if the limit changes. */
    void restart(ChatContext context) {
        dueMs = NEVER;
        members.all()
                .stream()
                .mapToLong(member -> member.expiresAtMs(limit))
                .min()
                .ifPresent(firstMs -> start(Math.max(firstMs, mayLookMs), context));
    }

    private void start(long atMs, ChatContext context) {
        dueMs = atMs;
        context.start(new ChatTimer.Expiry(), atMs - context.nowMs());
    }
}
