package floodchat.sim;

import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hostile peer that belongs to a {@link Conspiracy}. It takes every link, gives contacts of other conspirators alone,
 * and treats packets as the conspiracy says.
 */
final class Conspirator {
    private final Conspiracy conspiracy;
    private final SimulatedPeer peer;
    /** Neighbours, as long as they think so. */
    private final Map<LinkId, SimulatedPeer> victims = new LinkedHashMap<>();

    Conspirator(Conspiracy conspiracy, SimulatedPeer peer) {
        this.conspiracy = conspiracy;
        this.peer = peer;
    }

    SimulatedPeer peer() {
        return peer;
    }

    /** Asks this peer for a link, in the most urgent way. */
    void attack(SimulatedPeer victim) {
        peer.network().dial(peer, new DialReason.Enter(victim.contact.address(), true, false));
    }

    boolean isLinkedTo(SimulatedPeer victim) {
        return victims.containsValue(victim);
    }

    void opened(SimulatedLink link) {
        if (link.isDialled()) {
            peer.put(link.id, new Frame.JoinRequest(true));
        }
    }

    void closed(LinkId link) {
        victims.remove(link);
    }

    void received(LinkId link, Frame frame) {
        switch (frame) {
            case Frame.JoinRequest _ -> {
                peer.put(link, new Frame.JoinAck(conspiracy.contacts()));
                linked(link);
            }
            case Frame.JoinAck _ -> linked(link);
            case Frame.Shuffle _ -> peer.put(link, new Frame.ShuffleReply(conspiracy.contacts()));
            case Frame.Disconnect _ -> {
                victims.remove(link);
                peer.end(link, "the victim said goodbye");
            }
            case Frame.Carrier carrier -> conspiracy.caught(carrier.packet());
            case Frame.IWant(List<PacketId> ids) -> conspiracy.asked(this, link, ids);
            case Frame.ShuffleReply _, Frame.IHave _, Frame.Graft _, Frame.Prune _, Frame.Ping _, Frame.Pong _ -> {}
        }
    }

    /** Its victims are told of the other conspirators, and are made to rely on this link. */
    private void linked(LinkId link) {
        victims.put(link, peer.links().stream().filter(one -> one.id.equals(link)).findFirst().orElseThrow().peer());
        peer.put(link, new Frame.Shuffle(conspiracy.contacts()));
        peer.put(link, new Frame.Graft());
    }

    void announce(Packet packet) {
        victims.keySet().forEach(link -> peer.put(link, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet.id()))));
    }

    void push(Packet packet, Frame.Route route) {
        victims.keySet().forEach(link -> peer.put(link, new Frame.PacketFrame(1, route, packet)));
    }

    void serve(LinkId link, Packet packet, Frame.Route route) {
        peer.put(link, new Frame.PacketFrame(1, route, packet));
    }
}
