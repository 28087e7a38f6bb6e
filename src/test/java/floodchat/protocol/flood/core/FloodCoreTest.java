package floodchat.protocol.flood.core;

import static floodchat.protocol.flood.core.CoreScript.BOOTSTRAP;
import static floodchat.protocol.flood.core.CoreScript.NETWORK;
import static floodchat.protocol.flood.core.CoreScript.SELF;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.membership.MembershipLimits;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One core, by script: each rule of the network alone. */
class FloodCoreTest {
    private static Packet packet(int number) {
        return new UnstampedPacket(NETWORK, number, false, new byte[] {(byte) number}).tryStamps(1);
    }

    // ---- neighbours

    @Test
    void aFullPeerRefusesANeighbourRequestUnlessItIsUrgent() {
        CoreScript script = CoreScript.full();
        LinkId patient = script.opened(contact(60), null);
        script.received(patient, new Frame.NeighbourRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(patient));
        LinkId urgent = script.opened(contact(61), null);
        script.received(urgent, new Frame.NeighbourRequest(true));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(urgent).getFirst());
    }

    @Test
    void aLinkToOurselvesEnds() {
        CoreScript script = new CoreScript();
        assertTrue(script.isEnding(script.opened(SELF, null)));
        assertTrue(script.isEnding(script.opened(SELF, new DialReason.Promote(contact(1)))));
    }

    @Test
    void aPeerThatIsDialledTwiceIsAskedOnce() {
        CoreScript script = CoreScript.with(1);
        LinkId first = script.opened(contact(2), new DialReason.Promote(contact(2)));
        LinkId second = script.opened(contact(2), new DialReason.Take(contact(2), Frame.Need.FIRST));
        assertEquals(List.of(new Frame.NeighbourRequest(false)), script.sentTo(first));
        assertEquals(List.of(), script.sentTo(second));
        assertTrue(script.isEnding(second));
    }

    @Test
    void ofTwoLinksBothSidesKeepTheOneThatTheSmallerIdDialled() {
        Contact smaller = contact(1);
        CoreScript script = CoreScript.with(1);
        LinkId theirs = script.opened(smaller, null);
        script.received(theirs, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(new LinkId(1)));
        assertFalse(script.isEnding(theirs));

        Contact larger = new Contact(new PeerId(0, 255), contact(255).address());
        LinkId ours = script.opened(larger, new DialReason.Promote(larger));
        script.received(ours, new Frame.JoinAck(List.of()));
        LinkId worse = script.opened(larger, null);
        script.received(worse, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(worse));
    }

    @Test
    void aLinkThatReplacesAnotherToTheSamePeerNeedsNoSlot() {
        CoreScript script = CoreScript.full();
        LinkId better = script.opened(contact(5), null);
        script.received(better, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Graft()), script.sentTo(better));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void ofTwoLinksThatTheOtherSideDialledTheNewerIsKept() {
        CoreScript script = new CoreScript();
        LinkId older = script.addDialler(1);
        LinkId newer = script.addDialler(1);
        assertTrue(script.isEnding(older));
        assertFalse(script.isEnding(newer));
        assertEquals(1, script.links());
    }

    @Test
    void aNeighbourThatLeavesIsForgottenAndOneThatEvictsUsIsNot() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), new Frame.Disconnect(Frame.Reason.LEAVING)).closed(new LinkId(1));
        assertEquals(List.of(), script.dials());
        script.received(new LinkId(2), new Frame.Disconnect(Frame.Reason.EVICTED)).closed(new LinkId(2));
        assertEquals(List.of(new DialReason.Promote(contact(2))), script.dials());
    }

    @Test
    void aStrangersLinkWithoutAPurposeEndsAfterTenSeconds() {
        CoreScript script = new CoreScript();
        LinkId silent = script.opened(contact(1), null);
        assertEquals(MembershipLimits.PURPOSE_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(silent));
    }

    @Test
    void ofTooManyStrangersTheOldestLinkEnds() {
        CoreScript script = new CoreScript();
        LinkId oldest = script.opened(contact(1), null);
        for (int i = 1; i < MembershipLimits.MAX_STRANGERS; i++) {
            script.opened(new Contact(new PeerId(1, i), BOOTSTRAP), null);
        }
        assertFalse(script.isEnding(oldest));
        script.opened(contact(2), null);
        assertTrue(script.isEnding(oldest));
        assertEquals(1, script.all(FloodEffect.Close.class).size());
    }

    // ---- flooding

    @Test
    void aNewPacketIsDeliveredOnceAndPassedOnToAllOtherNeighbours() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.received(new LinkId(1), new Frame.PacketFrame(7, Frame.Route.PUSHED, packet(1)));
        script.received(new LinkId(2), new Frame.PacketFrame(9, Frame.Route.PUSHED, packet(1)));
        assertEquals(List.of(), script.sentTo(new LinkId(1)));
        assertEquals(List.of(new Frame.PacketFrame(6, Frame.Route.PUSHED, packet(1))), script.sentTo(new LinkId(2)));
        assertEquals(List.of(new Frame.PacketFrame(6, Frame.Route.PUSHED, packet(1))), script.sentTo(new LinkId(3)));
        assertEquals(1, script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count());
    }

    @Test
    void aPacketWithoutHopsLeftIsDeliveredAndNotPassedOn() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), new Frame.PacketFrame(0, Frame.Route.PUSHED, packet(1)));
        assertEquals(1, script.events().size());
        assertEquals(List.of(), script.sent(Frame.PacketFrame.class));
    }

    @Test
    void aPacketOfAStrangerIsIgnored() {
        CoreScript script = CoreScript.with(1);
        LinkId stranger = script.opened(contact(60), null);
        script.effects.clear();
        script.received(stranger, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(1)));
        assertEquals(List.of(), script.effects);
        script.received(new LinkId(1), new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(1)));
        assertEquals(1, script.events().size(), "it is new still");
    }

    @Test
    void ownPacketsStartWith48To63Hops() {
        CoreScript script = CoreScript.with(1);
        for (int i = 1; i <= 200; i++) {
            script.publish(i, new byte[] {1}, false);
        }
        List<Integer> hops = script.all(FloodEffect.SendOwn.class)
                .stream()
                .map(send -> send.frame().hopsLeft())
                .sorted()
                .distinct()
                .toList();
        assertEquals(IntStream.rangeClosed(48, 63).boxed().toList(), hops);
    }

    @Test
    void withoutANeighbourAPublishedPacketWaitsAndAnEphemeralOneIsDropped() {
        CoreScript script = new CoreScript();
        script.publish(1, new byte[] {1}, false);
        script.publish(2, new byte[] {2}, true);
        script.publish(3, new byte[] {3}, false);
        script.addDialled(1);
        assertEquals(List.of(1L, 3L), tickets(script));
        assertEquals(List.of(), script.sent(Frame.PacketFrame.class));
        script.effects.clear();
        script.handle(new FloodInput.Written(List.of(1L, 1L)));
        assertEquals(List.of(new FloodEvent.HandedOver(1)), script.events());
    }

    @Test
    void unwrittenPacketsOfALostLinkAreSentOnTheNextOne() {
        CoreScript script = CoreScript.with(1);
        script.publish(1, new byte[] {1}, false);
        script.publish(2, new byte[] {2}, false);
        script.handle(new FloodInput.Written(List.of(1L)));
        script.closed(new LinkId(1));
        script.effects.clear();
        script.addDialler(2);
        assertEquals(List.of(2L), tickets(script));
    }

    private static List<Long> tickets(CoreScript script) {
        return script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::ticket).toList();
    }

    // ---- shuffles and addresses

    @Test
    void aShuffleReplyHasNoMoreContactsThanAFrameHolds() {
        CoreScript script = CoreScript.with(1);
        List<Contact> many = Stream.iterate(10, i -> i + 1).limit(40).map(CoreScript::contact).toList();
        for (int i = 0; i < 40; i += 8) {
            script.learnFrom(new LinkId(1), many.subList(i, i + 8));
        }
        script.effects.clear();
        script.received(new LinkId(1), new Frame.Shuffle(contact(1), 0, many.subList(0, 8)));
        assertEquals(FloodLimits.MAX_CONTACTS, script.sent(Frame.ShuffleReply.class).getFirst().contacts().size());
    }

    @Test
    void aShuffleOfAPeerThatIsNoNeighbourIsAnsweredOnALinkOfItsOwn() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), new Frame.Shuffle(contact(70), 0, List.of()));
        DialReason answer = script.dials().getFirst();
        assertEquals(contact(70).address(), answer.address());
        LinkId link = script.opened(contact(70), answer);
        assertInstanceOf(Frame.ShuffleReply.class, script.sentTo(link).getFirst());
        assertTrue(script.isEnding(link));
    }

    @Test
    void theReportedAddressesBeginWithNeighbours() {
        CoreScript script = new CoreScript();
        LinkId link = script.addDialled(1);
        script.learnFrom(link, List.of(contact(2)));
        script.fire(FloodTimer.AddressReportDue.class);
        assertEquals(
                List.of(new FloodEvent.AddressesLearned(List.of(contact(1).address(), contact(2).address()))),
                script.events());
    }

    // ---- the end

    @Test
    void aPeerThatStopsSaysGoodbyeAndHasStoppedWhenAllLinksAreClosed() {
        CoreScript script = CoreScript.with(1, 2);
        script.handle(new FloodInput.StopAsked());
        assertEquals(Collections.nCopies(2, new Frame.Disconnect(Frame.Reason.LEAVING)),
                script.sent(Frame.Disconnect.class));
        script.closed(new LinkId(1));
        assertFalse(script.events().contains(new FloodEvent.Stopped()));
        script.closed(new LinkId(2));
        assertTrue(script.events().contains(new FloodEvent.Stopped()));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aGoodbyeThatNobodyAnswersEndsAfterThreeSeconds() {
        CoreScript script = CoreScript.with(1);
        script.handle(new FloodInput.StopAsked());
        assertEquals(FloodLimits.GOODBYE_WITHIN_MS, script.fire(FloodTimer.GoodbyeDue.class));
        assertEquals(List.of(new FloodEvent.Stopped()), script.events());
    }

    @Test
    void aLinkThatOpensAfterTheGoodbyeEnds() {
        CoreScript script = CoreScript.with(1);
        script.handle(new FloodInput.StopAsked());
        LinkId late = script.opened(contact(2), null);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.LEAVING)), script.sentTo(late));
        assertTrue(script.isEnding(late));
    }
}
