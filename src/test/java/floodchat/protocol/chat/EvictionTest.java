package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attack: more invented people come than the roster holds. */
class EvictionTest {
    private static final int FULL = Members.MAX_MEMBERS;
    private static final String LATE = "f".repeat(64);

    private final Set<String> kept = new HashSet<>();
    private final Members members = new Members(kept::contains);
    private int invented;

    private static String key(int number) {
        return "%064x".formatted(number);
    }

    private Member come(String key, boolean silent) {
        members.makeRoom(silent);
        Member member = members.admit(new Person(key, "n"), 1);
        assertNotNull(member, "everybody gets a place");
        if (!silent) {
            members.spoke(member);
        }
        return member;
    }

    private void inventedCome(int people, boolean silent) {
        for (int i = 0; i < people; i++) {
            come(key(invented++), silent);
        }
    }

    private boolean isHere(String key) {
        return members.member(key) != null;
    }

    private boolean isInventedHere(int number) {
        return isHere(key(number));
    }

    @Test
    void theRosterHasALimit() {
        inventedCome(FULL + 10, true);
        assertEquals(FULL, members.byName().size());
        assertEquals(List.of(), members.departed(), "who has no place did not go");
    }

    @Test
    void aNewcomerIsListedUntilThousandsOfOthersHaveCome() {
        inventedCome(FULL + 500, true);
        come(LATE, true);
        inventedCome(EvictionOrder.MIN_ARRIVALS - 1, true);
        assertTrue(isHere(LATE));
    }

    @Test
    void aNewcomerIsListedThoughACrowdSpeaks() {
        inventedCome(FULL, true);
        inventedCome(FULL, false);
        come(LATE, true);
        inventedCome(FULL, false);
        assertTrue(isHere(LATE), "those who speak push each other out");
        inventedCome(EvictionOrder.MIN_ARRIVALS - 1, true);
        assertTrue(isHere(LATE));
    }

    @Test
    void whoWasHereFirstStaysThoughSilent() {
        inventedCome(1, true);
        inventedCome(3 * FULL, true);
        assertTrue(isInventedHere(0));
        assertTrue(isInventedHere(EvictionOrder.MAX_SETTLED - 1));
    }

    @Test
    void toBeHeardAgainGainsNothing() {
        inventedCome(FULL, true);
        come(LATE, true);
        Member early = members.member(key(EvictionOrder.MAX_SETTLED + 1));
        assertNotNull(early);
        for (int i = 0; i < 100; i++) {
            early.presence(2 + i, 15);
            early.heard(i);
        }
        inventedCome(EvictionOrder.MIN_ARRIVALS - 1, true);
        assertTrue(isHere(LATE));
        assertTrue(!isInventedHere(EvictionOrder.MAX_SETTLED + 1));
    }

    @Test
    void whoSpeaksTakesThePlaceOfSomebodySilentAndStays() {
        inventedCome(FULL, true);
        come(LATE, false);
        inventedCome(3 * FULL, true);
        assertTrue(isHere(LATE));
    }

    @Test
    void ofACrowdThatSpeaksWhoSpokeLongestAgoLeavesFirst() {
        inventedCome(FULL, true);
        inventedCome(10, false);
        int first = FULL;
        members.spoke(members.member(key(first)));
        inventedCome(FULL - EvictionOrder.MIN_ARRIVALS - 1, false);
        assertTrue(isInventedHere(first), "it spoke again");
        assertTrue(!isInventedHere(first + 1));
    }

    @Test
    void contactsAndPeopleWeWroteToStayAndAlwaysGetAPlace() {
        kept.add(LATE);
        kept.add(key(7));
        inventedCome(FULL, true);
        come(LATE, true);
        inventedCome(2 * FULL, false);
        inventedCome(2 * FULL, true);
        assertTrue(isHere(LATE));
        assertTrue(isInventedHere(7));
        kept.add(key(invented - 1));
        inventedCome(2 * FULL, true);
        assertTrue(isInventedHere(invented - 1 - 2 * FULL), "we wrote to them when they were listed");
    }
}
