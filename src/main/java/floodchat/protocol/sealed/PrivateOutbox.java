package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Our private lines until they have a receipt: on the disk, and bounded. Owned by a {@link SealedCore}. */
final class PrivateOutbox {
    static final int MAX_LINES_PER_PERSON = 256;

    /** With texts of 4 KiB, 16 MiB. */
    static final int MAX_LINES = 4_096;

    /** After this time a line is given up, and our person is told. */
    static final long GIVEN_UP_AFTER_MS = TimeUnit.DAYS.toMillis(7);

    /** How many publications may wait to be handed over. */
    static final int MAX_TICKETS = 4_096;

    private final PersonKey self;
    private final Saves saves;
    private final Map<PersonKey, Conversation> conversations = new LinkedHashMap<>();
    private final Map<PersonKey, Long> lastSealed;
    private final Map<Long, Published> published = new LatestMap<>(MAX_TICKETS);

    /** What those are called for whom lines wait, as it is on the disk. */
    private final Map<PersonKey, String> names;

    private int lines;
    private long run;

    private record Published(Conversation conversation, List<OpenLine> lines) {}

    PrivateOutbox(PersonKey self, Stored stored, Saves saves) {
        this.self = self;
        this.saves = saves;
        this.lastSealed = Map.copyOf(stored.lastSealed());
        this.names = new HashMap<>(stored.names());
        stored.lines().forEach((person, theirs) -> {
            theirs.values().forEach(line -> with(person).add(new OpenLine(line)));
            lines += theirs.size();
        });
    }

    void start(long run) {
        this.run = run;
    }

    Conversation with(PersonKey person) {
        return conversations.computeIfAbsent(
                person, _ -> new Conversation(person, lastSealed.getOrDefault(person, 0L)));
    }

    /** Null if we have said nothing to this person, this time and with an open end. */
    @Nullable Conversation find(PersonKey person) {
        return conversations.get(person);
    }

    Collection<Conversation> conversations() {
        return conversations.values();
    }

    /** Why a line can't be taken; null if it can. */
    SealedEvent.LineRefused.@Nullable Reason problem(SealedInput.Submitted line) {
        int length = line.text().getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > Item.Line.MAX_TEXT_BYTES || line.others().size() > Item.Line.MAX_OTHERS) {
            return SealedEvent.LineRefused.Reason.OUT_OF_BOUNDS;
        }
        if (line.to().equals(self)) {
            return SealedEvent.LineRefused.Reason.TO_OURSELVES;
        }
        boolean isFull = lines >= MAX_LINES
                || with(line.to()).open().size() >= MAX_LINES_PER_PERSON
                || saves.isBehind();
        return isFull ? SealedEvent.LineRefused.Reason.OUTBOX_FULL : null;
    }

    /** Takes a line without a {@link #problem}. Its conversation gets it when it is on the disk. */
    OpenLine take(SealedInput.Submitted submitted, SealedContext context) {
        Conversation conversation = with(submitted.to());
        LineId id = conversation.nextId(run);
        OpenLine line = new OpenLine(
                new Item.Line(id, context.wallMs(), submitted.text(), submitted.others(), submitted.quote()));
        lines++;
        return line;
    }

    /** Keeps what the recipient is called. In the file it stands behind the line: without a line it is dropped. */
    void name(PersonKey person, String name, SealedContext context) {
        if (!name.equals(names.put(person, name))) {
            saves.save(new StoredChange.RecipientNamed(person, name), context);
        }
    }

    /** The network has got these lines. */
    void published(long ticket, Conversation conversation, List<OpenLine> sent) {
        published.put(ticket, new Published(conversation, sent));
    }

    void handedOver(long ticket, SealedContext context) {
        Published handedOver = published.remove(ticket);
        if (handedOver == null) {
            return;
        }
        PersonKey person = handedOver.conversation.person();
        for (OpenLine line : handedOver.lines) {
            boolean isOpen = handedOver.conversation.line(line.line().id()) == line;
            if (isOpen && line.state() == LineState.WAITING) {
                line.passedOn();
                context.show(new SealedEvent.LineChanged(person, line.line().id(), LineState.PASSED_ON));
            }
        }
    }

    /** The recipient has shown these lines. Receipts of others than the recipient find nothing. */
    void receipt(PersonKey person, Item.Receipt receipt, SealedContext context) {
        Conversation conversation = conversations.get(person);
        if (conversation != null) {
            receipt.lines()
                    .stream()
                    .filter(id -> conversation.line(id) != null)
                    .forEach(id -> close(conversation, id, LineState.SHOWN, context));
        }
    }

    /** Only for a clock that is known to be right: what is given up does not come back. */
    void giveUpOld(SealedContext context) {
        for (Conversation conversation : conversations.values()) {
            conversation.open()
                    .stream()
                    .map(open -> open.line())
                    .filter(line -> line.writtenMs() + GIVEN_UP_AFTER_MS <= context.wallMs())
                    .toList()
                    .forEach(line -> close(conversation, line.id(), LineState.GIVEN_UP, context));
        }
    }

    /** Our person gives it up. What was passed on may still arrive. */
    void drop(PersonKey person, LineId id, SealedContext context) {
        Conversation conversation = conversations.get(person);
        if (conversation != null && conversation.line(id) != null) {
            close(conversation, id, LineState.DROPPED, context);
        }
    }

    List<WaitingLine> waiting(Predicate<PersonKey> hasKeys) {
        List<WaitingLine> waiting = new ArrayList<>();
        for (Conversation conversation : conversations.values()) {
            PersonKey person = conversation.person();
            boolean keys = hasKeys.test(person);
            for (OpenLine open : conversation.open()) {
                Item.Line line = open.line();
                waiting.add(
                        new WaitingLine(person, line.id(), line.writtenMs(), line.text(), open.state(), keys));
            }
        }
        return waiting;
    }

    private void close(Conversation conversation, LineId id, LineState state, SealedContext context) {
        conversation.remove(id);
        if (conversation.open().isEmpty()) {
            names.remove(conversation.person());
        }
        lines--;
        saves.save(new StoredChange.LineRemoved(conversation.person(), id), context);
        context.show(new SealedEvent.LineChanged(conversation.person(), id, state));
    }
}
