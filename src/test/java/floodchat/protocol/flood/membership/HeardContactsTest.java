package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is kept of the contacts that others told. */
class HeardContactsTest {
    private static final int SHARE = MembershipLimits.HEARD_OF_A_TELLER;

    private final HeardContacts heard = new HeardContacts(new SplittableRandom(1));

    private void tell(String teller, int group, int count) {
        for (int i = 0; i < count; i++) {
            heard.add(contact(group, i), teller);
        }
    }

    @Test
    void aTellerPushesOutOnlyWhatItToldItself() {
        tell("honest", 1, SHARE);
        tell("liar", 2, 1_000);
        assertEquals(2 * SHARE, heard.size());
        for (int i = 0; i < SHARE; i++) {
            assertNotNull(heard.get(contact(1, i).address()));
            assertNotNull(heard.get(contact(2, 999 - i).address()), "its latest");
        }
    }

    @Test
    void ifTheTableIsFullTheTellerThatHasMostLosesItsOldest() {
        int tellers = MembershipLimits.HEARD_CONTACTS / SHARE;
        for (int i = 0; i < tellers; i++) {
            tell("teller " + i, i, i == 3 ? SHARE : SHARE - 1);
        }
        tell("few", 100, tellers - 1);
        assertEquals(MembershipLimits.HEARD_CONTACTS, heard.size());
        tell("one more", 101, 1);
        assertEquals(MembershipLimits.HEARD_CONTACTS, heard.size());
        assertNull(heard.get(contact(3, 0).address()));
        assertNotNull(heard.get(contact(101, 0).address()));
        assertNotNull(heard.get(contact(100, 0).address()), "a teller of few keeps its own");
    }

    @Test
    void whatIsKnownStaysAsItsFirstTellerToldIt() {
        tell("first", 1, 1);
        Contact other = new Contact(contact(9, 9).peer(), contact(1, 0).address());
        heard.add(other, "second");
        assertEquals(List.of(contact(1, 0)), List.copyOf(heard.all()));
        tell("second", 2, SHARE);
        assertNotNull(heard.get(other.address()));
    }

    @Test
    void theContactsOfTheLastTellerComeFirstAndThoseOfNeighboursLast() {
        tell("neighbour", 1, 3);
        tell("old", 2, 3);
        tell("new", 3, 3);
        tell("new neighbour", 4, 3);
        List<Contact> order = heard.newestFirst(Set.of("neighbour", "new neighbour"), _ -> true);
        List<String> groups =
                order.stream().map(one -> one.address().host().split("\\.")[1]).distinct().toList();
        assertEquals(List.of("3", "2", "4", "1"), groups);
        assertEquals(12, order.size());
    }

    @Test
    void theOrderOfOneTellersContactsIsRandom() {
        tell("teller", 1, SHARE);
        assertNotEquals(heard.newestFirst(Set.of(), _ -> true), heard.newestFirst(Set.of(), _ -> true));
    }

    /** So a teller that tells many is as likely to be tested as one that tells few. */
    @Test
    void inTurnsEachTellerComesOnceBeforeOneComesTwice() {
        tell("liar", 1, SHARE);
        tell("honest", 2, 1);
        Set<Boolean> liarFirst = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            List<Contact> order = heard.inTurns();
            assertEquals(SHARE + 1, order.size());
            assertTrue(order.subList(0, 2).contains(contact(2, 0)));
            liarFirst.add(!order.getFirst().equals(contact(2, 0)));
        }
        assertEquals(Set.of(true, false), liarFirst);
    }

    @Test
    void aContactThatIsRemovedMakesRoomForItsTeller() {
        tell("teller", 1, SHARE);
        heard.remove(contact(1, 5).address());
        assertNull(heard.get(contact(1, 5).address()));
        heard.add(contact(2, 1), "teller");
        assertEquals(SHARE, heard.size());
        assertNotNull(heard.get(contact(1, 0).address()));
    }
}
