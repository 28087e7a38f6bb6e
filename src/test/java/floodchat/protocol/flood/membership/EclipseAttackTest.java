package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An attacker tries to become all neighbours of a peer and all contacts of its passive view (an eclipse attack). */
class EclipseAttackTest {
    private static final LinkId ONE = new LinkId(1);

    /** One of the attacker's many listeners, on one host or in one IPv6 network. */
    private static Contact listener(int number, String host) {
        return new Contact(new PeerId(66, number), new Address(host, 1_000 + number));
    }

    private static List<Frame> evictions(CoreScript script) {
        return script.sent(Frame.Disconnect.class)
                .stream()
                .filter(frame -> frame.reason() == Frame.Reason.EVICTED)
                .<Frame>map(frame -> frame)
                .toList();
    }

    /** How many of the seven first neighbours a full peer still has. */
    private static long firstNeighbours(CoreScript script) {
        return IntStream.rangeClosed(1, 7).filter(i -> !script.isEnding(new LinkId(i))).count();
    }

    // ---- the active view

    /** A neighbour invents join requests at the end of their walk. They name the attacker's listeners. */
    @Test
    void oneHostGetsOneSlotHoweverOftenWalksNameIt() {
        for (List<String> hosts : List.of(List.of("203.0.113.9", "203.0.113.9"),
                List.of("2001:db8:1:2::1", "2001:db8:1:2:ffff::7"))) {
            CoreScript script = CoreScript.full();
            for (int i = 0; i < 40; i++) {
                Contact named = listener(i, hosts.get(i % 2));
                script.received(ONE, new Frame.JoinRequest(named, 0, Frame.Need.FIRST));
                DialReason take = new DialReason.Take(named, Frame.Need.FIRST);
                assertTrue(script.dials().contains(take));
                LinkId link = script.opened(named, take);
                script.received(link, new Frame.Graft()); // so it is not evicted as an idle link
                script.nowMs += 1_000;
            }
            assertEquals(6, firstNeighbours(script));
            assertEquals(40, evictions(script).size(), "each listener after the first has replaced the one before");
        }
    }

    @Test
    void oneHostGetsOneSlotHoweverUrgentItsRequestsAre() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            LinkId link = script.opened(listener(i, "203.0.113.9"), null);
            boolean here = i % 2 == 0;
            script.received(link, here
                    ? new Frame.JoinRequest(listener(i, "203.0.113.9"), FloodLimits.JOIN_HOPS, Frame.Need.HERE)
                    : new Frame.NeighbourRequest(true));
            assertInstanceOf(Frame.JoinAck.class, script.sentTo(link).getFirst(), "also without a rate limit");
            script.received(link, new Frame.Graft());
        }
        assertEquals(6, firstNeighbours(script));
    }

    @Test
    void aDiallerDoesNotReplaceALinkToItsHostThatWeDialled() {
        CoreScript script = CoreScript.full();
        Contact dialled = listener(1, "203.0.113.9");
        script.opened(dialled, new DialReason.Take(dialled, Frame.Need.FIRST));
        LinkId dialler = script.opened(listener(2, "203.0.113.9"), null);
        script.effects.clear();
        script.received(dialler, new Frame.NeighbourRequest(true));
        assertFalse(script.isEnding(new LinkId(8)), "we dialled this one");
        assertEquals(1, evictions(script).size());
    }

    @Test
    void peersWithASharedAddressAreEvictedLikeAnyOthers() {
        for (String host : List.of("127.0.0.1", "192.168.1.7", "fd00::7")) {
            Set<Boolean> othersWereEvicted = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                CoreScript script = new CoreScript();
                for (int number = 0; number < 4; number++) {
                    LinkId link = script.opened(number < 2 ? listener(number, host) : contact(number), null);
                    script.received(link, new Frame.NeighbourRequest(true));
                }
                for (int draw = 0; draw < i; draw++) {
                    script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle())); // uses up random numbers
                }
                script.received(script.opened(listener(9, host), null), new Frame.NeighbourRequest(true));
                othersWereEvicted.add(script.isEnding(new LinkId(3)) || script.isEnding(new LinkId(4)));
            }
            assertEquals(Set.of(true, false), othersWereEvicted, host);
        }
    }

    /** Each of them has an address of its own. */
    @Test
    void aCrowdOfHostsEvictsTenAtOnceAndThenOneASecond() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            script.received(script.opened(contact(50 + i), null), new Frame.NeighbourRequest(true));
        }
        assertEquals(10, evictions(script).size());
        LinkId late = script.opened(contact(100), null);
        script.received(late, new Frame.JoinRequest(contact(100), FloodLimits.JOIN_HOPS, Frame.Need.HERE));
        assertEquals(new Frame.Disconnect(Frame.Reason.FULL), script.sentTo(late).getFirst());
        script.nowMs += 1_000;
        LinkId later = script.opened(contact(101), null);
        script.received(later, new Frame.NeighbourRequest(true));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(later).getFirst());
    }

    @Test
    void thePeerThatAPersonAskedForIsTakenDespiteACrowd() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            script.received(script.opened(contact(50 + i), null), new Frame.NeighbourRequest(true));
        }
        script.effects.clear();
        DialReason enter = new DialReason.Enter(contact(100).address(), Frame.Need.HERE, true);
        LinkId asked = script.opened(contact(100), enter);
        script.received(asked, new Frame.JoinAck(List.of()));
        assertFalse(script.isEnding(asked));
        assertEquals(1, evictions(script).size());
    }

    // ---- another address of the same peer

    private static Contact atAnotherHost(int number) {
        return new Contact(contact(number).peer(), new Address("203.0.113.9", 1_000));
    }

    /** It has moved to another network, and its old link is dead. Nobody else can have its id. */
    @Test
    void aNeighbourThatDialsAgainReplacesItsLinkAlsoFromAnotherHost() {
        for (Contact moved : List.of(atAnotherHost(1), new Contact(contact(1).peer(), new Address("192.0.2.1", 2)))) {
            CoreScript script = CoreScript.full();
            script.nowMs += 60_000;
            LinkId again = script.opened(moved, null);
            script.received(again, new Frame.NeighbourRequest(true));
            assertTrue(script.isEnding(ONE));
            assertInstanceOf(Frame.JoinAck.class, script.sentTo(again).getFirst());
            assertEquals(List.of(), evictions(script));
        }
    }

    /** Each of them has several addresses. Both sides must keep the same link. */
    @Test
    void twoPeersThatDialEachOtherTogetherKeepOneLinkDespiteOtherAddresses() {
        CoreScript script = CoreScript.with(1); // its id is smaller than ours
        LinkId theirs = script.opened(atAnotherHost(1), null);
        script.received(theirs, new Frame.NeighbourRequest(false));
        assertTrue(script.isEnding(ONE));
        assertFalse(script.isEnding(theirs));
    }

    // ---- the passive view

    private static int known(CoreScript script) {
        return script.report().passive();
    }

    @Test
    void thePassiveViewHasAtMostFourContactsOfOneOwner() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        for (int i = 0; i < 40; i++) {
            Contact told = listener(i, i % 2 == 0 ? "2001:db8:1:2::1" : "2001:db8:1:2::2");
            script.learnFrom(ONE, List.of(told));
            script.received(ONE,
                    new Frame.JoinRequest(told, MembershipLimits.PASSIVE_INSERTION_HOPS_LEFT, Frame.Need.MORE));
            script.received(ONE, new Frame.Shuffle(told, 0, List.of(listener(100 + i, "2001:db8:1:2::3"))));
        }
        script.learnFrom(ONE, IntStream.range(20, 28).mapToObj(CoreScript::contact).toList());
        assertEquals(4 + 8, known(script));
    }
}
