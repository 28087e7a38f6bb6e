package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;

/** While a link is congested, new packets wait in the core. They go on one by one when there is room. */
class RoomToSendTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    private final CoreScript script = CoreScript.with(1, 2, 3);

    private static Frame.PacketFrame packet(int number) {
        byte[] payload = {(byte) number};
        Packet packet = new UnstampedPacket(CoreScript.NETWORK, 1_000_000, PacketKind.KEPT, payload).tryStamps(1);
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet);
    }

    private void congest() {
        script.hasRoom = false;
        script.handle(new FloodInput.Congested());
    }

    private void giveRoom() {
        script.handle(new FloodInput.RoomToSend());
    }

    private List<Integer> delivered() {
        return script.events()
                .stream()
                .filter(FloodEvent.Delivered.class::isInstance)
                .map(event -> (int) ((FloodEvent.Delivered) event).payload()[0])
                .toList();
    }

    private List<Integer> ownSentTo(LinkId link) {
        return script.all(FloodEffect.SendOwn.class)
                .stream()
                .filter(send -> send.link().equals(link))
                .map(send -> (int) send.frame().packet().payload()[0])
                .toList();
    }

    private long timesRoomWasAwaited() {
        return script.all(FloodEffect.AwaitRoom.class).size();
    }

    @Test
    void aNewPacketWaitsWhileALinkIsCongestedAndGoesOnWhenThereIsRoom() {
        congest();
        script.received(ONE, packet(1));
        assertEquals(List.of(new FloodEffect.Hold(ONE)), script.all(FloodEffect.Hold.class));
        assertEquals(List.of(), delivered());
        assertEquals(List.of(), script.sentTo(TWO));
        giveRoom();
        assertEquals(List.of(new FloodEffect.Release(ONE)), script.all(FloodEffect.Release.class));
        assertEquals(List.of(1), delivered());
        assertEquals(1, script.sentTo(TWO).size());
    }

    @Test
    void eachRoomToSendLetsOnePacketGoOnInTheOrderOfArrival() {
        congest();
        script.received(ONE, packet(1)).received(TWO, packet(2)).received(ONE, packet(3));
        giveRoom();
        assertEquals(List.of(1), delivered());
        script.received(THREE, packet(4)); // it must wait for the others
        giveRoom();
        giveRoom();
        assertEquals(List.of(1, 2, 3), delivered());
        giveRoom();
        assertEquals(List.of(1, 2, 3, 4), delivered());
    }

    @Test
    void roomIsAwaitedOnceAtATimeAndNotIfNothingWaits() {
        congest();
        script.received(ONE, packet(1)).received(ONE, packet(2));
        assertEquals(1, timesRoomWasAwaited());
        giveRoom();
        assertEquals(2, timesRoomWasAwaited());
        giveRoom();
        assertEquals(2, timesRoomWasAwaited());
    }

    @Test
    void aKnownPacketNeverWaits() {
        script.received(ONE, packet(1));
        congest();
        script.received(TWO, packet(1));
        assertEquals(List.of(), script.all(FloodEffect.Hold.class));
    }

    @Test
    void aStrangersPacketNeverWaits() {
        LinkId stranger = script.opened(CoreScript.contact(60), null);
        congest();
        script.received(stranger, packet(1));
        assertEquals(List.of(), script.all(FloodEffect.Hold.class));
    }

    @Test
    void ownPacketsAndPacketsOfOthersTakeTurns() {
        congest();
        script.received(ONE, packet(1)).received(ONE, packet(2));
        script.publish(1, new byte[] {11}, false).publish(2, new byte[] {12}, false);
        assertEquals(List.of(), ownSentTo(TWO));
        giveRoom();
        assertEquals(List.of(1), delivered());
        assertEquals(List.of(11), ownSentTo(TWO));
        giveRoom();
        assertEquals(List.of(1, 2), delivered());
        assertEquals(List.of(11, 12), ownSentTo(TWO));
    }

    @Test
    void packetsOfAClosedLinkGoOnAtOnce() {
        congest();
        script.received(ONE, packet(1)).received(TWO, packet(2));
        script.closed(ONE);
        assertEquals(List.of(1), delivered());
        giveRoom();
        assertEquals(List.of(1, 2), delivered());
    }

    @Test
    void waitingPacketsGoOutBeforeTheGoodbye() {
        congest();
        script.received(ONE, packet(1)).publish(1, new byte[] {11}, false);
        script.handle(new FloodInput.StopAsked());
        assertEquals(List.of(1), delivered());
        assertEquals(List.of(11), ownSentTo(TWO));
        int sent = script.effects.indexOf(script.all(FloodEffect.SendOwn.class).getFirst());
        int goodbye = script.effects.indexOf(script.all(FloodEffect.Close.class).getFirst());
        assertTrue(sent < goodbye);
    }

    /** Many own packets must not overfill the queue of the first link. */
    @Test
    void packetsPublishedWithoutANeighbourAreSentToTheFirstOneByOne() {
        CoreScript alone = new CoreScript();
        alone.publish(1, new byte[] {1}, false).publish(2, new byte[] {2}, false);
        alone.hasRoom = false;
        alone.addDialled(1);
        assertEquals(0, alone.all(FloodEffect.SendOwn.class).size());
        alone.handle(new FloodInput.RoomToSend());
        assertEquals(1, alone.all(FloodEffect.SendOwn.class).size());
        alone.handle(new FloodInput.RoomToSend());
        assertEquals(2, alone.all(FloodEffect.SendOwn.class).size());
    }
}
