package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/** Lists who comes, and takes off the list who went, and shows both. Owned by an {@link InboundMessages}. */
final class MemberChanges {
    /**
     * Everyone who is heard in this time after our start was here before us, even if they say that they are new: two
     * who were alone both say so when they link. A first link takes at most 7 s.
     */
    static final long NEW_MS = 10_000;

    private final Self self;
    private final Members members;
    private final Screening screening;
    private final MessageOrder order;
    private long startedMs;

    MemberChanges(Self self, Members members, Screening screening, MessageOrder order) {
        this.self = self;
        this.members = members;
        this.screening = screening;
        this.order = order;
    }

    void start(ChatContext context) {
        startedMs = context.nowMs();
    }

    /**
     * Lists this person. If the roster is full, nobody is told of a silent one: somebody else comes all the time.
     *
     * @param joining whether the person has just come, by their own words or by the time that has passed
     * @param silent whether the person has said nothing to everyone
     */
    @Nullable Member admit(Person person, long run, boolean joining, boolean silent, ChatContext context) {
        boolean isTold = !silent || !members.isFull();
        Member evicted = members.makeRoom(silent);
        if (evicted != null) {
            order.showHeld(evicted, context);
        }
        Member member = members.admit(person, run);
        if (member != null) {
            member.came(context.nowMs());
            if (isTold) {
                tell(person, joining && context.nowMs() >= startedMs + NEW_MS, context);
            }
            noticeNamesake(person, context);
        }
        return member;
    }

    private void tell(Person person, boolean isNew, ChatContext context) {
        screening.show(
                person,
                isNew
                        ? new ChatEvent.PeerJoined(person, context.now())
                        : new ChatEvent.PeerFound(person, context.now()),
                context);
    }

    void rename(Member member, String name, ChatContext context) {
        Person before = member.person();
        if (!before.name().equals(name)) {
            members.rename(member, name);
            Person after = member.person();
            screening.show(after, new ChatEvent.PeerRenamed(before, after, context.now()), context);
            noticeNamesake(after, context);
        }
    }

    private void noticeNamesake(Person person, ChatContext context) {
        self.noticeNamesake(person, context);
        screening.noticeNamesake(person, context);
    }

    /** Takes off the list who was lost or said goodbye. */
    void remove(Member member, boolean lost, ChatContext context) {
        members.remove(member, context.nowMs());
        order.showHeld(member, context);
        Person person = member.person();
        screening.show(person, new ChatEvent.PeerLeft(person, lost, context.now()), context);
    }
}
