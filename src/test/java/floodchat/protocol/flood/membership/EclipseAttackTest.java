package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An attacker tries to become all neighbours of a peer (an eclipse attack). A full peer has links 1 to 7: peers 1 to 4
 * dialled it, and it dialled 5 to 7. PoisonedContactsTest has the attacks on its contact book.
 */
class EclipseAttackTest {
    private static final LinkId ONE = new LinkId(1);

    /** One of the attacker's many listeners, on one host or in one IPv6 network. */
    private static Contact listener(int number, String host) {
        return new Contact(new PeerId(66, number), new Address(host, 1_000 + number));
    }

    /** A peer of a group of addresses of its own dials us and asks. */
    private static LinkId attack(int number, boolean urgent, CoreScript script) {
        LinkId link = script.opened(contact(number, 1), null);
        script.received(link, new Frame.JoinRequest(urgent));
        return link;
    }

    private static long evictions(CoreScript script) {
        return script.sent(Frame.Disconnect.class)
                .stream()
                .filter(frame -> frame.reason() == Frame.Reason.EVICTED)
                .count();
    }

    /** Which of its seven first neighbours a full peer still has. */
    private static Set<Integer> firstNeighbours(CoreScript script) {
        return Set.copyOf(
                IntStream.rangeClosed(1, 7).filter(i -> !script.isEnding(new LinkId(i))).boxed().toList());
    }

    // ---- peers that dial us

    /** Each of them says all that one can say to become a neighbour, and names others of the crowd. */
    @Test
    void aCrowdThatDialsAndAsksEvictsNoLinkThatWeChoseAndIsNotDialled() {
        CoreScript script = CoreScript.full();
        IntStream.rangeClosed(5, 7).forEach(i -> script.received(new LinkId(i), new Frame.Prune())); // these are idle
        for (int i = 0; i < 600; i++) {
            LinkId link = attack(i, i % 2 == 0, script);
            List<Contact> others = IntStream.range(1_000 * i, 1_000 * i + 16).mapToObj(n -> contact(7, n)).toList();
            script.received(link, new Frame.JoinAck(others)).received(link, new Frame.JoinRequest(true));
            script.received(link, new Frame.Shuffle(others)).received(link, new Frame.ShuffleReply(others));
            script.received(link, new Frame.Graft());
            script.nowMs += 1_000;
        }
        assertTrue(firstNeighbours(script).containsAll(Set.of(5, 6, 7)));
        assertEquals(List.of(), script.dials());
        assertEquals(7, script.report().links().size());
    }

    /** The peers that dialled us before it keep their links, too. */
    @Test
    void aCrowdOfHostsTakesOnlyTheYoungSlotOfDiallers() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            LinkId link = attack(i, true, script);
            assertInstanceOf(Frame.JoinAck.class, script.sentTo(link).getFirst());
            script.received(link, new Frame.Graft()); // so it is not evicted as an idle link
            script.nowMs += MembershipLimits.SETTLED_AFTER_MS;
        }
        assertEquals(Set.of(1, 2, 3, 5, 6, 7), firstNeighbours(script));
        assertEquals(40, evictions(script), "each has taken the place of the one before");
    }

    /** Four links make the peer a neighbour of theirs, as in the first attack. Nothing that they say makes it dial. */
    @Test
    void aPeerThatHasItsLinksIsNotMadeToDialByWhatItsNeighboursSay() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 100; i++) {
            LinkId link = new LinkId(1 + i % 4);
            script.received(link, new Frame.JoinRequest(true))
                    .received(link, new Frame.JoinAck(List.of(contact(i, 1))));
            script.received(link, new Frame.Shuffle(List.of(contact(i, 2))));
            script.received(link, new Frame.ShuffleReply(List.of(contact(i, 3))));
            script.nowMs += 10_000;
        }
        assertEquals(List.of(), script.dials());
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7), firstNeighbours(script));
    }

    @Test
    void aCrowdOfHostsTakesAPlaceOnceASecondAtMost() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            attack(i, true, script);
        }
        assertEquals(1, evictions(script));
        script.nowMs += MembershipLimits.SETTLED_AFTER_MS - 1;
        LinkId early = attack(50, true, script);
        assertEquals(new Frame.Disconnect(Frame.Reason.FULL), script.sentTo(early).getLast());
        script.nowMs += 1;
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(attack(51, true, script)).getFirst());
    }

    @Test
    void oneHostGetsOneSlotHoweverUrgentItsRequestsAre() {
        for (List<String> hosts : List.of(List.of("203.0.113.9", "203.0.113.9"),
                List.of("2001:db8:1:2::1", "2001:db8:1:2:ffff::7"))) {
            CoreScript script = new CoreScript();
            script.addDialler(1);
            script.addDialler(2);
            for (int i = 0; i < 40; i++) {
                LinkId link = script.opened(listener(i, hosts.get(i % 2)), null);
                script.received(link, new Frame.JoinRequest(true));
                assertInstanceOf(Frame.JoinAck.class, script.sentTo(link).getFirst(), "also without a rate limit");
                script.received(link, new Frame.Graft());
                if (i == 0) {
                    script.addDialler(3); // now all slots for diallers are taken, and this one is the newest
                }
            }
            assertEquals(4, script.report().links().size());
            assertFalse(script.isEnding(ONE) || script.isEnding(new LinkId(2)));
            assertFalse(script.isEnding(new LinkId(4)), "the newest has another address");
            assertEquals(39, evictions(script), "each has taken the place of the one before");
        }
    }

    @Test
    void aDiallerDoesNotReplaceALinkToItsHostThatWeDialled() {
        CoreScript script = CoreScript.full();
        Contact dialled = listener(1, "203.0.113.9");
        LinkId chosen = script.opened(dialled, new DialReason.Enter(dialled.address(), true, true));
        script.received(chosen, new Frame.JoinAck(List.of()));
        LinkId dialler = script.opened(listener(2, "203.0.113.9"), null);
        script.effects.clear();
        script.received(dialler, new Frame.JoinRequest(true));
        assertFalse(script.isEnding(chosen));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(dialler).getFirst());
        assertEquals(1, evictions(script));
    }

    /** A loopback or private address may be that of many people. Each of them counts like any other. */
    @Test
    void peersWithASharedAddressDoNotReplaceEachOther() {
        for (String host : List.of("127.0.0.1", "192.168.1.7", "fd00::7")) {
            CoreScript script = new CoreScript();
            for (int number = 0; number < 4; number++) {
                LinkId link = script.opened(number < 2 ? listener(number, host) : contact(number), null);
                script.received(link, new Frame.JoinRequest(true));
            }
            script.nowMs += MembershipLimits.SETTLED_AFTER_MS;
            script.received(script.opened(listener(9, host), null), new Frame.JoinRequest(true));
            assertEquals(Set.of(1, 2, 3, 5, 6, 7), firstNeighbours(script), host);
        }
    }

    @Test
    void thePeerThatAPersonAskedForIsTakenDespiteACrowd() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            attack(i, true, script);
        }
        script.effects.clear();
        DialReason enter = new DialReason.Enter(contact(100).address(), true, true);
        LinkId asked = script.opened(contact(100), enter);
        script.received(asked, new Frame.JoinAck(List.of()));
        assertFalse(script.isEnding(asked));
        assertEquals(1, evictions(script));
    }

    // ---- anchors

    /** The crowd, peers of the anchors' own hosts, what others told, and even what the person asks for. */
    @Test
    void theAnchorsSurviveAllThatOthersDo() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 300; i++) {
            attack(i, true, script);
            String anchorsHost = contact(5 + i % 2).address().host();
            script.received(script.opened(listener(i, anchorsHost), null), new Frame.JoinRequest(true));
            Contact told = listener(1_000 + i, anchorsHost);
            script.learnFrom(ONE, List.of(told)); // may promote it, and it takes us
            for (DialReason reason : script.dials()) {
                script.received(script.opened(told, reason), new Frame.JoinAck(List.of()));
            }
            script.handle(new FloodInput.JoinAsked(told.address()));
            DialReason asked = new DialReason.Enter(told.address(), true, true);
            script.received(script.opened(told, asked), new Frame.JoinAck(List.of()));
            assertEquals(7, script.report().links().size());
            assertTrue(firstNeighbours(script).containsAll(Set.of(5, 6)), "after " + i);
            script.effects.removeIf(effect -> !(effect instanceof FloodEffect.Close));
            script.nowMs += 10_000;
        }
    }

    @Test
    void theAnchorsAreTheFirstAddressesThatAreSaved() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 40; i++) {
            attack(i, true, script);
            script.nowMs += 1_000;
        }
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        FloodEvent.AddressesLearned saved =
                (FloodEvent.AddressesLearned) script.events().getFirst();
        assertEquals(
                List.of(contact(5).address(), contact(6).address()),
                saved.addresses().subList(0, MembershipLimits.ANCHORS));
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
            script.received(again, new Frame.JoinRequest(true));
            assertTrue(script.isEnding(ONE));
            assertInstanceOf(Frame.JoinAck.class, script.sentTo(again).getFirst());
            assertEquals(0, evictions(script));
        }
    }

    /** Each of them has several addresses. Both sides must keep the same link. */
    @Test
    void twoPeersThatDialEachOtherTogetherKeepOneLinkDespiteOtherAddresses() {
        CoreScript script = CoreScript.with(1); // its id is smaller than ours
        LinkId theirs = script.opened(atAnotherHost(1), null);
        script.received(theirs, new Frame.JoinRequest(false));
        assertTrue(script.isEnding(ONE));
        assertFalse(script.isEnding(theirs));
    }

    // ---- groups of addresses

    /** An attacker has many contacts in the book, all of one group. They count as one. */
    @Test
    void ofOneGroupOfAddressesOneIsChosenWhileThereAreOthers() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.tried(IntStream.range(0, 50).mapToObj(i -> contact(66, i)).toArray(Contact[]::new));
        script.tried(IntStream.range(1, 6).mapToObj(i -> contact(i, 1)).toArray(Contact[]::new));
        for (int i = 1; i <= 5; i++) {
            script.received(new LinkId(i), new Frame.Disconnect(Frame.Reason.LEAVING));
            DialReason.Promote promote = (DialReason.Promote) script.dials().getLast();
            script.received(script.opened(promote.candidate(), promote), new Frame.JoinAck(List.of()));
        }
        List<String> hosts = script.report().links().stream().map(link -> link.address().host()).toList();
        assertEquals(5, hosts.size());
        assertTrue(hosts.stream().filter(host -> host.startsWith("20.66.")).count() <= 1, hosts::toString);
    }
}
