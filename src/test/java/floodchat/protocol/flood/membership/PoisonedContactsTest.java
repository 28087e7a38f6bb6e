package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An attacker tells contacts that it has invented, or the address of somebody whom it wants to harm. */
class PoisonedContactsTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);

    private static List<Contact> invented(int number) {
        return IntStream.range(0, 16).mapToObj(i -> contact(5_000 + 16 * number + i, 1)).toList();
    }

    private static boolean isInvented(Contact contact) {
        return contact.peer().high() >= 6_000;
    }

    /** Neighbour 1 tells invented contacts in each frame, as fast as it may, for half an hour. */
    private static void poison(CoreScript script) {
        for (int i = 0; i < 180; i++) {
            script.received(ONE, new Frame.Shuffle(invented(2 * i)));
            script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
            script.received(ONE, new Frame.ShuffleReply(invented(2 * i + 1)));
            script.nowMs += 10_000;
        }
    }

    /** Before, 62 of 64 contacts were dead after that. */
    @Test
    void inventedContactsPushOutOnlyWhatTheirTellerTold() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        List<Contact> tried = IntStream.range(0, 40).mapToObj(i -> contact(i, 1)).toList();
        List<Contact> told = IntStream.range(100, 116).mapToObj(i -> contact(i, 1)).toList();
        script.tried(tried.toArray(Contact[]::new)).learnFrom(TWO, told);
        poison(script);
        assertEquals(40 + 16 + 16, script.report().contacts());
        script.effects.clear();
        IntStream.rangeClosed(1, 5).forEach(i -> script.closed(new LinkId(i)));
        Set<Contact> asked = new HashSet<>();
        for (DialReason reason : script.failDials()) {
            if (reason instanceof DialReason.Promote(Contact candidate, boolean _)) {
                asked.add(candidate);
            }
        }
        assertTrue(asked.containsAll(tried), "all that were tried");
        assertTrue(asked.containsAll(told), "all of the other teller");
        assertEquals(16, asked.stream().filter(PoisonedContactsTest::isInvented).count());
    }

    @Test
    void inventedContactsAreNotPassedOn() {
        CoreScript script = CoreScript.full().tried(contact(1, 1));
        poison(script);
        for (int i = 0; i < 50; i++) {
            script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
            LinkId link = script.opened(contact(200 + i, 1), null);
            script.received(link, new Frame.Shuffle(List.of())).received(link, new Frame.JoinRequest(i % 2 == 0));
            script.nowMs += 1_000;
        }
        Stream<Contact> passedOn = Stream.of(
                script.sent(Frame.Shuffle.class).stream().map(Frame.Shuffle::contacts),
                script.sent(Frame.ShuffleReply.class).stream().map(Frame.ShuffleReply::contacts),
                script.sent(Frame.JoinAck.class).stream().map(Frame.JoinAck::sample))
                .flatMap(frames -> frames.flatMap(List::stream));
        List<Contact> all = passedOn.toList();
        assertTrue(all.contains(contact(1, 1)));
        assertEquals(List.of(), all.stream().filter(PoisonedContactsTest::isInvented).toList());
    }

    /** Peers dial us from all addresses that the attacker has, and name ports at which nobody is. */
    @Test
    void whoDialsUsPushesOutNothingThatWasTriedOrTold() {
        CoreScript script = CoreScript.full();
        List<Contact> tried = IntStream.range(0, 40).mapToObj(i -> contact(i, 1)).toList();
        script.tried(tried.toArray(Contact[]::new)).learnFrom(TWO, List.of(contact(100, 1)));
        for (int i = 0; i < 2_000; i++) {
            script.closed(script.opened(contact(5_000 + i, 1), null));
        }
        assertEquals(40 + 1 + MembershipLimits.SEEN_CONTACTS, script.report().contacts());
    }

    // ---- the address of a third party

    private static final Address VICTIM = new Address("203.0.113.80", 80);

    private static Contact victim(int claim) {
        return new Contact(new PeerId(66, claim), VICTIM);
    }

    /** The peer lacks links, and all its neighbours name the victim whenever they can, for just under ten minutes. */
    private static List<DialReason> dialsOfVictim(int minutes, CoreScript script) {
        List<DialReason> dials = new ArrayList<>();
        for (int second = 0; second < 60 * minutes; second += 5) {
            for (int i = 1; i <= 4; i++) {
                LinkId link = new LinkId(i);
                script.received(link, new Frame.Shuffle(List.of(victim(second + i))));
                script.received(link, new Frame.ShuffleReply(List.of(victim(second + i))));
                script.received(link, new Frame.JoinRequest(true));
            }
            LinkId refused = script.opened(contact(second, 1), new DialReason.Promote(contact(second, 1), false));
            script.received(refused, new Frame.ShuffleReply(List.of(victim(second))));
            script.received(refused, new Frame.Disconnect(Frame.Reason.FULL)).closed(refused);
            for (FloodTimer timer : List.of(new FloodTimer.Shuffle(), new FloodTimer.Feel(), new FloodTimer.Retry(1))) {
                script.handle(new FloodInput.TimerFired(timer));
            }
            dials.addAll(script.failDials());
            script.nowMs += 5_000;
        }
        return dials.stream().filter(reason -> reason.address().equals(VICTIM)).toList();
    }

    /** Before, five peers dialled it 25 to 28 times a second. */
    @Test
    void anAddressThatManyNameIsDialledOnceInTenMinutes() {
        CoreScript script = CoreScript.with(1, 2, 3, 4);
        assertEquals(1, dialsOfVictim(10, script).size());
        assertEquals(1, dialsOfVictim(10, script).size());
    }

    @Test
    void afterAMassFailureItIsNotDialledMoreOften() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.learnFrom(ONE, List.of(victim(1)));
        IntStream.rangeClosed(1, 3).forEach(i -> script.closed(new LinkId(i)));
        long dials = script.failDials().stream().filter(reason -> reason.address().equals(VICTIM)).count();
        assertEquals(1, dials);
        script.learnFrom(new LinkId(4), List.of(victim(2)));
        IntStream.rangeClosed(4, 5).forEach(i -> script.closed(new LinkId(i)));
        assertTrue(script.failDials().stream().noneMatch(reason -> reason.address().equals(VICTIM)));
    }

    /** A hundred ports of one host, and a hundred hosts of one group: four and 32 of them are dialled. */
    @Test
    void theHostAndTheNetworkOfAThirdPartyAreProtected() {
        assertEquals(4, failed(i -> new Address("203.0.113.80", 1 + i)));
        assertEquals(32, failed(i -> new Address("203.0." + i + ".1", 80)));
    }

    private static long failed(IntFunction<Address> addresses) {
        CoreScript script = CoreScript.with(1, 2, 3, 4);
        long dials = 0;
        for (int i = 0; i < 100; i++) {
            script.effects.clear();
            script.learnFrom(new LinkId(1 + i % 4), List.of(new Contact(new PeerId(66, i), addresses.apply(i))));
            dials += script.failDials().stream().filter(dial -> dial.address().host().startsWith("203.")).count();
            script.nowMs += 1_000;
        }
        return dials;
    }

    /** It would have us look for a port on our own network. */
    @Test
    void privateAddressesThatAPeerOnTheInternetTellsAreIgnored() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        int before = script.report().contacts();
        Contact there = new Contact(contact(60).peer(), new Address("192.168.1.7", 1));
        script.learnFrom(new LinkId(1), List.of(there));
        assertEquals(before, script.report().contacts());
        script.learnFrom(new LinkId(1), List.of(contact(60)));
        assertEquals(before + 1, script.report().contacts());
    }
}
