package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows the messages of each member in the order of their numbers, and holds those that came too early. Owned by an
 * {@link InboundMessages}.
 */
final class MessageOrder {
    /** Messages of all authors together that wait for a missing one. With texts of 4 KiB, 32 MiB of memory at most. */
    static final int MAX_HELD_IN_ALL = 4_096;

    private final Members members;
    private final Shown shown;
    private int heldInAll;

    /** Takes what is to be shown now. */
    interface Shown {
        void show(String author, Body.Numbered message, ChatContext context);
    }

    MessageOrder(Members members, Shown shown) {
        this.members = members;
        this.shown = shown;
    }

    /** A message of the member's run has come. */
    void accept(Member member, Body.Numbered message, ChatContext context) {
        release(member, () -> member.order().accept(message, context.nowMs()), context);
    }

    /** A presence of the member's run has told the number of the last message. */
    void noteSent(Member member, long seq, ChatContext context) {
        release(member, () -> member.order().noteSent(seq, context.nowMs()), context);
    }

    /** We have waited long enough for what is missing before this author's messages. */
    void giveUpGap(String author, ChatContext context) {
        Member member = members.member(author);
        if (member != null && member.order().deadlineMs() <= context.nowMs()) {
            release(member, member.order()::giveUp, context);
        }
    }

    /** Shows all that is held of this member. */
    void showHeld(Member member, ChatContext context) {
        heldInAll -= member.order().held();
        String author = member.person().key();
        member.order().giveUp().forEach(message -> shown.show(author, message, context));
    }

    /**
     * Does a step on the member's reorder buffer, shows what it releases, and starts its timer if the deadline moved.
     */
    private void release(Member member, Supplier<List<Body.Numbered>> step, ChatContext context) {
        ReorderBuffer order = member.order();
        int heldBefore = order.held();
        long deadlineBefore = order.deadlineMs();
        List<Body.Numbered> ready = step.get();
        heldInAll += order.held() - heldBefore;
        String author = member.person().key();
        if (order.deadlineMs() != ReorderBuffer.NEVER && order.deadlineMs() != deadlineBefore) {
            context.start(new ChatTimer.Gap(author), order.deadlineMs() - context.nowMs());
        }
        ready.forEach(message -> shown.show(author, message, context));
        if (heldInAll > MAX_HELD_IN_ALL) {
            showHeld(member, context);
        }
    }
}
