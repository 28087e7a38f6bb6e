package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours: one link for each peer, and few of them whatever the size of the network (HyParView, section 4.1).
 * Some slots are reserved for links that we dialled, so that peers that dial us can't fill the view.
 */
final class ActiveView {
    private final FloodSettings settings;
    private final RandomGenerator random;
    private final Map<PeerId, PeerLink> neighbours = new LinkedHashMap<>();

    ActiveView(FloodSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    @Nullable PeerLink get(PeerId peer) {
        return neighbours.get(peer);
    }

    boolean contains(PeerId peer) {
        return neighbours.containsKey(peer);
    }

    void add(PeerLink neighbour) {
        neighbours.put(neighbour.peer(), neighbour);
    }

    /** False if it was not in the view. */
    boolean remove(PeerLink neighbour) {
        return neighbours.remove(neighbour.peer(), neighbour);
    }

    int size() {
        return neighbours.size();
    }

    boolean isEmpty() {
        return neighbours.isEmpty();
    }

    /** The oldest first. */
    Collection<PeerLink> all() {
        return neighbours.values();
    }

    List<Contact> contacts() {
        return neighbours.values().stream().map(PeerLink::contact).toList();
    }

    List<LinkId> ids() {
        return neighbours.values().stream().map(PeerLink::id).toList();
    }

    /** Null if there is none. */
    @Nullable PeerLink newest() {
        return neighbours.isEmpty() ? null : new ArrayList<>(neighbours.values()).getLast();
    }

    // ---- slots

    /** How many more links we want. */
    int missingLinks() {
        return Math.max(0, settings.wantedLinks() - size());
    }

    private int dialled() {
        return (int) neighbours.values().stream().filter(PeerLink::dialled).count();
    }

    /** Whether there is a slot for a link that we dial. */
    boolean hasSlotForDialled() {
        return size() < settings.maxLinks();
    }

    /** Whether there is a slot for a link from a peer that dialled us. */
    boolean hasSlotForDialler() {
        return hasSlotForDialled() && size() - dialled() < settings.maxLinks() - settings.reservedForDialled();
    }

    boolean hasSlotFor(PeerLink link) {
        return link.dialled() ? hasSlotForDialled() : hasSlotForDialler();
    }

    /** Whether there is a slot for a link that we dial, or an idle link that it may replace. */
    boolean hasRoomForDialled(Predicate<PeerLink> idle) {
        return hasSlotForDialled() || neighbours.values().stream().anyMatch(idle);
    }

    /**
     * Whether there is a slot for a link from a peer that dialled us, or an idle link of that kind that it may replace.
     */
    boolean hasRoomForDialler(Predicate<PeerLink> idle) {
        return hasSlotForDialler() || neighbours.values().stream().anyMatch(n -> !n.dialled() && idle.test(n));
    }

    /**
     * Which neighbour goes if the newcomer must have a slot. First a neighbour with the newcomer's own address, so that
     * one host can't fill the view. Then an idle one of the newcomer's kind (dialled by us, or by them), then any idle
     * one, so that tree and stems stay whole; then one that only a stem needs; then any of the newcomer's kind. A link
     * that others dialled never replaces one that we dialled, if there is a choice.
     *
     * @param idle whether tree and stems do without a link
     * @param outOfTree whether the tree does without a link
     */
    PeerLink victimFor(PeerLink newcomer, Predicate<PeerLink> idle, Predicate<PeerLink> outOfTree) {
        Predicate<PeerLink> sameOwner = n -> isOfSameOwner(newcomer, n);
        Predicate<PeerLink> sameKind = n -> n.dialled() == newcomer.dialled();
        Predicate<PeerLink> fits = n -> newcomer.dialled() || !n.dialled();
        return Stream.of(
                sameOwner, sameKind.and(idle), fits.and(idle), sameKind.and(outOfTree), fits.and(outOfTree),
                sameKind, n -> true)
                .map(this::those)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(some -> some.get(random.nextInt(some.size())))
                .orElseThrow();
    }

    /** Whether the newcomer would replace a neighbour with its own address. */
    boolean hasSameOwner(PeerLink newcomer) {
        return neighbours.values().stream().anyMatch(n -> isOfSameOwner(newcomer, n));
    }

    private static boolean isOfSameOwner(PeerLink newcomer, PeerLink n) {
        boolean fits = newcomer.dialled() || !n.dialled();
        return fits && n.contact().address().isOfSameOwner(newcomer.contact().address());
    }

    private List<PeerLink> those(Predicate<PeerLink> wanted) {
        return neighbours.values().stream().filter(wanted).toList();
    }

    // ---- at random

    /** A random neighbour; null if there is none. */
    @Nullable PeerLink any() {
        return RandomChoice.one(List.copyOf(neighbours.values()), random);
    }

    /** A random neighbour other than these two peers; null if there is none. */
    @Nullable PeerLink anyExcept(PeerId one, PeerId other) {
        return RandomChoice.one(except(one, other), random);
    }

    /** At most this many random neighbours, other than this peer. */
    List<PeerLink> someExcept(PeerId peer, int count) {
        return RandomChoice.some(except(peer, peer), count, random);
    }

    private List<PeerLink> except(PeerId one, PeerId other) {
        List<PeerLink> rest = new ArrayList<>(size());
        for (PeerLink neighbour : neighbours.values()) {
            if (!neighbour.peer().equals(one) && !neighbour.peer().equals(other)) {
                rest.add(neighbour);
            }
        }
        return rest;
    }
}
