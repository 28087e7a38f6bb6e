package floodchat.protocol.chat;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who leaves a full roster for whom. Identities are free, so a crowd can be invented; lines cost work. So those who
 * never spoke leave first, then those who spoke longest ago. Contacts, and people whom we wrote to, never do.
 *
 * <p>Those who never spoke are in two parts. The newest are listed until {@link #MIN_ARRIVALS} others have come. Of the
 * others, those who came first stay. To be heard often gains nothing. Owned by {@link Members}.
 */
final class EvictionOrder {
    /** Who never spoke and came first stays. A crowd that comes later does not push these out. */
    static final int MAX_SETTLED = Members.MAX_MEMBERS / 2;

    /**
     * The newest people who never spoke. A processor core pays for 100 presences a second, so a newcomer can be written
     * to for 40 s at least while one core attacks, and for 8 s at the 500 packets a second that a link brings.
     */
    static final int MIN_ARRIVALS = Members.MAX_MEMBERS / 5;

    private final Predicate<String> isKept;

    /** Each in the order in which they came; the oldest first. */
    private final SequencedSet<Member> settled = new LinkedHashSet<>();

    private final SequencedSet<Member> arrivals = new LinkedHashSet<>();

    /** Who spoke longest ago is the first. */
    private final SequencedSet<Member> speakers = new LinkedHashSet<>();

    /** @param isKept whether the person with this key is a contact, or somebody whom we wrote to */
    EvictionOrder(Predicate<String> isKept) {
        this.isKept = isKept;
    }

    /** A member came who has said nothing yet. */
    void add(Member member) {
        arrivals.addLast(member);
        if (arrivals.size() > MIN_ARRIVALS && settled.size() < MAX_SETTLED) {
            settled.addLast(arrivals.removeFirst());
        }
    }

    /** A member said something to everyone. */
    void spoke(Member member) {
        if (remove(member)) {
            speakers.addLast(member);
        }
    }

    /** Forgets a member. Returns false if nobody pushes it out. */
    boolean remove(Member member) {
        return arrivals.remove(member) || settled.remove(member) || speakers.remove(member);
    }

    /**
     * Who leaves for a newcomer; null if nobody may.
     *
     * @param silent whether the newcomer has said nothing: then it takes the place of such a person, except while there
     *     are fewer than {@link #MIN_ARRIVALS}
     */
    @Nullable Member takeNext(boolean silent) {
        Member next = first(silent);
        while (next != null) {
            remove(next);
            if (!isKept.test(next.person().key())) {
                return next;
            }
            next = first(silent);
        }
        return null;
    }

    private @Nullable Member first(boolean silent) {
        if (arrivals.size() > (silent ? MIN_ARRIVALS - 1 : MIN_ARRIVALS)) {
            return arrivals.getFirst();
        }
        if (!settled.isEmpty()) {
            return settled.getLast();
        }
        if (!speakers.isEmpty()) {
            return speakers.getFirst();
        }
        return arrivals.isEmpty() ? null : arrivals.getFirst();
    }
}
