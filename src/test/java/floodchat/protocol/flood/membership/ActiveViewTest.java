package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which slots the active view has, and which neighbour gives way to a newcomer. */
class ActiveViewTest {
    private final ActiveView active = new ActiveView(new FloodSettings(5, 7, 3, true), new SplittableRandom(1));

    private static PeerLink dialler(int number) {
        return new PeerLink(new LinkId(number), contact(number), null, 0);
    }

    private static PeerLink dialled(int number) {
        return new PeerLink(new LinkId(number), contact(number), new DialReason.Promote(contact(number)), 0);
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
        assertEquals(contact(2), active.victimFor(dialler(9), _ -> true, _ -> true).contact());
        assertTrue(active.victimFor(dialled(9), _ -> true, _ -> true).dialled());
    }

    @Test
    void anIdleLinkIsReplacedBeforeOneThatTheTreeUses() {
        PeerLink idle = dialler(1);
        active.add(idle);
        for (int i = 2; i <= 4; i++) {
            active.add(dialler(i));
        }
        Predicate<PeerLink> isIdle = link -> link == idle;
        assertFalse(active.hasRoomForDialler(_ -> false));
        assertTrue(active.hasRoomForDialler(isIdle));
        assertEquals(idle, active.victimFor(dialler(9), isIdle, _ -> true));
        assertEquals(idle, active.victimFor(dialled(9), isIdle, _ -> true));
    }

    @Test
    void aLinkThatOnlyAStemUsesIsReplacedBeforeOneOfTheTree() {
        PeerLink onStem = dialler(1);
        active.add(onStem);
        for (int i = 2; i <= 4; i++) {
            active.add(dialler(i));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(onStem, active.victimFor(dialler(9), _ -> false, link -> link == onStem));
        }
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
        assertEquals(4, active.missingLinks());
    }

    @Test
    void linksThatWeDialledUseNoSlotOfDiallers() {
        for (int i = 1; i <= 6; i++) {
            active.add(dialled(i));
        }
        assertTrue(active.hasSlotForDialler());
        active.add(dialler(7));
        assertFalse(active.hasSlotForDialler(), "the view is full");
    }
}
