package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import floodchat.protocol.flood.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network of which a part is hostile. The honest peers come first, each from an address group of its own, and are
 * left alone for {@link #QUIET}. Then all hostile peers come at once.
 */
final class HostileRun {
    private static final long QUIET = 600 * SECOND;
    private static final long LOOK_EVERY = 10 * SECOND;
    private static final int PORT = 55_555;

    private final SimulatedNetwork network;
    private final List<SimulatedPeer> honest;
    private final Conspiracy conspiracy;
    private final Senders senders;
    /** Peers that had hostile neighbours alone when they were looked at. */
    private final Set<SimulatedPeer> surrounded = new HashSet<>();
    private double viewShare;
    private double chosenShare;
    private double savedShare;

    /** @param groups of the hostile addresses; 0 if each has one of its own */
    HostileRun(long seed, int peers, double hostilePart, int groups, Conspiracy.Treatment treatment) {
        int hostile = (int) Math.round(peers * hostilePart);
        network = new SimulatedNetwork(seed, Latency.NEAR);
        List<Address> entry = List.of(address(0, 1));
        for (int number = 0; number < peers - hostile; number++) {
            network.make(address(number, 1), number == 0 ? List.of() : entry).start();
            network.run(SECOND / 20);
        }
        honest = List.copyOf(network.peers());
        senders = new Senders(network, honest, "hostile");
        network.run(QUIET);
        conspiracy = new Conspiracy(network, treatment);
        for (int number = 0; number < hostile; number++) {
            int group = peers + (groups == 0 ? number : number % groups);
            conspiracy.add(address(group, 1 + (groups == 0 ? 0 : number / groups)));
        }
    }

    /** The host with this number in this /16; only addresses of the Internet. */
    private static Address address(int group, int host) {
        int first = 11 + group / 256;
        int skipped = first >= 100 ? first + 1 : first; // 100.64.0.0/10 is shared (RFC 6598)
        return new Address(skipped + "." + group % 256 + "." + host / 250 + "." + (1 + host % 250), PORT);
    }

    SimulatedNetwork network() {
        return network;
    }

    List<SimulatedPeer> honest() {
        return honest;
    }

    void attack() {
        conspiracy.attack();
    }

    /** Runs on, and looks at all honest peers every 10 s. */
    void watch(long micros) {
        long until = network.events().nowMicros() + micros;
        while (network.events().nowMicros() < until) {
            network.run(LOOK_EVERY);
            look();
        }
    }

    void look() {
        long links = 0;
        long hostileLinks = 0;
        long chosen = 0;
        long hostileChosen = 0;
        long saved = 0;
        long hostileSaved = 0;
        Map<Address, Boolean> isHonest = new HashMap<>();
        network.peers().forEach(peer -> isHonest.put(peer.contact.address(), peer.isHonest()));
        for (SimulatedPeer peer : honest) {
            int ofPeer = 0;
            int hostileOfPeer = 0;
            for (SimulatedLink link : peer.links()) {
                if (link.isEstablished()) {
                    boolean bad = !link.peer().isHonest();
                    ofPeer++;
                    hostileOfPeer += bad ? 1 : 0;
                    chosen += link.isDialled() ? 1 : 0;
                    hostileChosen += link.isDialled() && bad ? 1 : 0;
                }
            }
            links += ofPeer;
            hostileLinks += hostileOfPeer;
            if (ofPeer == hostileOfPeer) {
                surrounded.add(peer);
            }
            for (Address address : peer.remembered()) {
                saved++;
                hostileSaved += isHonest.getOrDefault(address, true) ? 0 : 1;
            }
        }
        viewShare = (double) hostileLinks / Math.max(1, links);
        chosenShare = (double) hostileChosen / Math.max(1, chosen);
        savedShare = (double) hostileSaved / Math.max(1, saved);
    }

    /** How many honest peers were ever seen with hostile neighbours alone. */
    int surrounded() {
        return surrounded.size();
    }

    /** The hostile part of all links of honest peers, when they were looked at last. */
    double viewShare() {
        return viewShare;
    }

    /** The same of the links that honest peers have chosen. */
    double chosenShare() {
        return chosenShare;
    }

    /** The same of the contacts that honest peers have saved: neighbours and tried ones. */
    double savedShare() {
        return savedShare;
    }

    /** Honest peers send in turn. @return the messages */
    List<TrackedMessage> talk(int messages, long pause) {
        List<TrackedMessage> sent = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            sent.add(senders.sendOne());
            network.run(pause);
        }
        return sent;
    }
}
