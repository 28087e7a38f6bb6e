package floodchat.protocol.flood.core;

import static floodchat.protocol.flood.core.CoreScript.BOOTSTRAP;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer does whose wall clock is set, while it lives or after it was started with a wrong one. */
class ClockSetTest {
    private static final long HOUR_MS = 3_600_000;
    private static final byte[] PAYLOAD = {1, 2, 3};

    private static FloodInput.DialFailed refused(int peer, long aheadMs) {
        Contact there = contact(peer);
        DialReason reason = new DialReason.Enter(there.address(), false, false);
        return new FloodInput.DialFailed(reason, "a clock is wrong", true, new ClockGap(there.peer(), aheadMs));
    }

    private static Packet packet(long timeMs) {
        UnstampedPacket unstamped = new UnstampedPacket(CoreScript.NETWORK, timeMs, PacketKind.KEPT, PAYLOAD);
        return Objects.requireNonNull(unstamped.tryStamps(1));
    }

    private static FloodEvent.Phase phase(CoreScript script) {
        return ((FloodEvent.StatusChanged) script.events()
                .stream()
                .filter(FloodEvent.StatusChanged.class::isInstance)
                .toList()
                .getLast()).phase();
    }

    // ---- links

    @ParameterizedTest
    @ValueSource(longs = {3 * HOUR_MS, -3 * HOUR_MS, 8 * HOUR_MS, 30 * HOUR_MS, -30 * HOUR_MS})
    void neighboursWhoseClocksAreTooFarAwayNowAreLeftAndGreetedAgain(long stepMs) {
        CoreScript script = CoreScript.with(1, 2);
        script.setClock(stepMs);
        for (int i = 1; i <= 2; i++) {
            assertEquals(new Frame.Disconnect(Frame.Reason.LEAVING), script.sentTo(new LinkId(i)).getLast());
            assertTrue(script.isEnding(new LinkId(i)));
        }
        assertEquals(0, script.links());
        assertEquals(2, script.dials().stream().filter(DialReason.Promote.class::isInstance).count());
    }

    @Test
    void aLinkWithoutAPurposeYetEndsToo() {
        CoreScript script = CoreScript.with(1);
        LinkId stranger = script.opened(contact(2), null);
        script.setClock(3 * HOUR_MS);
        assertTrue(script.isEnding(stranger));
    }

    @Test
    void aLinkWhoseHandshakeWasBeforeTheClockWasSetEndsAsSoonAsItOpens() {
        CoreScript script = CoreScript.with();
        script.setClock(3 * HOUR_MS);
        assertTrue(script.isEnding(script.opened(contact(1), null)));
    }

    @Test
    void aSmallCorrectionEndsNoLink() {
        CoreScript script = CoreScript.with(1, 2);
        script.setClock(FloodLimits.MAX_AHEAD_MS);
        script.setClock(-2 * FloodLimits.MAX_AHEAD_MS);
        assertEquals(List.of(), script.sent(Frame.Disconnect.class));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aNeighboursOwnClockCounts() {
        CoreScript script = CoreScript.with(1);
        long hourAheadMs = script.nowMs + HOUR_MS;
        DialReason reason = new DialReason.Promote(contact(2), false);
        script.handle(new FloodInput.LinkOpened(new LinkId(7), contact(2), reason, hourAheadMs));
        script.received(new LinkId(7), new Frame.JoinAck(List.of()));
        script.setClock(-HOUR_MS - 1);
        assertFalse(script.isEnding(new LinkId(1)));
        assertTrue(script.isEnding(new LinkId(7)));
    }

    // ---- own packets

    @ParameterizedTest
    @ValueSource(longs = {3 * HOUR_MS, -3 * HOUR_MS, 30 * HOUR_MS})
    void aPacketThatNobodyTookIsStampedAgainAndNotSentBefore(long stepMs) {
        CoreScript script = new CoreScript();
        script.setClock(stepMs);
        script.publish(7, PAYLOAD, false);
        script.effects.clear();
        script.setClock(-stepMs);
        FloodEffect.StampAgain again = script.all(FloodEffect.StampAgain.class).getFirst();
        assertEquals(7, again.ticket());
        assertEquals(stepMs, again.madeAheadMs());
        assertArrayEquals(PAYLOAD, again.packet().payload());
        assertEquals(script.nowMs + stepMs, again.packet().timeMs());

        LinkId first = script.addDialled(1);
        assertEquals(List.of(), script.all(FloodEffect.SendOwn.class), "its time is wrong");
        Packet right = packet(script.nowMs);
        script.handle(new FloodInput.Published(7, right));
        FloodEffect.SendOwn sent = script.all(FloodEffect.SendOwn.class).getFirst();
        assertEquals(first, sent.link());
        assertEquals(right, sent.frame().packet());
        assertFalse(script.events().contains(new FloodEvent.HandedOver(7)));
        script.handle(new FloodInput.Written(List.of(7L)));
        assertTrue(script.events().contains(new FloodEvent.HandedOver(7)));
    }

    @Test
    void aPacketThatIsBeingStampedAgainIsNotSentByAPeerThatLeaves() {
        CoreScript script = CoreScript.with(1);
        script.hasRoom = false;
        script.handle(new FloodInput.Congested());
        script.publish(7, PAYLOAD, false);
        script.setClock(HOUR_MS);
        script.handle(new FloodInput.StopAsked());
        assertEquals(List.of(), script.all(FloodEffect.SendOwn.class));
    }

    @Test
    void aPacketWhoseTimeIsAlmostRightIsNotStampedAgain() {
        CoreScript script = new CoreScript();
        script.publish(7, PAYLOAD, false);
        script.setClock(PacketClock.MAX_LEAD_MS);
        assertEquals(List.of(), script.all(FloodEffect.StampAgain.class));
        script.setClock(1);
        assertEquals(1, script.all(FloodEffect.StampAgain.class).size());
        script.setClock(HOUR_MS);
        assertEquals(1, script.all(FloodEffect.StampAgain.class).size(), "it is being stamped already");
    }

    // ---- packets of others

    @Test
    void packetsOfOthersAreJudgedByTheWallClock() {
        CoreScript script = CoreScript.with();
        script.setClock(30 * HOUR_MS);
        LinkId link = new LinkId(9);
        long wallMs = script.nowMs + 30 * HOUR_MS;
        DialReason reason = new DialReason.Promote(contact(1), false);
        script.handle(new FloodInput.LinkOpened(link, contact(1), reason, wallMs));
        script.received(link, new Frame.JoinAck(List.of()));
        script.received(link, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(script.nowMs)));
        assertEquals(0, deliveries(script), "a packet of 30 hours ago");
        script.received(link, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(wallMs)));
        assertEquals(1, deliveries(script));
    }

    @Test
    void whatIsSaidAfterACorrectionIsNotEarlier() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += 60_000;
        script.setClock(-HOUR_MS);
        Packet live = packet(script.nowMs - HOUR_MS);
        script.received(new LinkId(1), new Frame.PacketFrame(5, Frame.Route.DELAYED, live));
        assertFalse(((FloodEvent.Delivered) script.events().getLast()).earlier(), "whatever a relay says");
        Packet old = packet(script.nowMs - HOUR_MS - 60_000);
        script.received(new LinkId(1), new Frame.PacketFrame(5, Frame.Route.DELAYED, old));
        assertTrue(((FloodEvent.Delivered) script.events().getLast()).earlier());
    }

    @Test
    void theBacklogIsKeptForADayOfTheWallClock() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1),
                new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(script.nowMs - 23 * HOUR_MS)));
        script.nowMs += 60_000;
        script.setClock(HOUR_MS - 120_000);
        assertEquals(1, announcedTo(script, 2));
        script.setClock(120_000);
        assertEquals(0, announcedTo(script, 3));
    }

    private static int announcedTo(CoreScript script, int newcomer) {
        LinkId link = script.addDialler(newcomer);
        script.handle(new FloodInput.TimerFired(new FloodTimer.AnnounceDue()));
        return script.sentTo(link).stream().filter(Frame.IHave.class::isInstance).toList().size();
    }

    private static long deliveries(CoreScript script) {
        return script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count();
    }

    // ---- what a person is told

    @Test
    void aPeerThatAllOthersRefuseForItsClockSaysHowWrongItIs() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.handle(refused(1, 3 * HOUR_MS - 20));
        assertEquals(new FloodEvent.Phase.ClockDiffers(3 * HOUR_MS - 20, 1), phase(script));
        script.handle(refused(2, -700 * HOUR_MS)).handle(refused(3, 3 * HOUR_MS));
        assertEquals(new FloodEvent.Phase.ClockDiffers(3 * HOUR_MS - 20, 3), phase(script), "the median");
        assertEquals(new FloodEvent.Phase.ClockDiffers(3 * HOUR_MS - 20, 3),
                ((Problem.NoLink) script.report().problems().getFirst()).phase());
    }

    @Test
    void aPeerWithNeighboursIsNotDisturbedByAPeerWithAWrongClock() {
        CoreScript script = CoreScript.with(1);
        script.handle(refused(2, 3 * HOUR_MS));
        assertEquals(List.of(), script.events());
    }

    @Test
    void whoWasRefusedTriesAgainAtOnceWhenTheClockIsSet() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        DialReason enter = script.dials().getFirst();
        for (int i = 0; i < 8; i++) {
            script.handle(new FloodInput.DialFailed(enter, "wrong", true, new ClockGap(contact(100).peer(), HOUR_MS)));
            script.fire(FloodTimer.Retry.class);
        }
        script.handle(new FloodInput.DialFailed(enter, "wrong", true, new ClockGap(contact(100).peer(), HOUR_MS)));
        assertEquals(60_000, script.timer(FloodTimer.Retry.class).afterMs());
        script.nowMs += 5_000;
        script.effects.clear();
        script.setClock(-3 * HOUR_MS);
        assertEquals(0, script.fire(FloodTimer.Retry.class));
        assertEquals(List.of(enter), script.dials());
        assertEquals(new FloodEvent.Phase.Joining(BOOTSTRAP, false), phase(script));
    }

    @Test
    void aRefusalThatIsLongAgoIsNoReasonAnyMore() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        DialReason enter = script.dials().getFirst();
        script.handle(refused(1, 3 * HOUR_MS));
        script.nowMs += 120_000;
        script.handle(new FloodInput.DialFailed(enter, "nobody listens there", false));
        assertEquals(new FloodEvent.Phase.Waiting(BOOTSTRAP, script.nowMs + 1_000, false), phase(script));
    }

    @Test
    void contactsThatRefuseAPeerWithoutNeighboursForItsClockAreNotForgotten() {
        CoreScript script = CoreScript.with(1, 2);
        script.setClock(3 * HOUR_MS);
        for (int i = 1; i <= 2; i++) {
            script.closed(new LinkId(i));
            script.handle(new FloodInput.DialFailed(
                    new DialReason.Promote(contact(i), false), "wrong", true,
                    new ClockGap(contact(i).peer(), 3 * HOUR_MS)));
        }
        script.effects.clear();
        script.setClock(-3 * HOUR_MS);
        script.fire(FloodTimer.Retry.class);
        assertEquals(2, script.dials().stream().filter(DialReason.Promote.class::isInstance).count());
    }

    /** They were told by others, and are no third party: somebody is there. */
    @Test
    void contactsThatWereOnlyToldAreAskedAgainWhenTheClockIsSet() {
        CoreScript script = new CoreScript();
        LinkId link = script.opened(contact(9), new DialReason.Enter(contact(9).address(), false, false));
        script.received(link, new Frame.ShuffleReply(List.of(contact(1, 1))));
        DialReason told = new DialReason.Promote(contact(1, 1), false);
        assertTrue(script.dials().contains(told));
        ClockGap gap = new ClockGap(contact(1, 1).peer(), 3 * HOUR_MS);
        script.handle(new FloodInput.DialFailed(told, "wrong", true, gap));
        script.effects.clear();
        script.setClock(-3 * HOUR_MS);
        script.fire(FloodTimer.Retry.class);
        assertTrue(script.dials().contains(told));
    }

    @Test
    void timesForPeopleAreThoseOfTheWallClockAsItIsNow() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        long startMs = script.nowMs;
        script.nowMs += 200;
        script.setClock(-3 * HOUR_MS);
        assertEquals(new FloodEvent.Phase.Waiting(BOOTSTRAP, startMs + 1_000 - 3 * HOUR_MS, false), phase(script));
        assertEquals(startMs - 3 * HOUR_MS, script.report().startedMs());
        assertEquals(startMs - 3 * HOUR_MS, script.report().problems().getFirst().sinceMs());
    }
}
