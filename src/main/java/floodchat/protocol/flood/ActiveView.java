package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours: established links, one per peer, a few of them whatever the size of the network (HyParView, section 4.1). Some slots are
 * kept for links that we dialled, so that peers who dial us can't fill the view.
 */
final class ActiveView {
    private final FloodSettings settings;
    private final RandomGenerator random;
    private final Map<PeerId, PeerLink> neighbours = new LinkedHashMap<>();
    /** Who came, and who went, since they were last taken. */
    private final List<PeerLink> come = new ArrayList<>(1);
    private final List<PeerLink> gone = new ArrayList<>(1);

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
        PeerLink before = neighbours.put(neighbour.peer(), neighbour);
        come.add(neighbour);
        if (before != null) {
            went(before);
        }
    }

    void remove(PeerLink neighbour) {
        if (neighbours.remove(neighbour.peer(), neighbour)) {
            went(neighbour);
        }
    }

    private void went(PeerLink neighbour) {
        if (!come.remove(neighbour)) {
            gone.add(neighbour);
        }
    }

    /** Those that have come since this was last asked, and are still there. */
    List<PeerLink> takeCome() {
        return take(come);
    }

    /** Those that have gone since this was last asked, and were there then. */
    List<PeerLink> takeGone() {
        return take(gone);
    }

    private static List<PeerLink> take(List<PeerLink> from) {
        List<PeerLink> taken = List.copyOf(from);
        from.clear();
        return taken;
    }

    int size() {
        return neighbours.size();
    }

    boolean isEmpty() {
        return neighbours.isEmpty();
    }

    Collection<PeerLink> all() {
        return neighbours.values();
    }

    List<Contact> contacts() {
        return neighbours.values().stream().map(PeerLink::contact).toList();
    }

    /** The last that came; null where there is none. */
    @Nullable PeerLink newest() {
        return neighbours.isEmpty() ? null : new ArrayList<>(neighbours.values()).getLast();
    }

    /** How many more links we want. */
    int wanted() {
        return Math.max(0, settings.wantedLinks() - size());
    }

    private int dialled() {
        return (int) neighbours.values().stream().filter(PeerLink::dialled).count();
    }

    /** Whether a link that we dial finds a slot. */
    boolean hasSlotForDialled() {
        return size() < settings.maxLinks();
    }

    /** Whether a link from a peer that dialled us finds a slot. */
    boolean hasSlotForDialler() {
        return hasSlotForDialled() && size() - dialled() < settings.maxLinks() - settings.reservedForDialled();
    }

    boolean hasSlotFor(PeerLink neighbour) {
        return neighbour.dialled() ? hasSlotForDialled() : hasSlotForDialler();
    }

    /** Whether a link that we dial finds a slot, or the place of one that the tree does without. */
    boolean hasRoomForDialled(long nowMs) {
        return hasSlotForDialled() || neighbours.values().stream().anyMatch(n -> n.isIdle(nowMs));
    }

    /** Whether a link from a peer that dialled us finds a slot, or the place of one of its kind that the tree does without. */
    boolean hasRoomForDialler(long nowMs) {
        return hasSlotForDialler() || neighbours.values().stream().anyMatch(n -> !n.dialled() && n.isIdle(nowMs));
    }

    /**
     * Who goes when the newcomer must have a slot: who has the newcomer's own address, so that one host can't fill the view. Else a link of the
     * newcomer's own kind, and an idle one, or a lazy one at least, so that the tree stays whole. A peer that we dialled may take the place of any such.
     */
    PeerLink victimFor(PeerLink newcomer, long nowMs) {
        Predicate<PeerLink> sameOwner = n -> isPlaceOf(newcomer, n);
        Predicate<PeerLink> sameKind = n -> n.dialled() == newcomer.dialled();
        Predicate<PeerLink> fits = n -> newcomer.dialled() || !n.dialled();
        Predicate<PeerLink> idle = n -> n.isIdle(nowMs);
        Predicate<PeerLink> lazy = n -> !n.isEager();
        return Stream.of(sameOwner, sameKind.and(idle), fits.and(idle), sameKind.and(lazy), fits.and(lazy), sameKind)
                .map(this::those)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(some -> some.get(random.nextInt(some.size())))
                .orElseGet(() -> Objects.requireNonNull(any()));
    }

    /** Whether the newcomer would take the place of one of its own address. */
    boolean hasPlaceOfItsOwn(PeerLink newcomer) {
        return neighbours.values().stream().anyMatch(n -> isPlaceOf(newcomer, n));
    }

    private static boolean isPlaceOf(PeerLink newcomer, PeerLink n) {
        boolean fits = newcomer.dialled() || !n.dialled();
        return fits && n.contact().address().isOfSameOwner(newcomer.contact().address());
    }

    private List<PeerLink> those(Predicate<PeerLink> wanted) {
        return neighbours.values().stream().filter(wanted).toList();
    }

    /** A neighbour at random; null where there is none. */
    @Nullable PeerLink any() {
        return RandomChoice.one(List.copyOf(neighbours.values()), random);
    }

    /** A neighbour at random, other than these two peers; null where there is none. */
    @Nullable PeerLink anyExcept(PeerId one, PeerId other) {
        return RandomChoice.one(except(one, other), random);
    }

    /** Up to so many neighbours at random, other than this peer. */
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
