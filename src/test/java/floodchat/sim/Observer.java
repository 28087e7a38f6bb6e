package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.PacketId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some peers of a network that belong together, follow the protocol, and want to know who says what. Each packet names
 * the peer from which the first of them heard it, as the first-spy estimator does (Dandelion, Bojja Venkatakrishnan et
 * al. 2017). On a stem that is the predecessor.
 */
final class Observer implements FrameTap {
    /** One hop of a stem, on average. */
    private static final long HOP_MICROS = 30_000;

    private final SimulatedNetwork network;
    private final Set<SimulatedPeer> spies;
    private final Map<PacketId, Sighting> first = new HashMap<>();
    private final Map<PacketId, SimulatedPeer> flooders = new HashMap<>();
    private final Map<String, PacketId> ids = new HashMap<>();
    private final Random random = new Random(1);

    /** @param from the peer that sent it, which is none of ours */
    private record Sighting(SimulatedPeer from, boolean onStem, long micros) {}

    private Observer(SimulatedNetwork network, Collection<SimulatedPeer> spies) {
        this.network = network;
        this.spies = new HashSet<>(spies);
    }

    /** This fraction of the peers, chosen at random, observes from now on. */
    static Observer of(SimulatedNetwork network, double part) {
        List<SimulatedPeer> peers = new ArrayList<>(network.peers());
        Collections.shuffle(peers, new Random(network.random().nextLong()));
        Observer observer = new Observer(network, peers.subList(0, (int) Math.round(part * peers.size())));
        network.tap(observer);
        return observer;
    }

    boolean isOurs(SimulatedPeer peer) {
        return spies.contains(peer);
    }

    @Override
    public void sent(SimulatedPeer from, Frame frame) {
        if (frame instanceof Frame.PacketFrame flooded) {
            flooders.putIfAbsent(flooded.packet().id(), from);
        }
    }

    @Override
    public void received(SimulatedPeer by, SimulatedPeer from, Frame frame) {
        if (!isOurs(by) || isOurs(from)) {
            return;
        }
        if (frame instanceof Frame.Carrier carrier) {
            ids.putIfAbsent(new String(carrier.packet().payload(), StandardCharsets.UTF_8), carrier.packet().id());
            see(carrier.packet().id(), from, frame instanceof Frame.StemFrame);
        } else if (frame instanceof Frame.IHave have) {
            have.ids().forEach(id -> see(id, from, false));
        }
    }

    private void see(PacketId id, SimulatedPeer from, boolean onStem) {
        first.putIfAbsent(id, new Sighting(from, onStem, network.events().nowMicros()));
    }

    /** The peer that the observer names as the author of this text. Null if it has not heard it. */
    @Nullable SimulatedPeer named(String text) {
        Sighting sighting = sightingOf(text);
        return sighting == null ? null : sighting.from();
    }

    /** Whether the text was first heard on its stem. */
    boolean isCaughtOnStem(String text) {
        Sighting sighting = sightingOf(text);
        return sighting != null && sighting.onStem();
    }

    private @Nullable Sighting sightingOf(String text) {
        PacketId id = ids.get(text);
        return id == null ? null : first.get(id);
    }

    /**
     * The same by an observer that knows every link of the network, who dialled it, and where each flood began. It goes
     * back from there as many links as fit the time that the packet was under way.
     *
     * @param atMicros when the text was published, as the packet says
     */
    @Nullable SimulatedPeer namedWithMap(String text, long atMicros) {
        Sighting sighting = sightingOf(text);
        if (sighting == null) {
            return null;
        }
        SimulatedPeer end = sighting.onStem() ? sighting.from() : flooders.get(ids.get(text));
        long micros = sighting.micros() - atMicros;
        long hops = sighting.onStem() ? Math.round((double) micros / HOP_MICROS) - 1 : 1;
        for (long i = 0; i < hops && i < 8; i++) {
            List<SimulatedPeer> diallers = end.diallers();
            if (diallers.isEmpty()) {
                break;
            }
            end = diallers.get(random.nextInt(diallers.size()));
        }
        return end;
    }
}
