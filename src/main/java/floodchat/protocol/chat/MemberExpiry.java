package floodchat.protocol.chat;

import java.util.List;

/** Finds the members who have been silent for too long. Owned by an {@link InboundMessages}. */
final class MemberExpiry {
    private static final long NEVER = Long.MAX_VALUE;

    private final Members members;

    /** When the timer fires. */
    private long dueMs = NEVER;

    MemberExpiry(Members members) {
        this.members = members;
    }

    /** The member has sent a message or a presence. */
    void heard(Member member, ChatContext context) {
        member.heard(context.nowMs());
        if (member.expiresAtMs() < dueMs) {
            start(member.expiresAtMs(), context);
        }
    }

    /**
     * The timer has fired: returns the members who are gone. The caller removes them and then calls {@link #restart}.
     */
    List<Member> silent(ChatContext context) {
        return members.all().stream().filter(member -> member.expiresAtMs() <= context.nowMs()).toList();
    }

    /** Starts the timer for the next member who may be gone. */
    void restart(ChatContext context) {
        dueMs = NEVER;
        members.all().stream().mapToLong(Member::expiresAtMs).min().ifPresent(firstMs -> start(firstMs, context));
    }

    private void start(long atMs, ChatContext context) {
        dueMs = atMs;
        context.start(new ChatTimer.Expiry(), atMs - context.nowMs());
    }
}
