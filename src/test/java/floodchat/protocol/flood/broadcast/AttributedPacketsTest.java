package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the core does when it learns whose a packet is. */
class AttributedPacketsTest {
    private static final Author AUTHOR = new Author(1, 1);
    private static final int NEWCOMER = 90;

    private final StemFixture fixture = StemFixture.relaying();
    private final CoreScript script = fixture.script;
    private int packets = 1_000;

    private void flooded(Packet packet) {
        script.received(StemFixture.ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet));
    }

    private Packet line() {
        Packet line = fixture.packet(packets++);
        flooded(line);
        return line;
    }

    /** As many packets of nobody as a backlog has. */
    private void junk() {
        for (int i = 0; i < BroadcastLimits.MAX_BACKLOG_PACKETS; i++) {
            script.nowMs++;
            line();
        }
    }

    private void attribute(PacketId packet) {
        script.handle(new FloodInput.Attributed(new FloodAttribution.OfPacket(packet, AUTHOR)));
    }

    /** The ids that a new neighbour is told. */
    private List<PacketId> backlog() {
        script.effects.clear();
        LinkId link = script.addDialler(NEWCOMER);
        script.handle(new FloodInput.TimerFired(new FloodTimer.AnnounceDue()));
        return script.sentTo(link)
                .stream()
                .filter(Frame.IHave.class::isInstance)
                .flatMap(frame -> ((Frame.IHave) frame).ids().stream())
                .toList();
    }

    @Test
    void aLineThatIsAttributedStaysInSpiteOfJunk() {
        Packet line = line();
        attribute(line.id());
        junk();
        List<PacketId> backlog = backlog();
        assertTrue(backlog.contains(line.id()));
        assertEquals(BroadcastLimits.MAX_BACKLOG_PACKETS, backlog.size());
    }

    /** A chat needs time to verify a line. Junk that is bought for that time must not win. */
    @Test
    void aLineThatJunkPushedOutBeforeItWasAttributedComesBack() {
        Packet line = line();
        junk();
        attribute(line.id());
        List<PacketId> backlog = backlog();
        assertTrue(backlog.contains(line.id()));
        assertEquals(BroadcastLimits.MAX_BACKLOG_PACKETS, backlog.size());
    }

    @Test
    void attributionOfAPacketThatNeverCameIsIgnored() {
        attribute(fixture.packet(1).id());
        assertEquals(List.of(), backlog());
    }

    @Test
    void attributionKeepsNoEphemeralPacket() {
        Packet presence = fixture.packet(1, 4, PacketKind.EPHEMERAL);
        flooded(presence);
        attribute(presence.id());
        assertEquals(List.of(), backlog());
    }

    @Test
    void anOwnPacketThatALinkHasWrittenIsOurs() {
        script.handle(new FloodInput.Attributed(new FloodAttribution.OfOwn(AUTHOR)));
        fixture.publish(1, PacketKind.KEPT);
        Packet own = script.sent(Frame.StemFrame.class).getFirst().packet();
        fixture.embargoEnds(own.id());
        script.handle(new FloodInput.Written(List.of(1L)));
        junk();
        assertTrue(backlog().contains(own.id()));
    }

    @Test
    void anOwnPacketThatComesBackFromItsStemIsOurs() {
        script.handle(new FloodInput.Attributed(new FloodAttribution.OfOwn(AUTHOR)));
        fixture.publish(1, PacketKind.KEPT);
        Packet own = script.sent(Frame.StemFrame.class).getFirst().packet();
        flooded(own);
        assertTrue(fixture.isHandedOver(1));
        junk();
        assertTrue(backlog().contains(own.id()));
    }

    @Test
    void anOwnPacketIsNobodysIfNoAuthorIsTold() {
        fixture.publish(1, PacketKind.KEPT);
        Packet own = script.sent(Frame.StemFrame.class).getFirst().packet();
        flooded(own);
        junk();
        assertFalse(backlog().contains(own.id()));
    }
}
