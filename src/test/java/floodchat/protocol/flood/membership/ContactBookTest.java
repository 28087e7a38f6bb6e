package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes into the three tables, who is asked, and who is told to others. */
class ContactBookTest {
    private ContactBook book = new ContactBook(AddressGroups.STANDARD, new SplittableRandom(1));

    private @Nullable Contact next() {
        return next(Set.of(), Set.of());
    }

    private @Nullable Contact next(Set<String> groupsInUse, Set<String> neighbours) {
        return book.nextCandidate(_ -> true, groupsInUse, neighbours, _ -> true);
    }

    private List<Contact> askAll() {
        List<Contact> asked = new ArrayList<>();
        for (Contact next = next(); next != null; next = next()) {
            assertFalse(asked.contains(next), "asked twice");
            asked.add(next);
        }
        return asked;
    }

    // ---- the tables

    @Test
    void anAddressIsInOneTable() {
        book.heard(contact(1), "teller");
        book.seen(contact(1));
        book.heard(contact(1), "another");
        assertEquals(1, book.size());
        assertFalse(book.isTried(contact(1).address()));
        book.tried(contact(1));
        book.seen(contact(1));
        book.heard(contact(1), "teller");
        assertEquals(1, book.size());
        assertEquals(List.of(contact(1)), book.triedContacts());
    }

    /** Item 28 of what was found: 62 of 64 contacts were invented ones. */
    @Test
    void whatOneTableGetsPushesNothingOutOfAnother() {
        IntStream.range(0, MembershipLimits.TRIED_CONTACTS).forEach(i -> book.tried(contact(i, 1)));
        IntStream.range(100, 100 + MembershipLimits.SEEN_CONTACTS).forEach(i -> book.seen(contact(i, 1)));
        IntStream.range(200, 216).forEach(i -> book.heard(contact(i, 1), "honest"));
        List<Contact> before = book.contacts();
        for (int i = 0; i < 5_000; i++) {
            book.heard(contact(300 + i % 200, i), "liar");
        }
        assertTrue(Set.copyOf(book.contacts()).containsAll(before));
        List<Contact> told = book.triedContacts();
        for (int i = 0; i < 5_000; i++) {
            book.seen(contact(600 + i % 200, i));
        }
        assertEquals(told, book.triedContacts());
        assertTrue(IntStream.range(200, 216).allMatch(i -> book.contains(contact(i, 1).address())));
    }

    @Test
    void theBookIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            book.tried(contact(i, 1));
            book.seen(contact(1_000 + i, 1));
            book.heard(contact(2_000 + i, 1), "teller " + i % 40);
        }
        assertEquals(MembershipLimits.BOOK_CONTACTS, book.size());
    }

    @Test
    void thePeerThatGreetsUsAtAnAddressReplacesTheOneThatWasThere() {
        book.tried(contact(1));
        Contact restarted = new Contact(new PeerId(7, 7), contact(1).address());
        book.tried(restarted);
        assertEquals(List.of(restarted), book.contacts());
        assertTrue(book.contains(restarted.peer()));
        assertFalse(book.contains(contact(1).peer()));
    }

    /** It dialled us from the same host, and named the other's port. */
    @Test
    void aPeerThatNamesAnothersAddressDoesNotMakeUsForgetTheOther() {
        book.tried(contact(1));
        book.forget(new Contact(new PeerId(66, 1), contact(1).address()));
        assertTrue(book.isTried(contact(1).address()));
        book.forget(contact(1));
        assertEquals(0, book.size());
    }

    // ---- whom to ask

    @Test
    void thoseThatWereTriedAreAskedFirstThenThoseThatWereToldThenThoseThatDialledUs() {
        book.seen(contact(1));
        book.heard(contact(2), "teller");
        book.tried(contact(3));
        assertEquals(List.of(contact(3), contact(2), contact(1)), askAll());
    }

    @Test
    void eachPeerIsAskedOnceUntilRefusalsAreForgotten() {
        List.of(1, 2, 3).forEach(i -> book.tried(contact(i)));
        assertEquals(3, askAll().size());
        book.tried(contact(2)); // it still counts as asked
        assertFalse(book.isCandidate(contact(2)));
        assertNull(next());
        book.forgetRefusals();
        assertTrue(book.isCandidate(contact(2)));
        assertEquals(3, askAll().size());
    }

    @Test
    void aPeerThatWasRemovedAndAddedMayBeAskedAgain() {
        book.tried(contact(1));
        assertNotNull(next());
        book.remove(contact(1).address());
        book.tried(contact(1));
        assertEquals(contact(1), next());
    }

    @Test
    void aPeerOfAGroupThatNoChosenNeighbourHasIsAskedFirst() {
        for (int seed = 0; seed < 40; seed++) {
            book = new ContactBook(AddressGroups.STANDARD, new SplittableRandom(seed));
            IntStream.range(0, 20).forEach(i -> book.tried(contact(1, i)));
            book.tried(contact(2, 1));
            assertEquals(contact(2, 1), next(Set.of("20.1"), Set.of()));
        }
    }

    @Test
    void whatNeighboursToldIsAskedAfterWhatOthersTold() {
        book.heard(contact(1), "far");
        book.heard(contact(2), "neighbour");
        assertEquals(contact(1), next(Set.of(), Set.of("neighbour")));
        assertEquals(contact(2), next(Set.of(), Set.of("neighbour")));
    }

    @Test
    void anAddressThatWasNotTriedIsAskedOnlyIfItMayBeDialled() {
        book.tried(contact(1));
        book.heard(contact(2), "teller");
        book.seen(contact(3));
        assertEquals(contact(1), book.nextCandidate(_ -> true, Set.of(), Set.of(), _ -> false));
        assertNull(book.nextCandidate(_ -> true, Set.of(), Set.of(), _ -> false));
        assertNull(book.nextUntried(_ -> false));
    }

    /** If both peers linked to the same contact, the three would be a triangle. */
    @Test
    void contactsThatANeighbourWasToldAreAskedLast() {
        for (int seed = 1; seed <= 30; seed++) {
            book = new ContactBook(AddressGroups.STANDARD, new SplittableRandom(seed));
            List.of(1, 2, 3).forEach(number -> book.tried(contact(number)));
            List<Contact> told = book.tell(2, _ -> true);
            List<Contact> asked = askAll();
            assertEquals(3, asked.size());
            assertFalse(told.contains(asked.getFirst()));
        }
    }

    // ---- what is told

    @Test
    void onlyThoseThatWereTriedOrDialledUsAreTold() {
        IntStream.range(0, 16).forEach(i -> book.heard(contact(i, 1), "teller"));
        assertEquals(List.of(), book.sample(16, _ -> true));
        book.tried(contact(100, 1));
        book.seen(contact(101, 1));
        assertEquals(Set.of(contact(100, 1), contact(101, 1)), Set.copyOf(book.sample(16, _ -> true)));
    }

    @Test
    void aQuarterOfWhatIsToldHasDialledUs() {
        IntStream.range(0, 40).forEach(i -> book.tried(contact(i, 1)));
        IntStream.range(100, 130).forEach(i -> book.seen(contact(i, 1)));
        for (int i = 0; i < 20; i++) {
            List<Contact> sample = book.sample(16, _ -> true);
            assertEquals(16, new HashSet<>(sample).size());
            assertEquals(12, sample.stream().filter(one -> book.isTried(one.address())).count());
        }
    }

    @Test
    void aSampleHasNoDuplicatesAndOnlyContactsThatAreWanted() {
        List.of(1, 2, 3).forEach(i -> book.tried(contact(i)));
        assertEquals(3, new HashSet<>(book.sample(10, _ -> true)).size());
        assertEquals(2, book.sample(2, _ -> true).size());
        assertEquals(List.of(contact(2)), book.sample(10, one -> one.equals(contact(2))));
    }

    // ---- what is tested

    @Test
    void oneTestInFourIsOfAPeerThatDialledUs() {
        book.tried(contact(1));
        book.heard(contact(2), "teller");
        book.seen(contact(3));
        long seen = IntStream.range(0, 400).filter(_ -> contact(3).equals(book.nextUntried(_ -> true))).count();
        assertTrue(seen > 70 && seen < 130, () -> seen + " of 400");
        assertTrue(IntStream.range(0, 40).noneMatch(_ -> contact(1).equals(book.nextUntried(_ -> true))));
    }

    @Test
    void ifOneTableIsEmptyTheOtherIsTested() {
        book.heard(contact(2), "teller");
        assertTrue(IntStream.range(0, 40).allMatch(_ -> contact(2).equals(book.nextUntried(_ -> true))));
        book.remove(contact(2).address());
        book.seen(contact(3));
        assertTrue(IntStream.range(0, 40).allMatch(_ -> contact(3).equals(book.nextUntried(_ -> true))));
        book.remove(contact(3).address());
        assertNull(book.nextUntried(_ -> true));
    }
}
