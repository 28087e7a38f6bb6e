package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.flood.membership.MembershipLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer does because others ask for it, and how much of it. */
class MembershipBudgetTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final Contact NEWCOMER = contact(99);

    @Test
    void dialsForOthersAreLimitedTo50AtOnceAndFiveASecond() {
        CoreScript script = CoreScript.with(1, 2);
        for (int i = 0; i < 1_000; i++) {
            Contact newcomer = new Contact(new PeerId(i, 5), new Address("203.0.113.7", 1 + i));
            script.received(ONE, new Frame.JoinRequest(newcomer, 0, Frame.Need.FIRST));
        }
        assertEquals(50, script.dials().size());
        script.nowMs += 1_000;
        for (int i = 0; i < 100; i++) {
            script.received(ONE, new Frame.JoinRequest(contact(50), 0, Frame.Need.FIRST));
        }
        assertEquals(55, script.dials().size());
    }

    @Test
    void atMost1000JoinRequestsAtOnceArePassedOnToOneNeighbour() {
        CoreScript script = CoreScript.with(1, 2);
        for (int i = 0; i < 1_990; i++) { // a few less than would end the link
            script.received(ONE, new Frame.JoinRequest(NEWCOMER, FloodLimits.JOIN_HOPS - 1, Frame.Need.MORE));
        }
        assertEquals(1_000, script.sentTo(TWO).size());
    }

    @Test
    void sixShufflesOfANeighbourMayEndHereAtOnceAndThenOneInTenSeconds() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 10; i++) {
            script.received(ONE, new Frame.Shuffle(contact(20 + i), 0, List.of()));
        }
        assertEquals(6, script.dials().size());
        assertEquals(6, script.report().passive());
        script.nowMs += 10_000;
        script.received(ONE, new Frame.Shuffle(contact(40), 0, List.of()));
        assertEquals(7, script.dials().size());
    }

    @Test
    void aNeighbourMayStartSixWalksAtOnceAndThenOneInTenSeconds() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 100; i++) {
            script.received(ONE, new Frame.JoinRequest(contact(1), FloodLimits.JOIN_HOPS, Frame.Need.MORE));
        }
        assertEquals(6, script.sent(Frame.JoinRequest.class).size());
        script.nowMs += 10_000;
        script.received(ONE, new Frame.JoinRequest(contact(1), FloodLimits.JOIN_HOPS, Frame.Need.MORE));
        assertEquals(7, script.sent(Frame.JoinRequest.class).size());
    }

    /** Each walker has an address of its own. */
    @Test
    void aNeighboursWalksAddSixContactsAtOnceAndThenOneInTenSeconds() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        for (int i = 0; i < 40; i++) {
            Contact walker = new Contact(new PeerId(66, i), new Address("203.0.113." + (1 + i), 1_000));
            script.received(ONE,
                    new Frame.JoinRequest(walker, MembershipLimits.PASSIVE_INSERTION_HOPS_LEFT, Frame.Need.MORE));
            script.nowMs += 10;
        }
        script.nowMs += 10_000;
        Contact late = new Contact(new PeerId(66, 90), new Address("203.0.113.90", 1_000));
        script.received(ONE,
                new Frame.JoinRequest(late, MembershipLimits.PASSIVE_INSERTION_HOPS_LEFT, Frame.Need.MORE));
        assertEquals(7, script.report().passive());
    }
}
