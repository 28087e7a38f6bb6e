package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which slots the active view has, and which neighbour gives way to a newcomer. */
class ActiveViewTest {
    private final ActiveView active = new ActiveView(new FloodSettings(5, 7, 3, true), new SplittableRandom(1));

    /** All links in the view have settled by then. */
    private static final long LATER_MS = 60_000;

    private static PeerLink dialler(int number) {
        return new PeerLink(new LinkId(number), contact(number), null, 0);
    }

    private static PeerLink dialled(int number) {
        return new PeerLink(new LinkId(number), contact(number), new DialReason.Promote(contact(number), false), 0);
    }

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
        PeerLink third = dialled(4);
        active.add(third);
        assertEquals(contact(2), active.victimFor(dialler(9), LATER_MS, _ -> true, _ -> true).contact());
        assertEquals(third, active.victimFor(dialled(9), LATER_MS, _ -> true, _ -> true));
    }

    @Test
    void aDiallerThatHasJustComeMakesRoomForNobody() {
        PeerLink young = dialler(1);
        young.activate(LATER_MS);
        active.add(young);

        long soon = LATER_MS + MembershipLimits.SETTLED_AFTER_MS - 1;
        assertNull(active.victimFor(dialler(9), soon, _ -> true, _ -> true));
        assertNull(active.victimFor(dialled(9), soon, _ -> true, _ -> true));
        assertNull(active.idleDialler(soon, _ -> true), "not for a peer that a search has found, either");
        assertEquals(young, active.victimFor(dialler(9), soon + 1, _ -> true, _ -> true));
        assertEquals(young, active.idleDialler(soon + 1, _ -> true));
    }

    @Test
    void theTwoOldestThatWeChoseMakeRoomForNobody() {
        active.add(dialled(1));
        active.add(dialled(2));
        assertEquals(2, active.anchors().size());
        assertNull(active.victimFor(dialled(9), LATER_MS, _ -> true, _ -> true));
        assertNull(active.victimFor(dialler(9), LATER_MS, _ -> true, _ -> true));
        PeerLink young = dialler(3);
        active.add(young);
        assertEquals(young, active.victimFor(dialled(9), LATER_MS, _ -> false, _ -> false));
    }

    /** Not even for another peer of the same host. */
    @Test
    void anAnchorIsNotReplacedByAPeerOfItsOwnAddress() {
        active.add(dialled(1));
        Contact other = new Contact(new PeerId(7, 7), new Address(contact(1).address().host(), 9));
        PeerLink sameHost = new PeerLink(new LinkId(9), other, new DialReason.Promote(other, false), 0);
        assertNull(active.victimFor(sameHost, LATER_MS, _ -> true, _ -> true));
        active.add(dialled(2));
        PeerLink third = dialled(3);
        active.add(third);
        assertEquals(third, active.victimFor(sameHost, LATER_MS, _ -> true, _ -> true));
    }

    @Test
    void ofThePeersThatDialledUsOnlyTheNewestQuarterMakesRoom() {
        ActiveView large = new ActiveView(new FloodSettings(8, 16, 4, true), new SplittableRandom(1));
        for (int i = 1; i <= 12; i++) {
            large.add(dialler(i));
        }
        Set<Long> victims = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            victims.add((long) large.victimFor(dialler(99), LATER_MS, _ -> false, _ -> false).id().number());
        }
        assertEquals(Set.of(10L, 11L, 12L), victims);
        assertFalse(large.hasRoomForDialler(LATER_MS, link -> link.id().number() < 10));
    }

    @Test
    void aPeerAlwaysChoosesThreeLinksAndFiveAtMost() {
        for (int i = 1; i <= 4; i++) {
            active.add(dialler(i));
        }
        assertEquals(3, active.missingLinks());
        active.add(dialled(5));
        assertEquals(2, active.missingLinks());
        ActiveView ours = new ActiveView(new FloodSettings(5, 7, 3, true), new SplittableRandom(1));
        for (int i = 1; i <= 5; i++) {
            assertTrue(ours.hasSlotForDialled());
            ours.add(dialled(i));
        }
        assertEquals(0, ours.missingLinks());
        assertFalse(ours.hasSlotForDialled());
        assertTrue(ours.hasSlotForDialler());
    }

    @Test
    void aLinkThatAPersonWantedGoesAfterAllOthersAndOnlyForAPeerThatWeChoose() {
        active.add(dialled(1));
        active.add(dialled(2));
        PeerLink asked = wanted(3, new DialReason.Enter(contact(3).address(), true, true));
        PeerLink promoted = wanted(4, new DialReason.Promote(contact(4), true));
        PeerLink other = dialled(5);
        PeerLink young = dialler(6);
        List.of(asked, promoted, other, young).forEach(active::add);
        Predicate<PeerLink> isWanted = link -> link == asked || link == promoted;
        assertFalse(active.hasRoomForDialled(LATER_MS, isWanted), "an idle one is kept, too");
        assertEquals(other, active.victimFor(dialled(9), LATER_MS, isWanted, isWanted));
        active.remove(other);
        assertEquals(young, active.victimFor(dialled(9), LATER_MS, isWanted, isWanted));
        active.remove(young);
        assertNull(active.victimFor(dialler(9), LATER_MS, isWanted, isWanted));
        Set<PeerLink> victims = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            victims.add(active.victimFor(dialled(9), LATER_MS, _ -> false, _ -> false));
        }
        assertEquals(Set.of(asked, promoted), victims);
    }

    private static PeerLink wanted(int number, DialReason reason) {
        return new PeerLink(new LinkId(number), contact(number), reason, 0);
    }

    @Test
    void anIdleLinkIsReplacedBeforeOneThatTheTreeUses() {
        for (int i = 1; i <= 3; i++) {
            active.add(dialler(i));
        }
        PeerLink idle = dialler(4);
        active.add(idle);
        for (int i = 5; i <= 7; i++) {
            active.add(dialled(i));
        }
        assertFalse(active.hasRoomForDialled(LATER_MS, _ -> false));
        assertTrue(active.hasRoomForDialled(LATER_MS, link -> link.id().number() == 7));
        Predicate<PeerLink> isIdle = link -> link == idle;
        assertFalse(active.hasRoomForDialler(LATER_MS, _ -> false));
        assertTrue(active.hasRoomForDialler(LATER_MS, isIdle));
        assertEquals(idle, active.victimFor(dialler(9), LATER_MS, isIdle, _ -> true));
        assertEquals(idle, active.victimFor(dialled(9), LATER_MS, isIdle, _ -> true));
    }

    @Test
    void aLinkThatOnlyAStemUsesIsReplacedBeforeOneOfTheTree() {
        PeerLink onStem = dialled(3);
        active.add(dialled(1));
        active.add(dialled(2));
        active.add(onStem);
        active.add(dialled(4));
        active.add(dialled(5));
        for (int i = 0; i < 20; i++) {
            assertEquals(onStem, active.victimFor(dialled(9), LATER_MS, _ -> false, link -> link == onStem));
        }
    }

    @Test
    void thePeerThatIsExceptedIsNotAmongSome() {
        assertNull(active.any());
        active.add(dialler(1));
        active.add(dialler(2));
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
        assertEquals(4, active.missingLinks());
    }

    @Test
    void linksThatWeDialledUseNoSlotOfDiallers() {
        for (int i = 1; i <= 5; i++) {
            active.add(dialled(i));
        }
        active.add(dialler(6));
        assertTrue(active.hasSlotForDialler());
        active.add(dialler(7));
        assertFalse(active.hasSlotForDialler(), "the view is full");
    }
}
