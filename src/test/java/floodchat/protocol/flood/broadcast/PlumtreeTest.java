package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.core.CoreScript.NETWORK;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How packets of others are passed on, and how own packets are sent. */
class PlumtreeTest {
    private static Packet packet(int number) {
        return new UnstampedPacket(NETWORK, number, PacketKind.KEPT, new byte[] {(byte) number}).tryStamps(1);
    }

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

    // ---- own packets

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

    @Test
    void unwrittenPacketsOfAReplacedLinkAreSentOnItsReplacement() {
        CoreScript script = new CoreScript();
        LinkId theirs = script.addDialler(1);
        script.publish(7, new byte[] {1}, false);
        Contact peer = CoreScript.contact(1);
        LinkId ours = script.opened(peer, null);
        script.effects.clear();
        script.received(ours, new Frame.JoinRequest(true));
        assertTrue(script.isEnding(theirs));
        List<LinkId> given = script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::link).toList();
        assertEquals(List.of(ours), given);
    }

    @Test
    void aWrittenPacketIsNotSentAgain() {
        CoreScript script = CoreScript.with(1, 2);
        script.publish(7, new byte[] {1}, false);
        script.handle(new FloodInput.Written(List.of(7L)));
        script.effects.clear();
        script.closed(new LinkId(1));
        assertEquals(List.of(), script.all(FloodEffect.SendOwn.class));
    }

    private static List<Long> tickets(CoreScript script) {
        return script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::ticket).toList();
    }

    @Test
    void afterTheLossOfALinkUnwrittenPacketsAreSentAgainToTheOtherNeighbours() {
        CoreScript script = CoreScript.with(1, 2);
        script.publish(1, new byte[] {1}, false);
        script.effects.clear();
        script.closed(new LinkId(1));
        assertEquals(List.of(1L), tickets(script));
    }

    @Test
    void anEphemeralPacketIsSentWithoutATicket() {
        CoreScript script = CoreScript.with(1);
        script.publish(1, new byte[] {1}, true);
        assertEquals(1, script.sent(Frame.PacketFrame.class).size());
        assertEquals(List.of(), tickets(script));
    }
}
