package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what others send: turns envelopes into events and keeps {@link Members} up to date. Everything that comes in
 * here is hostile until it is sanitized.
 */
final class InboundMessages {
    /** Messages of all authors together that wait for a missing one. With texts of 4 KiB, 32 MiB of memory at most. */
    static final int MAX_HELD_IN_ALL = 4_096;

    /**
     * Everyone who is heard in this time after our start was here before us, even if they say that they are new: two
     * who were alone both say so when they link. A first link takes at most 7 s.
     */
    static final long NEW_MS = 10_000;

    /**
     * A person who first speaks later than this after our start has just come: those who were here have been heard by
     * then. (Beyond 240 people presences are rarer, and somebody who was here may count as new.)
     */
    static final long ALL_HEARD_MS = 60_000;

    private final Self self;
    private final Members members;
    private final OwnPresence presence;
    private final MemberExpiry expiry;
    private final BacklogCollector backlog = new BacklogCollector();
    private int heldInAll;
    private long startedMs;

    InboundMessages(Self self, Members members, OwnPresence presence) {
        this.self = self;
        this.members = members;
        this.presence = presence;
        this.expiry = new MemberExpiry(members);
    }

    /** The chat begins. */
    void start(ChatContext context) {
        startedMs = context.nowMs();
    }

    void deliver(ChatInput.Delivered delivered, ChatContext context) {
        switch (Envelope.decode(delivered.payload())) {
            case DecodedEnvelope.Refused(DecodedEnvelope.Reason reason) -> context.emit(new ChatEffect.Reject(reason));
            case DecodedEnvelope.Read(Envelope envelope) when envelope.author().equals(self.key()) -> {}
            case DecodedEnvelope.Read(Envelope(String author, Body raw)) -> {
                Body body = BodySanitizer.sanitize(raw);
                if (body == null) {
                    context.emit(new ChatEffect.Reject(DecodedEnvelope.Reason.MALFORMED));
                } else if (delivered.earlier()) {
                    hearBacklog(author, body, delivered.timeMs(), context);
                } else {
                    hear(author, body, context);
                }
            }
        }
    }

    void showBacklog(ChatContext context) {
        backlog.show(context);
    }

    /** Removes everyone who has been silent for too long. */
    void expire(ChatContext context) {
        expiry.silent(context).forEach(member -> remove(member, true, context));
        expiry.restart(context);
    }

    /** We have waited long enough for what is missing before this author's messages. */
    void giveUpGap(String author, ChatContext context) {
        Member member = members.member(author);
        if (member != null && member.order.deadlineMs() <= context.nowMs()) {
            release(member, member.order::giveUp, context);
        }
    }

    private void hear(String author, Body body, ChatContext context) {
        switch (body) {
            case Body.Presence theirs -> hearPresence(author, theirs, context);
            case Body.Numbered message -> hearMessage(author, message, context);
        }
    }

    /**
     * A backlog message does not show that its author is here, and is sorted by time. But if it fills a gap of a
     * member, it is delivered in the order of that member's numbers: it was said while a link was lost.
     */
    private void hearBacklog(String author, Body body, long timeMs, ChatContext context) {
        Member member = members.member(author);
        switch (body) {
            case Body.Presence _ -> {}
            case Body.Numbered message when member != null && member.order.awaits(message.seq()) ->
                release(member, () -> member.order.accept(message, context.nowMs()), context);
            case Body.Spoken message -> {
                ChatEvent.Spoken spoken = spoken(author, message, Math.min(timeMs, context.wallMs()));
                if (spoken != null) {
                    backlog.add(spoken, context);
                }
            }
            case Body.Leave _ -> {}
        }
    }

    private void hearPresence(String author, Body.Presence theirs, ChatContext context) {
        if (members.isOutdated(author, theirs.beat())) {
            return;
        }
        Member member = members.member(author);
        if (member == null) {
            member = admit(new Person(author, theirs.name()), theirs.joining(), context);
        } else {
            rename(member, theirs.name(), context);
        }
        if (member != null) {
            follow(member, theirs, context);
        }
        if (theirs.joining()) {
            presence.answerSoon(context);
        }
    }

    private void follow(Member member, Body.Presence theirs, ChatContext context) {
        member.presence(theirs.beat(), theirs.rate());
        expiry.heard(member, context);
        release(member, () -> member.order.noteSent(theirs.seq(), context.nowMs()), context);
    }

    /** A message shows that its author is here, except after a goodbye: then it only came late. */
    private void hearMessage(String author, Body.Numbered message, ChatContext context) {
        Member member = members.member(author);
        if (member == null && message instanceof Body.Spoken spoken && !members.hasDeparted(author)) {
            boolean joining = context.nowMs() >= startedMs + ALL_HEARD_MS;
            member = admit(new Person(author, spoken.name()), joining, context);
        }
        if (member == null) {
            show(author, message, context);
        } else {
            follow(member, message, context);
        }
    }

    private void follow(Member member, Body.Numbered message, ChatContext context) {
        expiry.heard(member, context);
        release(member, () -> member.order.accept(message, context.nowMs()), context);
    }

    /**
     * Does a step on the member's reorder buffer, shows what it releases, and starts its timer if the deadline moved.
     */
    private void release(Member member, Supplier<List<Body.Numbered>> step, ChatContext context) {
        ReorderBuffer order = member.order;
        int heldBefore = order.held();
        long deadlineBefore = order.deadlineMs();
        List<Body.Numbered> ready = step.get();
        heldInAll += order.held() - heldBefore;
        if (order.deadlineMs() != ReorderBuffer.NEVER && order.deadlineMs() != deadlineBefore) {
            context.start(new ChatTimer.Gap(member.person().key()), order.deadlineMs() - context.nowMs());
        }
        ready.forEach(message -> show(member.person().key(), message, context));
        if (heldInAll > MAX_HELD_IN_ALL) {
            showHeld(member, context);
        }
    }

    private void showHeld(Member member, ChatContext context) {
        heldInAll -= member.order.held();
        member.order.giveUp().forEach(message -> show(member.person().key(), message, context));
    }

    private void show(String author, Body.Numbered message, ChatContext context) {
        switch (message) {
            case Body.Spoken spoken -> {
                ChatEvent.Spoken event = spoken(author, spoken, context.wallMs());
                if (event != null) {
                    context.show(event);
                }
            }
            case Body.Leave leave -> depart(author, leave, context);
        }
    }

    /** Null if the message is for somebody else. */
    private ChatEvent.@Nullable Spoken spoken(String author, Body.Spoken message, long atMs) {
        MessageId id = new MessageId(author, message.seq());
        Person from = new Person(author, message.name());
        Instant at = Instant.ofEpochMilli(atMs);
        return switch (message) {
            case Body.Say say -> new ChatEvent.Said(id, from, say.text(), at, false);
            case Body.Tell tell when self.hasName() && tell.to().equals(self.key()) ->
                new ChatEvent.Told(id, from, self.named(), tell.text(), at, false);
            case Body.Tell _ -> null;
        };
    }

    private void depart(String author, Body.Leave leave, ChatContext context) {
        Member member = members.member(author);
        members.noteDeparture(author, leave.beat());
        if (member != null) {
            remove(member, false, context);
        }
    }

    /** @param joining whether the person has just come, by their own words or by the time that has passed */
    private @Nullable Member admit(Person person, boolean joining, ChatContext context) {
        Member member = members.admit(person);
        if (member != null) {
            context.show(joining && context.nowMs() >= startedMs + NEW_MS
                    ? new ChatEvent.PeerJoined(person, context.now())
                    : new ChatEvent.PeerFound(person, context.now()));
            self.noticeNamesake(person, context);
        }
        return member;
    }

    private void rename(Member member, String name, ChatContext context) {
        Person before = member.person();
        if (!before.name().equals(name)) {
            members.rename(member, name);
            context.show(new ChatEvent.PeerRenamed(before, member.person(), context.now()));
            self.noticeNamesake(member.person(), context);
        }
    }

    private void remove(Member member, boolean lost, ChatContext context) {
        members.remove(member);
        showHeld(member, context);
        context.show(new ChatEvent.PeerLeft(member.person(), lost, context.now()));
    }
}
