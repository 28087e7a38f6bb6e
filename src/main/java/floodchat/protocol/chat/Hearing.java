package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Decoded;
import floodchat.protocol.message.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What others tell us: turns envelopes into events and keeps {@link People} true. Everything that comes in here is
 * hostile until it has been cleaned. Owned by a {@link ChatCore}.
 */
final class Hearing {
    /** Messages of all authors that wait for a gap before them; with texts of 4 KiB, 32 MiB of memory at most. */
    static final int MAX_HELD_IN_ALL = 4_096;

    private static final long NEVER = Long.MAX_VALUE;

    private final Self self;
    private final People people;
    private final OwnPresence presence;
    private final EarlierSpeech earlier = new EarlierSpeech();
    private int heldInAll;
    private long nextExpiryMs = NEVER;

    Hearing(Self self, People people, OwnPresence presence) {
        this.self = self;
        this.people = people;
        this.presence = presence;
    }

    void deliver(ChatInput.Delivered delivered, Turn turn) {
        switch (Envelope.decode(delivered.payload())) {
            case Decoded.Refused(Decoded.Reason reason) -> turn.emit(new ChatEffect.Reject(reason));
            case Decoded.Read(Envelope envelope) when envelope.author().equals(self.key()) -> {}
            case Decoded.Read(Envelope envelope) when delivered.earlier() ->
                hearEarlier(envelope, delivered.timeMs(), turn);
            case Decoded.Read(Envelope envelope) -> hear(envelope, turn);
        }
    }

    void showEarlier(Turn turn) {
        earlier.show(turn);
    }

    /** Whoever gave no sign of life for too long is gone. */
    void expire(Turn turn) {
        nextExpiryMs = NEVER;
        List<Member> silent = people.members()
                .stream()
                .filter(member -> member.expiresAtMs() <= turn.nowMs())
                .toList();
        silent.forEach(member -> remove(member, true, turn));
        people.members().stream().mapToLong(Member::expiresAtMs).min().ifPresent(first -> expireAt(first, turn));
    }

    /** What is missing before this author's messages was waited for long enough. */
    void giveUpGap(String author, Turn turn) {
        Member member = people.member(author);
        if (member != null && member.order.deadlineMs() <= turn.nowMs()) {
            release(member, member.order::giveUp, turn);
        }
    }

    private void hear(Envelope envelope, Turn turn) {
        String author = envelope.author();
        switch (Cleaning.clean(envelope.body())) {
            case null -> turn.emit(new ChatEffect.Reject(Decoded.Reason.MALFORMED));
            case Body.Presence sign -> hearPresence(author, sign, turn);
            case Body.Numbered message -> hearMessage(author, message, turn);
        }
    }

    /**
     * Words from before we came are no sign of life, and stand among what was said at their time. But what an author whom we hear already said while
     * a link was lost belongs before what we hold of them.
     */
    private void hearEarlier(Envelope envelope, long timeMs, Turn turn) {
        Member member = people.member(envelope.author());
        switch (Cleaning.clean(envelope.body())) {
            case null -> turn.emit(new ChatEffect.Reject(Decoded.Reason.MALFORMED));
            case Body.Presence _ -> {}
            case Body.Numbered message when member != null && member.order.awaits(message.seq()) ->
                release(member, () -> member.order.accept(message, turn.nowMs()), turn);
            case Body.Spoken message -> {
                ChatEvent.Spoken spoken = spoken(envelope.author(), message, Math.min(timeMs, turn.nowMs()));
                if (spoken != null) {
                    earlier.add(spoken, turn);
                }
            }
            case Body.Leave _ -> {}
        }
    }

    private void hearPresence(String author, Body.Presence sign, Turn turn) {
        if (people.isOutdated(author, sign.beat())) {
            return;
        }
        Member member = people.member(author);
        if (member == null) {
            member = admit(new Person(author, sign.name()), turn);
        } else {
            rename(member, sign.name(), turn);
        }
        if (member != null) {
            follow(member, sign, turn);
        }
        if (sign.joining()) {
            presence.answerSoon(turn);
        }
    }

    private void follow(Member member, Body.Presence sign, Turn turn) {
        member.beat(sign.beat(), sign.rate());
        noteLife(member, turn);
        release(member, () -> member.order.noteSent(sign.seq(), turn.nowMs()), turn);
    }

    /** To speak is a sign of life, and enough to be listed, but for those who said goodbye: their words may be late. */
    private void hearMessage(String author, Body.Numbered message, Turn turn) {
        Member member = people.member(author);
        if (member == null && message instanceof Body.Spoken spoken && !people.hasDeparted(author)) {
            member = admit(new Person(author, spoken.name()), turn);
        }
        if (member == null) {
            show(author, message, turn);
        } else {
            follow(member, message, turn);
        }
    }

    private void follow(Member member, Body.Numbered message, Turn turn) {
        noteLife(member, turn);
        release(member, () -> member.order.accept(message, turn.nowMs()), turn);
    }

    private void release(Member member, Supplier<List<Body.Numbered>> step, Turn turn) {
        SpeechOrder order = member.order;
        int heldBefore = order.held();
        long deadlineBefore = order.deadlineMs();
        List<Body.Numbered> ready = step.get();
        heldInAll += order.held() - heldBefore;
        if (order.deadlineMs() != SpeechOrder.NEVER && order.deadlineMs() != deadlineBefore) {
            turn.start(new ChatTimer.Gap(member.person().key()), order.deadlineMs() - turn.nowMs());
        }
        ready.forEach(message -> show(member.person().key(), message, turn));
        if (heldInAll > MAX_HELD_IN_ALL) {
            showHeld(member, turn);
        }
    }

    private void showHeld(Member member, Turn turn) {
        heldInAll -= member.order.held();
        member.order.giveUp().forEach(message -> show(member.person().key(), message, turn));
    }

    private void show(String author, Body.Numbered message, Turn turn) {
        switch (message) {
            case Body.Spoken spoken -> {
                ChatEvent.Spoken event = spoken(author, spoken, turn.nowMs());
                if (event != null) {
                    turn.show(event);
                }
            }
            case Body.Leave leave -> depart(author, leave, turn);
        }
    }

    /** Null where it is told to somebody else. */
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

    private void depart(String author, Body.Leave leave, Turn turn) {
        Member member = people.member(author);
        people.noteDeparture(author, leave.beat());
        if (member != null) {
            remove(member, false, turn);
        }
    }

    private @Nullable Member admit(Person person, Turn turn) {
        Member member = people.admit(person);
        if (member != null) {
            turn.show(new ChatEvent.PeerJoined(person, turn.now()));
            self.noticeNamesake(person, turn);
        }
        return member;
    }

    private void rename(Member member, String name, Turn turn) {
        Person before = member.person();
        if (!before.name().equals(name)) {
            people.rename(member, name);
            turn.show(new ChatEvent.PeerRenamed(before, member.person(), turn.now()));
            self.noticeNamesake(member.person(), turn);
        }
    }

    private void remove(Member member, boolean lost, Turn turn) {
        people.remove(member);
        showHeld(member, turn);
        turn.show(new ChatEvent.PeerLeft(member.person(), lost, turn.now()));
    }

    private void noteLife(Member member, Turn turn) {
        member.heard(turn.nowMs());
        if (member.expiresAtMs() < nextExpiryMs) {
            expireAt(member.expiresAtMs(), turn);
        }
    }

    private void expireAt(long atMs, Turn turn) {
        nextExpiryMs = atMs;
        turn.start(new ChatTimer.Expiry(), atMs - turn.nowMs());
    }
}
