package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which contacts the passive view keeps, and in which order they are asked for links. */
class PassiveViewTest {
    private final PassiveView passive = new PassiveView(3, new SplittableRandom(1));

    @Test
    void aFullPassiveViewForgetsAnotherContact() {
        for (int i = 1; i <= 10; i++) {
            passive.add(contact(i));
            assertTrue(passive.contacts().contains(contact(i)));
            assertEquals(Math.min(i, 3), passive.contacts().size());
        }
    }

    @Test
    void aPeerIsInTheViewOnceWithItsLatestAddress() {
        passive.add(contact(1));
        Contact moved = new Contact(contact(1).peer(), new Address("192.0.2.99", 1));
        passive.add(moved);
        assertEquals(List.of(moved), passive.contacts());
    }

    @Test
    void eachPeerIsAskedOnceUntilRefusalsAreForgotten() {
        List.of(1, 2, 3).forEach(i -> passive.add(contact(i)));
        assertEquals(Set.of(contact(1), contact(2), contact(3)), askAll());
        passive.add(contact(2)); // it still counts as asked
        assertNull(passive.nextCandidate());
        passive.forgetRefusals();
        assertEquals(3, askAll().size());
    }

    private Set<Contact> askAll() {
        Set<Contact> asked = new HashSet<>();
        for (Contact next = passive.nextCandidate(); next != null; next = passive.nextCandidate()) {
            assertTrue(asked.add(next), "asked twice");
        }
        return asked;
    }

    @Test
    void aPeerThatWasRemovedAndAddedMayBeAskedAgain() {
        passive.add(contact(1));
        assertNotNull(passive.nextCandidate());
        passive.remove(contact(1).peer());
        passive.add(contact(1));
        assertEquals(contact(1), passive.nextCandidate());
    }

    @Test
    void contactsThatOthersWereToldAreForgottenWhileTheViewIsFull() {
        List.of(1, 2, 3).forEach(i -> passive.add(contact(i)));
        passive.forgetFirst(List.of(contact(2), contact(3)));
        assertEquals(List.of(contact(1), contact(3)), passive.contacts()); // after one is gone there is room
    }

    /** If both peers linked to the same contact, the three would be a triangle. */
    @Test
    void contactsThatANeighbourWasToldAreAskedLast() {
        for (int i = 1; i <= 30; i++) {
            PassiveView view = new PassiveView(3, new SplittableRandom(i));
            List.of(1, 2, 3).forEach(number -> view.add(contact(number)));
            List<Contact> told = view.tell(2);
            assertFalse(told.contains(view.nextCandidate()));
            assertTrue(told.contains(view.nextCandidate()));
            assertTrue(told.contains(view.nextCandidate()));
            assertNull(view.nextCandidate());
        }
    }

    @Test
    void aSampleHasNoDuplicates() {
        List.of(1, 2, 3).forEach(i -> passive.add(contact(i)));
        assertEquals(3, new HashSet<>(passive.sample(10)).size());
        assertEquals(2, new HashSet<>(passive.sample(2)).size());
    }

    @Test
    void ofOneOwnerTheOldestContactIsForgottenUnlessItsAddressIsShared() {
        PassiveView large = new PassiveView(42, new SplittableRandom(1));
        for (int i = 0; i < 6; i++) {
            large.add(listener(i, "203.0.113.9"));
            large.add(listener(100 + i, "127.0.0.1"));
        }
        assertFalse(large.contains(listener(1, "203.0.113.9").peer()));
        assertTrue(large.contains(listener(2, "203.0.113.9").peer()));
        assertEquals(4 + 6, large.size());
    }

    private static Contact listener(int number, String host) {
        return new Contact(new PeerId(66, number), new Address(host, 1_000 + number));
    }
}
