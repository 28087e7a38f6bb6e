package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.sealed.LineId;
import floodchat.protocol.sealed.LineState;
import floodchat.protocol.sealed.SealedEvent;
import floodchat.protocol.sealed.SealedRefusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows private lines, ours and those that arrive, and how far ours have come. Owned by a {@link PrivateMessages}.
 */
final class PrivateLines {
    /** Of how many sealed packets we remember that they are on their way: 400 kB. */
    static final int MAX_ON_THE_WAY = 4_096;

    /** What was written longer ago has waited for us, and is shown with that time. A first letter takes seconds. */
    static final long MAX_JUST_WRITTEN_MS = TimeUnit.MINUTES.toMillis(5);

    /** Nobody sends a line longer than this. What claims to be older was written by a wrong clock. */
    static final long MAX_AGE_MS = TimeUnit.DAYS.toMillis(8);

    /** More names make no better sentence. */
    private static final int MAX_PEOPLE_NAMED = 3;

    private final Self self;
    private final Members members;
    private final Screening screening;
    private final PersonLabels labels;
    private final Correspondents correspondents;
    private final RefusalCounter refusals;

    /** Tickets of the chat to tickets of the sealed core. */
    private final LinkedHashMap<Long, Long> onTheWay = new LinkedHashMap<>();

    /** Lines of this run that no other peer was given. */
    private final Set<MessageId> waiting = new HashSet<>();

    private long requests;
    private @Nullable Submitted submitted;

    private record Submitted(long request, ChatCommand.Tell command, Person to, String text) {}

    PrivateLines(
            Self self,
            Members members,
            Screening screening,
            PersonLabels labels,
            Correspondents correspondents,
            RefusalCounter refusals) {
        this.self = self;
        this.members = members;
        this.screening = screening;
        this.labels = labels;
        this.correspondents = correspondents;
        this.refusals = refusals;
    }

    int waiting() {
        return waiting.size();
    }

    void forgetWaiting() {
        waiting.clear();
    }

    private String label(PersonKey person) {
        return labels.of(correspondents.person(person));
    }

    /** What those are called to whom lines of earlier runs go. */
    void restore(Map<PersonKey, String> names) {
        names.forEach((key, stored) -> {
            String name = BodySanitizer.name(stored);
            if (name != null) {
                correspondents.choose(new Person(key.hex(), name));
            }
        });
    }

    /** Says at the start for whom lines of earlier runs wait. Nobody is here yet: we know only names on the disk. */
    void noticeOpen(Map<PersonKey, Integer> open, ChatContext context) {
        if (!open.isEmpty()) {
            String counts = open.entrySet()
                    .stream()
                    .limit(MAX_PEOPLE_NAMED)
                    .map(entry -> entry.getValue() + " for " + label(entry.getKey()))
                    .collect(Collectors.joining(", "));
            int more = open.size() - MAX_PEOPLE_NAMED;
            String others = more > 0 ? ", and some for %d others".formatted(more) : "";
            context.show(new ChatEvent.Noticed("Private lines still wait: " + counts + others + "."));
        }
    }

    // ---- packets on their way

    void published(long ticket, long ofCore) {
        onTheWay.put(ticket, ofCore);
        if (onTheWay.size() > MAX_ON_THE_WAY) {
            onTheWay.pollFirstEntry();
        }
    }

    /** The ticket of the sealed core; null if the packet was none of its. */
    @Nullable Long handedOver(long ticket) {
        return onTheWay.remove(ticket);
    }

    // ---- our lines

    /** Returns the number of the request. {@link #accepted} or {@link #refused} follows before the next one. */
    long submit(ChatCommand.Tell command, Person to, String text) {
        submitted = new Submitted(++requests, command, to, text);
        return requests;
    }

    void accepted(SealedEvent.LineAccepted accepted, ChatContext context) {
        Submitted line = submitted;
        if (line == null || line.request != accepted.request()) {
            throw new IllegalStateException("a line that nobody has written");
        }
        submitted = null;
        Person to = line.to;
        MessageId id = ownId(accepted.to(), accepted.id());
        correspondents.choose(to);
        waiting.add(id);
        context.show(new ChatEvent.Told(id, self.named(), to, line.text, context.now(), true));
        context.show(new ChatEvent.DeliveryChanged(id, Delivery.QUEUED));
        Member member = members.member(to.key());
        Absence away = member == null ? null : member.takeUntoldAway();
        if (away != null) {
            context.show(new ChatEvent.WrittenToAway(to, away));
        }
        if (member == null) {
            context.show(new ChatEvent.Noticed(
                    label(accepted.to()) + " is not here: the line is kept for 7 days, and sent when they come."));
        }
    }

    void refused(SealedEvent.LineRefused refused, ChatContext context) {
        Submitted line = submitted;
        submitted = null;
        if (line != null) {
            context.refuse(
                    line.command,
                    switch (refused.reason()) {
                        case OUT_OF_BOUNDS -> "This line was not taken: it is empty or too long.";
                        case OUTBOX_FULL -> "This line was not taken: too many private lines wait already.";
                        case TO_OURSELVES -> "That is you: a message to yourself goes nowhere.";
                    });
        }
    }

    void changed(SealedEvent.LineChanged changed, ChatContext context) {
        MessageId id = ownId(changed.to(), changed.id());
        if (changed.state() != LineState.WAITING) {
            waiting.remove(id);
        }
        context.show(new ChatEvent.DeliveryChanged(id, delivery(changed.state())));
        if (changed.state() == LineState.GIVEN_UP) {
            context.show(new ChatEvent.Noticed("A private line to %s was given up: nobody took it for 7 days."
                    .formatted(label(changed.to()))));
        }
    }

    private static Delivery delivery(LineState state) {
        return switch (state) {
            case WAITING -> Delivery.QUEUED;
            case PASSED_ON -> Delivery.SENT;
            case SHOWN -> Delivery.SHOWN;
            case GIVEN_UP, DROPPED -> Delivery.GIVEN_UP;
        };
    }

    private MessageId ownId(PersonKey to, LineId id) {
        return new MessageId(self.key(), id.run(), id.number(), to.hex());
    }

    // ---- what arrives

    /** Our person has accepted what this one writes. */
    void acceptedFrom(Person author) {
        correspondents.choose(author);
    }

    /**
     * Shows the line, if it is to be shown now. If nothing of it can ever be shown, it counts as held back. There is no
     * history on disk yet; when there is, the line and the change that says that it has arrived go there in one write.
     */
    Admission arrived(SealedEvent.LineArrived arrived, ChatContext context) {
        String text = BodySanitizer.text(arrived.line().text());
        if (text == null) {
            refusals.refuse(Refusal.UNREADABLE, context);
            return Admission.HELD_BACK;
        }
        LineId line = arrived.line().id();
        MessageId id = new MessageId(arrived.author().hex(), line.run(), line.number(), self.key());
        Person from = correspondents.author(arrived.author(), arrived.authorsName());
        Instant at = Instant.ofEpochMilli(timeToShow(arrived.line().writtenMs(), context.wallMs()));
        Instant written = Instant.ofEpochMilli(arrived.line().writtenMs());
        ChatEvent.Told told = new ChatEvent.Told(id, from, self.named(), text, at, false, written);
        Admission admission = screening.admit(told, context);
        if (admission == Admission.SHOWN) {
            context.show(told);
        }
        return admission;
    }

    private static long timeToShow(long writtenMs, long wallMs) {
        return writtenMs >= wallMs - MAX_JUST_WRITTEN_MS ? wallMs : Math.max(writtenMs, wallMs - MAX_AGE_MS);
    }

    /** What is sealed for somebody else is no refusal: most of what comes is. */
    void refused(SealedRefusal reason, ChatContext context) {
        switch (reason) {
            case MALFORMED -> refusals.refuse(Refusal.UNREADABLE, context);
            case NOT_OPENED -> refusals.refuse(Refusal.FORGED, context);
            case OWN, FORGOTTEN -> refusals.refuse(Refusal.REPEATED, context);
            case AHEAD -> refusals.refuse(Refusal.OUTDATED, context);
            case TOO_MANY -> refusals.refuse(Refusal.TOO_MANY, context);
            case NOT_FOR_US, BLOCKED -> {}
        }
    }
}
