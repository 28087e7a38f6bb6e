package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.message.EnvelopeReader;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes what others send: turns envelopes into events and keeps {@link Members} up to date. Everything that comes in
 * here is hostile until its signature is verified and it is sanitized.
 */
final class InboundMessages {
    /**
     * A person who first speaks later than this after our start has just come: those who were here have been heard by
     * then. (Beyond 120 people presences are rarer, and somebody who was here may count as new.)
     */
    static final long ALL_HEARD_MS = 60_000;

    /** A presence or a goodbye counts if the author's clock is this close to ours, as close as W18 asks of a link. */
    static final long MAX_CLOCK_DIFFERENCE_MS = 2 * 60 * 60 * 1_000;

    /**
     * What was said longer than this before our start is earlier, whatever packet brings it. Clocks that follow a time
     * server differ by less.
     */
    static final long START_TOLERANCE_MS = 30_000;

    private final Self self;
    private final Members members;
    private final OwnPresence presence;
    private final Screening screening;
    private final RateLimit rateLimit;
    private final MemberExpiry expiry;
    private final MemberChanges changes;
    private final BacklogCollector backlog = new BacklogCollector();
    private final KnownMessages known = new KnownMessages();
    private final RefusalCounter refusals;
    private final PrivateMessages privateMessages;
    private final MessageOrder order;
    private final OwnMessages own;
    private @Nullable EnvelopeReader reader;
    private long startedMs;

    InboundMessages(
            Self self,
            Members members,
            Screening screening,
            Outbox outbox,
            OwnPresence presence,
            OwnRun run,
            RateLimit rateLimit,
            RefusalCounter refusals,
            PrivateMessages privateMessages) {
        this.refusals = refusals;
        this.privateMessages = privateMessages;
        this.self = self;
        this.members = members;
        this.screening = screening;
        this.presence = presence;
        this.rateLimit = rateLimit;
        this.expiry = new MemberExpiry(members, rateLimit);
        this.order = new MessageOrder(members, this::show);
        this.changes = new MemberChanges(self, members, screening, order);
        this.own = new OwnMessages(self, run, outbox, presence, backlog);
    }

    /**
     * The chat begins. The first signature and the first body take a quarter of a second, because classes are loaded:
     * better now than when a newcomer waits for our answer.
     *
     * @param tag the network tag
     */
    void start(byte[] tag, ChatContext context) {
        reader = new EnvelopeReader(tag);
        startedMs = context.nowMs();
        changes.start(context);
        backlog.start(context);
        DecodedEnvelope own = reader.read(self.sign(new Body.Leave(1, 1, 1, 1)));
        if (!(own instanceof DecodedEnvelope.Read)) {
            throw new IllegalStateException("what we sign can't be read: " + own);
        }
    }

    void deliver(ChatInput.Delivered delivered, ChatContext context) {
        switch (Objects.requireNonNull(reader, "the chat has not begun").read(delivered.payload())) {
            case DecodedEnvelope.Refused(DecodedEnvelope.Reason reason) ->
                refusals.refuse(Refusal.of(reason), context);
            case DecodedEnvelope.Read(Envelope envelope) -> {
                Body body = BodySanitizer.sanitize(envelope.body());
                if (body == null) {
                    refusals.refuse(Refusal.UNREADABLE, context);
                } else {
                    take(envelope.author(), body, delivered, context);
                }
            }
        }
    }

    void showBacklog(ChatContext context) {
        backlog.show(context);
    }

    /** Removes everyone who has been silent for too long. */
    void expire(ChatContext context) {
        expiry.silent(context).forEach(member -> changes.remove(member, true, context));
        expiry.restart(context);
    }

    /** Looks how rare heartbeats may be. */
    void rateWindowOver(ChatContext context) {
        if (rateLimit.windowOver(presence.isLinked(), context)) {
            presence.rateFell(context);
            expiry.restart(context);
        }
    }

    /** We have waited long enough for what is missing before this author's messages. */
    void giveUpGap(String author, ChatContext context) {
        order.giveUpGap(author, context);
    }

    private void take(PersonKey key, Body body, ChatInput.Delivered delivered, ChatContext context) {
        String author = key.hex();
        boolean isOwn = author.equals(self.key());
        if (isOwn && body instanceof Body.OfRun ours) {
            own.noteRun(ours, context);
        }
        switch (body) {
            case Body.Keys _ when isOwn -> {}
            case Body.Keys keys -> privateMessages.keysHeard(key, keys, context);
            case Body.Say say when isOwn -> takeOwn(say, delivered, context);
            case Body.OfRun _ when isOwn -> {}
            case Body.Presence theirs when isOutdated(author, theirs, theirs.beat(), context) ->
                refusals.refuse(Refusal.OUTDATED, context);
            case Body.Presence _ when delivered.earlier() -> {}
            case Body.Presence theirs -> {
                hearPresence(author, theirs, context);
                privateMessages.presenceHeard(key, theirs, context);
            }
            case Body.Leave leave when isOutdated(author, leave, leave.beat(), context) ->
                refusals.refuse(Refusal.OUTDATED, context);
            case Body.Numbered message -> takeMessage(key, message, delivered, context);
        }
    }

    private void takeOwn(Body.Say say, ChatInput.Delivered delivered, ChatContext context) {
        if (!own.wasTypedHere(say)) {
            switch (judge(self.personKey(), say, delivered, context)) {
                case REPEATED -> refusals.refuse(Refusal.REPEATED, context);
                case UNSURE -> own.show(say, false, context);
                case NEW -> own.show(say, isLive(say, delivered, context), context);
            }
        }
    }

    /** Whether the message is new. If it may be, the network learns whose it is. */
    private KnownMessages.Verdict judge(
            PersonKey author, Body.Numbered message, ChatInput.Delivered delivered, ChatContext context) {
        KnownMessages.Verdict verdict = known.add(author.hex(), message, context.wallMs());
        if (verdict != KnownMessages.Verdict.REPEATED) {
            Attribution.tell(author, message, delivered, context);
        }
        return verdict;
    }

    private void takeMessage(
            PersonKey key, Body.Numbered message, ChatInput.Delivered delivered, ChatContext context) {
        String author = key.hex();
        switch (judge(key, message, delivered, context)) {
            case REPEATED -> refusals.refuse(Refusal.REPEATED, context);
            case UNSURE -> hearBacklog(author, message, context);
            case NEW -> {
                if (isLive(message, delivered, context)) {
                    hearMessage(author, message, context);
                } else {
                    hearBacklog(author, message, context);
                }
            }
        }
    }

    /** A presence or a goodbye counts once, while it is fresh by the author's clock. */
    private boolean isOutdated(String author, Body.OfRun body, long beat, ChatContext context) {
        return Math.abs(body.at() - context.wallMs()) > MAX_CLOCK_DIFFERENCE_MS
                || members.isOutdated(author, body.run(), beat);
    }

    /** Whether it was said since our start, as far as the network and the author's clock tell. */
    private boolean isLive(Body.Numbered message, ChatInput.Delivered delivered, ChatContext context) {
        long startedWallMs = context.wallMs() - (context.nowMs() - startedMs);
        return !delivered.earlier() && message.at() >= startedWallMs - START_TOLERANCE_MS;
    }

    /**
     * A backlog message does not show that its author is here, and is sorted by time. But if it fills a gap of a
     * member, it is delivered in the order of that member's numbers: it was said while a link was lost.
     */
    private void hearBacklog(String author, Body.Numbered message, ChatContext context) {
        Member member = members.member(author);
        boolean isAwaited = member != null
                && member.run() == message.run()
                && member.order().awaits(message.seq());
        if (member != null && isAwaited) {
            order.accept(member, message, context);
        } else if (message instanceof Body.Spoken spoken) {
            ChatEvent.Said said = said(author, spoken, Math.min(spoken.at(), context.wallMs()));
            if (screening.admits(said, context)) {
                backlog.add(said, context);
            }
        }
    }

    private void hearPresence(String author, Body.Presence theirs, ChatContext context) {
        rateLimit.heard();
        Member member = memberInRun(author, theirs.run(), context);
        if (member == null) {
            member = changes.admit(new Person(author, theirs.name()), theirs.run(), theirs.joining(), true, context);
        } else {
            changes.rename(member, theirs.name(), context);
        }
        if (member != null) {
            member.presence(theirs.beat(), theirs.rate());
            members.become(member, Absence.of(theirs.absent(), context.wallMs()));
            expiry.heard(member, context);
            order.noteSent(member, theirs.seq(), context);
            if (theirs.joining() && member.takeAnswer(context.nowMs())) {
                presence.answerSoon(context);
            }
        }
    }

    /** A message shows that its author is here, except after a goodbye or in an earlier run: then it only came late. */
    private void hearMessage(String author, Body.Numbered message, ChatContext context) {
        Member member = memberInRun(author, message.run(), context);
        if (member == null
                && message instanceof Body.Spoken spoken
                && !members.hasDeparted(author, message.run())) {
            boolean joining = context.nowMs() >= startedMs + ALL_HEARD_MS;
            member = changes.admit(new Person(author, spoken.name()), message.run(), joining, false, context);
        }
        if (member != null && message instanceof Body.Spoken) {
            members.spoke(member);
        }
        if (member == null || message.run() < member.run()) {
            show(author, message, context);
        } else {
            expiry.heard(member, context);
            order.accept(member, message, context);
        }
    }

    /**
     * The member with this key; null if there is none. A person who has started again stays the same person: what was
     * held of the run before is shown, and the new run begins.
     */
    private @Nullable Member memberInRun(String author, long run, ChatContext context) {
        Member member = members.member(author);
        if (member != null && run > member.run()) {
            order.showHeld(member, context); // a goodbye among it removes the member
            member.beginRun(run);
            return members.member(author);
        }
        return member;
    }

    private void show(String author, Body.Numbered message, ChatContext context) {
        switch (message) {
            case Body.Spoken spoken -> {
                ChatEvent.Said said = said(author, spoken, context.wallMs());
                if (screening.admits(said, context)) {
                    context.show(said);
                }
            }
            case Body.Leave leave -> depart(author, leave, context);
        }
    }

    private static ChatEvent.Said said(String author, Body.Spoken message, long atMs) {
        MessageId id = new MessageId(author, message.run(), message.seq());
        Person from = new Person(author, message.name());
        Instant written = Instant.ofEpochMilli(message.at());
        return new ChatEvent.Said(id, from, message.text(), Instant.ofEpochMilli(atMs), false, written);
    }

    private void depart(String author, Body.Leave leave, ChatContext context) {
        Member member = members.member(author);
        members.noteGoodbye(author, leave.run(), leave.beat(), context.nowMs());
        if (member != null) {
            changes.remove(member, false, context);
        }
    }
}
