package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.TreeFixture.NETWORK;
import static floodchat.protocol.flood.broadcast.TreeFixture.id;
import static floodchat.protocol.flood.broadcast.TreeFixture.inALargeNetwork;
import static floodchat.protocol.flood.broadcast.TreeFixture.packet;
import static floodchat.protocol.flood.broadcast.TreeFixture.pushed;
import static floodchat.protocol.flood.broadcast.TreeFixture.withALazyLink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.kdf.NetworkKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes along lazy links: ids, requests for missing packets, and packets that are served. */
class LazyLinksTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    @Test
    void aLazyLinkIsSentIds20MsLater() {
        CoreScript script = withALazyLink();
        script.received(ONE, pushed(1)).received(ONE, pushed(2));
        assertEquals(20, script.fire(FloodTimer.AnnounceDue.class));
        List<PacketId> both = List.of(packet(1).id(), packet(2).id());
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, both)), script.sentTo(TWO));
        assertEquals(List.of(), script.sentTo(THREE));
    }

    @Test
    void aLinkThatTheOtherSidePrunedIsSentIds() {
        CoreScript script = inALargeNetwork();
        script.received(TWO, new Frame.Prune()).received(ONE, pushed(1));
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, id(1))), script.sentTo(TWO));
    }

    @Test
    void aNeighbourThatAnnouncedAPacketIsSentNeitherThePacketNorItsId() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)))
                .received(THREE, new Frame.IHave(Frame.IdKind.FRESH, id(1)))
                .received(ONE, pushed(1));
        assertEquals(List.of(), script.sent(Frame.PacketFrame.class));
        assertTrue(script.all(FloodEffect.StartTimer.class)
                .stream()
                .noneMatch(start -> start.timer() instanceof FloodTimer.AnnounceDue));
    }

    @Test
    void aPacketIsServedToOneLinkAtMostThreeTimesAndMarkedAsFetched() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(1));
        script.effects.clear();
        for (int i = 0; i < 5; i++) {
            script.received(TWO, new Frame.IWant(id(1)));
        }
        Frame.PacketFrame served = new Frame.PacketFrame(4, Frame.Route.FETCHED, packet(1));
        assertEquals(List.of(served, served, served), script.sentTo(TWO));
    }

    @Test
    void aStrangerIsNotServedAndItsFramesAreIgnored() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(1));
        LinkId stranger = script.opened(CoreScript.contact(60), null);
        script.effects.clear();
        script.received(stranger, new Frame.IWant(id(1)))
                .received(stranger, new Frame.IHave(Frame.IdKind.FRESH, id(2)));
        script.received(stranger, new Frame.Graft()).received(stranger, new Frame.Prune());
        assertEquals(List.of(), script.effects);
    }

    @Test
    void aPacketWithoutHopsLeftIsAnnounced() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, new Frame.PacketFrame(0, Frame.Route.PUSHED, packet(1)));
        assertEquals(List.of(), script.sent(Frame.PacketFrame.class));
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, id(1))), script.sentTo(TWO));
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, id(1))), script.sentTo(THREE));
    }

    @Test
    void aLinkThatHadNoRoomForAPacketIsSentItsIdInstead() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(1));
        script.handle(new FloodInput.LeftOut(TWO, packet(1).id()));
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, id(1))), script.sentTo(TWO));
    }

    @Test
    void aLinkThatHadNoRoomForThousandsOfPacketsIsSentAllTheirIds() {
        CoreScript script = inALargeNetwork();
        for (int i = 0; i < BroadcastLimits.MAX_MISSING; i++) {
            script.handle(new FloodInput.LeftOut(TWO, new PacketId(1, i)));
        }
        script.fire(FloodTimer.AnnounceDue.class);
        int told = script.sentTo(TWO).stream().mapToInt(frame -> ((Frame.IHave) frame).ids().size()).sum();
        assertEquals(BroadcastLimits.MAX_MISSING, told);
    }

    @Test
    void manyIdsGoInSeveralFrames() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < FloodLimits.MAX_IDS + 1; i++) {
            byte[] bytes = new byte[Packet.HEADER_BYTES + 2 + Packet.STAMP_BYTES];
            bytes[Packet.HEADER_BYTES] = (byte) i;
            bytes[Packet.HEADER_BYTES + 1] = (byte) (i >> 8);
            Packet packet = Packet.received(NETWORK, bytes);
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.FETCHED, packet));
        }
        script.fire(FloodTimer.AnnounceDue.class);
        List<Integer> sizes = script.sent(Frame.IHave.class).stream().map(have -> have.ids().size()).toList();
        assertEquals(List.of(FloodLimits.MAX_IDS, 1), sizes);
    }

    @Test
    void idsBeyondABurstOfTenSecondsWaitForTheRate() {
        NetworkTerms tenASecond = new NetworkTerms(NetworkKeys.ofPublic("limited"), 0, 10);
        CoreScript script = CoreScript.with(tenASecond, 1, 2, 3);
        for (int i = 0; i < 150; i++) {
            script.handle(new FloodInput.LeftOut(TWO, new PacketId(i, i)));
        }
        assertEquals(20, script.fire(FloodTimer.AnnounceDue.class));
        assertEquals(100, announcedIds(script));
        script.nowMs += 980;
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(10, announcedIds(script));
        script.nowMs += 60_000;
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(40, announcedIds(script));
        assertEquals(List.of(), script.all(FloodEffect.StartTimer.class), "no id waits");
    }

    private static int announcedIds(CoreScript script) {
        return script.sent(Frame.IHave.class).stream().mapToInt(have -> have.ids().size()).sum();
    }

    @Test
    void aPacketThatALinkLeftOutDoesNotCountAsServed() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(1));
        for (int i = 0; i < 5; i++) {
            script.effects.clear();
            script.received(TWO, new Frame.IWant(id(1)));
            assertEquals(1, script.sentTo(TWO).size());
            script.handle(new FloodInput.LeftOut(TWO, packet(1).id()));
        }
    }
}
