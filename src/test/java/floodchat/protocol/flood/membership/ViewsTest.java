package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The two views. */
class ViewsTest {
    private final PassiveView passive = new PassiveView(3, new SplittableRandom(1));
    private final ActiveView active = new ActiveView(new FloodSettings(5, 7, 3), new SplittableRandom(1));

    private static PeerLink dialler(int number) {
        return new PeerLink(new LinkId(number), contact(number), null);
    }

    private static PeerLink dialled(int number) {
        return new PeerLink(new LinkId(number), contact(number), new DialReason.Promote(contact(number)));
    }

    // ---- passive

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
        assertEquals(Set.of(contact(1), contact(2), contact(3)), askedUntilNobodyIsLeft());
        passive.add(contact(2)); // it still counts as asked
        assertNull(passive.nextCandidate());
        passive.forgetRefusals();
        assertEquals(3, askedUntilNobodyIsLeft().size());
    }

    private Set<Contact> askedUntilNobodyIsLeft() {
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
            PassiveView views = new PassiveView(3, new SplittableRandom(i));
            List.of(1, 2, 3).forEach(number -> views.add(contact(number)));
            List<Contact> told = views.tell(2);
            assertFalse(told.contains(views.nextCandidate()));
            assertTrue(told.contains(views.nextCandidate()));
            assertTrue(told.contains(views.nextCandidate()));
            assertNull(views.nextCandidate());
        }
    }

    @Test
    void aSampleHasNoDuplicates() {
        List.of(1, 2, 3).forEach(i -> passive.add(contact(i)));
        assertEquals(3, new HashSet<>(passive.sample(10)).size());
        assertEquals(2, new HashSet<>(passive.sample(2)).size());
    }

    // ---- active

    @Test
    void diallersGetOnlySlotsThatAreNotReserved() {
        for (int i = 1; i <= 4; i++) {
            assertTrue(active.hasSlotForDialler());
            active.add(dialler(i));
        }
        assertFalse(active.hasSlotForDialler());
        assertTrue(active.hasSlotForDialled());
        for (int i = 5; i <= 7; i++) {
            active.add(dialled(i));
        }
        assertFalse(active.hasSlotForDialled());
    }

    @Test
    void aNewcomerReplacesALinkOfItsOwnKind() {
        active.add(dialled(1));
        active.add(dialler(2));
        active.add(dialled(3));
        assertEquals(contact(2), active.victimFor(dialler(9), _ -> true, _ -> true).contact());
        assertTrue(active.victimFor(dialled(9), _ -> true, _ -> true).dialled());
    }

    /** A lazy link is not idle while a {@code GRAFT} may be under way on it. */
    @Test
    void anIdleLinkIsReplacedBeforeALazyOneAndALazyOneBeforeAnEagerOne() {
        PeerLink lazy = dialler(1);
        active.add(lazy);
        for (int i = 2; i <= 4; i++) {
            active.add(dialler(i));
        }
        Predicate<PeerLink> isLazy = link -> link == lazy;
        assertFalse(active.hasRoomForDialler(_ -> false));
        assertTrue(active.hasRoomForDialler(isLazy));
        assertEquals(lazy, active.victimFor(dialler(9), _ -> false, isLazy), "rather than an eager one");

        PeerLink idle = dialler(5);
        active.add(idle);
        Predicate<PeerLink> isIdle = link -> link == idle;
        assertEquals(idle, active.victimFor(dialler(9), isIdle, isIdle.or(isLazy)));
        assertEquals(idle, active.victimFor(dialled(9), isIdle, isIdle.or(isLazy)));
    }

    @Test
    void noNeighbourIsChosenIfAllAreExcepted() {
        assertNull(active.anyExcept(contact(1).peer(), contact(2).peer()));
        active.add(dialler(1));
        active.add(dialler(2));
        assertNull(active.anyExcept(contact(1).peer(), contact(2).peer()));
        assertEquals(1, active.someExcept(contact(1).peer(), 5).size());
    }

    @Test
    void removingAnOldLinkLeavesTheNewOneToTheSamePeer() {
        PeerLink old = dialler(1);
        active.add(old);
        PeerLink current = dialled(1);
        active.add(current);
        active.remove(old);
        assertEquals(current, active.get(contact(1).peer()));
        assertEquals(4, active.wanted());
    }
}
