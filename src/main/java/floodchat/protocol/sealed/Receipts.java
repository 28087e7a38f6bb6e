package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The receipts that we owe. They go to people whom we answer, in any sealed packet. Only what nobody can replay makes
 * us send one: others must not find out by a copy of an old letter who is here. Owned by a {@link SealedCore}.
 */
final class Receipts {
    /** One receipt serves all lines that come meanwhile, and its time says little about when they were read. */
    static final int MIN_DELAY_MS = 1_000;

    static final int MAX_DELAY_MS = 5_000;

    /** Of each person. A receipt that is forgotten is owed again when the line is repeated. */
    static final int MAX_OWED = 256;

    /** To how many people we owe some. */
    static final int MAX_PEOPLE = 256;

    /** How many lines may wait until they are shown. */
    static final int MAX_TO_BE_SHOWN = 4_096;

    private final Map<PersonKey, SequencedSet<LineId>> owed = new LatestMap<>(MAX_PEOPLE);
    private final Map<Arrived, Boolean> toBeShown = new LatestMap<>(MAX_TO_BE_SHOWN);
    private final Set<PersonKey> due = new HashSet<>();
    private final RandomGenerator random;

    private record Arrived(PersonKey author, LineId id) {}

    Receipts(RandomGenerator random) {
        this.random = random;
    }

    /** A line has arrived. @param inTime whether nobody can have replayed it */
    void arrived(PersonKey author, LineId id, boolean inTime) {
        toBeShown.put(new Arrived(author, id), inTime);
    }

    /** The line is not kept. */
    void dropped(PersonKey author, LineId id) {
        toBeShown.remove(new Arrived(author, id));
    }

    /** The line stands in the timeline: we owe a receipt. */
    void shown(PersonKey author, LineId id, SealedContext context) {
        boolean inTime = Boolean.TRUE.equals(toBeShown.remove(new Arrived(author, id)));
        owe(author, id, inTime, context);
    }

    /** We owe a receipt. @param inTime whether a packet may be sent for it alone */
    void owe(PersonKey author, LineId id, boolean inTime, SealedContext context) {
        SequencedSet<LineId> theirs = owed.computeIfAbsent(author, _ -> new LinkedHashSet<>());
        theirs.add(id);
        if (theirs.size() > MAX_OWED) {
            theirs.removeFirst();
        }
        if (inTime) {
            startTimer(author, context);
        }
    }

    /** The timer has fired. */
    void noLongerDue(PersonKey author) {
        due.remove(author);
    }

    /** If some are left over from a packet that was full. */
    void startTimerIfOwing(PersonKey author, SealedContext context) {
        if (owed.containsKey(author)) {
            startTimer(author, context);
        }
    }

    private void startTimer(PersonKey author, SealedContext context) {
        if (due.add(author)) {
            context.start(new SealedTimer.ReceiptsDue(author), delayMs());
        }
    }

    /** A random time within which answers and receipts go out. */
    long delayMs() {
        return random.nextInt(MIN_DELAY_MS, MAX_DELAY_MS + 1);
    }

    /** Sends one receipt on a session. */
    void send(PersonKey author, Session session, PayloadPublisher publisher, SealedContext context) {
        Item.Receipt receipt = take(author, Item.Receipt.MAX_LINES);
        if (receipt != null) {
            publisher.publish(session.seal(List.of(receipt)), context);
            startTimerIfOwing(author, context);
        }
    }

    /** One receipt for lines of this person, oldest first, which are no longer owed then. @param most lines at most */
    Item.@Nullable Receipt take(PersonKey author, int most) {
        SequencedSet<LineId> theirs = owed.get(author);
        if (theirs == null || most <= 0) {
            return null;
        }
        List<LineId> taken =
                theirs.stream().limit(Math.min(most, Item.Receipt.MAX_LINES)).toList();
        taken.forEach(theirs::remove);
        if (theirs.isEmpty()) {
            owed.remove(author);
        }
        return new Item.Receipt(taken);
    }
}
