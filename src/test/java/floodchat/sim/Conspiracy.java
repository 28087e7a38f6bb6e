package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Hostile peers that act as one: they know the rules, each other, and every packet that one of them has got. They dial
 * every honest peer again and again, so that each slot for diallers that becomes free is theirs.
 */
final class Conspiracy {
    /** How often each honest peer is dialled by one of them. More often would only meet its limit of evictions. */
    private static final long ATTACK_EVERY = 10 * SECOND;

    private static final long DELAY = 5 * SECOND;

    /** Packets that they remember. */
    private static final int MAX_PACKETS = 4_096;

    /** What they do with the packets that they get. */
    enum Treatment {
        /** Nothing. */
        DROP,
        /** Announce them at once everywhere, and never send them. */
        WITHHOLD,
        /** Announce them at once, and send them 5 s later. */
        DELAY,
        /** Pass them on as old ones, which nobody passes on as news. */
        LIE
    }

    private final SimulatedNetwork network;
    private final Treatment treatment;
    private final RandomGenerator random;
    private final List<Conspirator> members = new ArrayList<>();
    private final Map<PacketId, Packet> packets = new BoundedMap<>(MAX_PACKETS);

    Conspiracy(SimulatedNetwork network, Treatment treatment) {
        this.network = network;
        this.treatment = treatment;
        this.random = new SplittableRandom(network.random().nextLong());
    }

    void add(Address address) {
        SimulatedPeer peer = network.make(address, List.of());
        Conspirator member = new Conspirator(this, peer);
        peer.obey(member);
        members.add(member);
    }

    /** Begins to attack all honest peers that there are, each at a time of its own. */
    void attack() {
        for (SimulatedPeer victim : network.peers()) {
            if (victim.isHonest()) {
                network.events().after(random.nextLong(ATTACK_EVERY), () -> attack(victim));
            }
        }
    }

    private void attack(SimulatedPeer victim) {
        Conspirator member = members.get(random.nextInt(members.size()));
        if (victim.isAlive() && !member.isLinkedTo(victim)) {
            member.attack(victim);
        }
        network.events().after(ATTACK_EVERY, () -> attack(victim));
    }

    /** As many conspirators as a frame holds. */
    List<Contact> contacts() {
        return random.ints(floodchat.protocol.flood.FloodLimits.MAX_CONTACTS, 0, members.size())
                .distinct()
                .mapToObj(number -> members.get(number).peer().contact)
                .toList();
    }

    /** One of them has got a packet: at once all of them know it. */
    void caught(Packet packet) {
        if (packets.putIfAbsent(packet.id(), packet) != null) {
            return;
        }
        switch (treatment) {
            case DROP -> {}
            case WITHHOLD -> members.forEach(member -> member.announce(packet));
            case DELAY -> {
                members.forEach(member -> member.announce(packet));
                network.events().after(DELAY, () -> members.forEach(one -> one.push(packet, Frame.Route.PUSHED)));
            }
            case LIE -> members.forEach(member -> member.push(packet, Frame.Route.DELAYED));
        }
    }

    /** A victim asks one of them for packets. */
    void asked(Conspirator member, LinkId link, List<PacketId> ids) {
        if (treatment == Treatment.DELAY) {
            network.events().after(DELAY, () -> serve(member, link, ids));
        }
    }

    private void serve(Conspirator member, LinkId link, List<PacketId> ids) {
        for (PacketId id : ids) {
            Packet packet = packets.get(id);
            if (packet != null) {
                member.serve(link, packet, Frame.Route.FETCHED);
            }
        }
    }
}
