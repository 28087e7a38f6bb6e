package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** A scripted core with a stem, in a network that is large enough for it. */
final class StemFixture {
    /** These dialled the core. */
    static final LinkId ONE = new LinkId(1);
    static final LinkId TWO = new LinkId(2);
    static final List<LinkId> DIALLERS = List.of(ONE, TWO);
    /** These were dialled by the core. */
    static final List<LinkId> DIALLED = List.of(new LinkId(3), new LinkId(4), new LinkId(5));
    static final List<LinkId> ALL = List.of(ONE, TWO, new LinkId(3), new LinkId(4), new LinkId(5));

    /** With seven slots. */
    private static final FloodSettings SETTINGS = new FloodSettings(5, 7, 3, true);

    final CoreScript script;

    private StemFixture(CoreScript script) {
        this.script = script;
    }

    static StemFixture of(long seed) {
        return of(seed, SETTINGS, CoreScript.NETWORK);
    }

    static StemFixture of(long seed, FloodSettings settings, NetworkTerms terms) {
        CoreScript script = new CoreScript(terms, BootstrapAddresses.untold(List.of()), settings, seed);
        script.addDialler(1);
        script.addDialler(2);
        IntStream.of(3, 4, 5).forEach(script::addDialled);
        for (int i = 20; i < 44; i += 8) {
            script.learnFrom(ONE, IntStream.range(i, i + 8).mapToObj(CoreScript::contact).toList());
        }
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        script.effects.clear();
        return new StemFixture(script);
    }

    /** A peer that passes the stem packets of others on, in its first epoch. */
    static StemFixture relaying() {
        for (long seed = 1; seed < 100; seed++) {
            if (of(seed).relays()) {
                return of(seed);
            }
        }
        throw new AssertionError("each of 100 peers floods");
    }

    /** A peer that floods the stem packets of others, in its first epoch. */
    static StemFixture flooding() {
        for (long seed = 1; seed < 100; seed++) {
            if (!of(seed).relays()) {
                return of(seed);
            }
        }
        throw new AssertionError("none of 100 peers floods");
    }

    private boolean relays() {
        return !stemsAfter(packet(0), ONE).isEmpty();
    }

    Packet packet(int number) {
        return packet(number, 4, PacketKind.KEPT);
    }

    /** A packet of another author, published now. */
    Packet packet(int number, int bytes, PacketKind kind) {
        return packet(number, bytes, kind, script.nowMs);
    }

    /** @param timeMs when it was published, as it says */
    Packet packet(int number, int bytes, PacketKind kind, long timeMs) {
        byte[] payload = ByteBuffer.allocate(bytes).putInt(number).array();
        return Objects.requireNonNull(
                new UnstampedPacket(CoreScript.NETWORK, timeMs, kind, payload).tryStamps(1));
    }

    /** The links on which the packet goes on, after this one has brought it on its stem. */
    List<LinkId> stemsAfter(Packet packet, LinkId from) {
        script.effects.clear();
        script.received(from, new Frame.StemFrame(packet));
        return stems();
    }

    void publish(long ticket, PacketKind kind) {
        script.effects.clear();
        script.publish(ticket, ByteBuffer.allocate(8).putLong(ticket).array(), kind);
    }

    /** The links on which this many own packets go. */
    Set<LinkId> stemsOfOwn(int first, int count, PacketKind kind) {
        Set<LinkId> links = new HashSet<>();
        for (int i = first; i < first + count; i++) {
            publish(i, kind);
            links.addAll(stems());
        }
        return links;
    }

    /** On which links stem packets have gone since the last clear. */
    List<LinkId> stems() {
        return sends(Frame.StemFrame.class);
    }

    /** On which links packets were flooded since the last clear, with tickets or without. */
    List<LinkId> floods() {
        List<LinkId> links = new ArrayList<>(sends(Frame.PacketFrame.class));
        script.all(FloodEffect.SendOwn.class).forEach(send -> links.add(send.link()));
        return links;
    }

    private List<LinkId> sends(Class<? extends Frame> type) {
        return script.all(FloodEffect.Send.class)
                .stream()
                .filter(send -> type.isInstance(send.frame()))
                .map(FloodEffect.Send::link)
                .toList();
    }

    List<FloodEvent.Delivered> delivered() {
        return script.events()
                .stream()
                .filter(FloodEvent.Delivered.class::isInstance)
                .map(FloodEvent.Delivered.class::cast)
                .toList();
    }

    boolean isHandedOver(long ticket) {
        return script.events().contains(new FloodEvent.HandedOver(ticket));
    }

    void embargoEnds(PacketId packet) {
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.EmbargoDue(packet)));
    }

    /** The packet that the core has sent on a stem last. */
    Packet lastOnStem() {
        return script.sent(Frame.StemFrame.class).getLast().packet();
    }

    void nextEpoch() {
        script.nowMs += BroadcastLimits.MAX_EPOCH_MS;
    }
}
