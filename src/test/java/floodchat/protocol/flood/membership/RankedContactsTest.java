package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which contacts win the slots of a table. */
class RankedContactsTest {
    private static final int CAPACITY = 16;

    private static RankedContacts table(int seed) {
        byte[] secret = ByteBuffer.allocate(16).putInt(seed).array();
        return new RankedContacts(CAPACITY, secret, AddressGroups.STANDARD, new SplittableRandom(seed));
    }

    @Test
    void theTableIsBoundedAndKeepsAContactWhileThereIsRoom() {
        RankedContacts table = table(1);
        for (int i = 0; i < 1_000; i++) {
            table.add(contact(i, 1));
            assertEquals(Math.min(i + 1, CAPACITY), table.size());
            assertEquals(table.size(), Set.copyOf(table.all()).size());
        }
    }

    @Test
    void theSlotsDoNotDependOnTheOrderInWhichContactsCame() {
        RankedContacts forwards = table(1);
        RankedContacts backwards = table(1);
        for (int i = 0; i < 200; i++) {
            forwards.add(contact(i, 1));
            backwards.add(contact(199 - i, 1));
        }
        assertEquals(holders(forwards), holders(backwards));
    }

    /** An attacker that has its contacts added again and again wins nothing by it. */
    @Test
    void contactsThatAreAddedAgainPushOutNone() {
        RankedContacts table = table(1);
        IntStream.range(0, 40).forEach(i -> table.add(contact(i, 1)));
        Set<Contact> before = holders(table);
        for (int i = 0; i < 1_000; i++) {
            table.add(contact(i % 40, 1));
        }
        assertEquals(before, holders(table));
    }

    /** A secret decides, so that nobody can compute which addresses win. */
    @Test
    void anotherSecretHasOtherWinners() {
        RankedContacts one = table(1);
        RankedContacts other = table(2);
        for (int i = 0; i < 400; i++) {
            one.add(contact(i, 1));
            other.add(contact(i, 1));
        }
        assertNotEquals(holders(one), holders(other));
    }

    /** How often a contact that satisfies this comes first, of 2,000 draws over 200 secrets. */
    private static double shareOfFirst(List<Contact> contacts, String hostsFrom) {
        int first = 0;
        for (int seed = 0; seed < 200; seed++) {
            RankedContacts table = table(seed);
            contacts.forEach(table::add);
            for (int draw = 0; draw < 10; draw++) {
                first += table.fromRandomSlot(_ -> true).getFirst().address().host().startsWith(hostsFrom) ? 1 : 0;
            }
        }
        return first / 2_000.0;
    }

    @Test
    void aGroupWithManyHostsWinsAsManySlotsAsAnyOther() {
        List<Contact> contacts = new ArrayList<>(IntStream.range(0, 19).mapToObj(i -> contact(i, 1)).toList());
        IntStream.range(0, 1_000).forEach(i -> contacts.add(contact(19, i)));
        double share = shareOfFirst(contacts, "20.19.");
        assertTrue(share > 0.03 && share < 0.07, () -> "one group of 20 has " + share);
    }

    @Test
    void aHostWithManyPortsWinsAsManySlotsAsAnyOtherOfItsGroup() {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            contacts.add(new Contact(new PeerId(1, i), new Address("10.0.0." + i, 1)));
        }
        for (int port = 1; port <= 1_000; port++) {
            contacts.add(new Contact(new PeerId(2, port), new Address("10.0.0.99", port)));
        }
        double share = shareOfFirst(contacts, "10.0.0.99");
        assertTrue(share > 0.03 && share < 0.07, () -> "one host of 20 has " + share);
    }

    @Test
    void thePlacesOfAContactThatIsRemovedGoToThoseThatComeNext() {
        RankedContacts table = table(1);
        for (int i = 0; i < CAPACITY; i++) {
            table.add(contact(i, 1));
        }
        Contact gone = table.fromRandomSlot(_ -> true).getFirst();
        table.remove(gone.address());
        assertNull(table.get(gone.address()));
        RankedContacts without = table(1);
        IntStream.range(0, CAPACITY)
                .mapToObj(i -> contact(i, 1))
                .filter(one -> !one.equals(gone))
                .forEach(without::add);
        for (int i = 100; i < 140; i++) { // both are full now: only holders of slots are certain to be there
            table.add(contact(i, 1));
            without.add(contact(i, 1));
        }
        assertEquals(holders(without), holders(table));
    }

    @Test
    void aContactIsKeptOnceWithItsLatestId() {
        RankedContacts table = table(1);
        table.add(contact(1, 1));
        Contact renewed = new Contact(new PeerId(7, 7), contact(1, 1).address());
        table.add(renewed);
        assertEquals(List.of(renewed), List.copyOf(table.all()));
        assertEquals(renewed, table.get(renewed.address()));
    }

    @Test
    void eachSlotComesFirstAboutAsOften() {
        RankedContacts table = table(1);
        IntStream.range(0, 1_000).forEach(i -> table.add(contact(i, 1)));
        Map<Contact, Integer> first = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            first.merge(table.fromRandomSlot(_ -> true).getFirst(), 1, Integer::sum);
        }
        assertTrue(first.size() > CAPACITY / 2, () -> first.size() + " contacts");
        assertEquals(Set.copyOf(table.all()), Set.copyOf(table.fromRandomSlot(_ -> true)));
    }

    /** The contacts that hold slots: those that come first in some draw. */
    private static Set<Contact> holders(RankedContacts table) {
        Set<Contact> holders = new HashSet<>();
        for (int i = 0; i < 60 * CAPACITY; i++) {
            holders.add(table.fromRandomSlot(_ -> true).getFirst());
        }
        return holders;
    }
}
