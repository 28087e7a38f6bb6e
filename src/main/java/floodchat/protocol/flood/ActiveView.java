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
    private final Map<PeerId, Neighbour> neighbours = new LinkedHashMap<>();
    /** Who came, and who went, since they were last taken. */
    private final List<Neighbour> come = new ArrayList<>(1);
    private final List<Neighbour> gone = new ArrayList<>(1);

    ActiveView(FloodSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    @Nullable Neighbour get(PeerId peer) {
        return neighbours.get(peer);
    }

    boolean contains(PeerId peer) {
        return neighbours.containsKey(peer);
    }

    void add(Neighbour neighbour) {
        Neighbour before = neighbours.put(neighbour.peer(), neighbour);
        come.add(neighbour);
        if (before != null) {
            went(before);
        }
    }

    void remove(Neighbour neighbour) {
        if (neighbours.remove(neighbour.peer(), neighbour)) {
            went(neighbour);
        }
    }

    private void went(Neighbour neighbour) {
        if (!come.remove(neighbour)) {
            gone.add(neighbour);
        }
    }

    /** Those that have come since this was last asked, and are still there. */
    List<Neighbour> takeCome() {
        return take(come);
    }

    /** Those that have gone since this was last asked, and were there then. */
    List<Neighbour> takeGone() {
        return take(gone);
    }

    private static List<Neighbour> take(List<Neighbour> from) {
        List<Neighbour> taken = List.copyOf(from);
        from.clear();
        return taken;
    }

    int size() {
        return neighbours.size();
    }

    boolean isEmpty() {
        return neighbours.isEmpty();
    }

    Collection<Neighbour> all() {
        return neighbours.values();
    }

    List<Contact> contacts() {
        return neighbours.values().stream().map(Neighbour::contact).toList();
    }

    /** The last that came; null where there is none. */
    @Nullable Neighbour newest() {
        return neighbours.isEmpty() ? null : new ArrayList<>(neighbours.values()).getLast();
    }

    /** How many more links we want. */
    int wanted() {
        return Math.max(0, settings.wantedLinks() - size());
    }

    private int dialled() {
        return (int) neighbours.values().stream().filter(Neighbour::dialled).count();
    }

    /** Whether a link that we dial finds a slot. */
    boolean hasSlotForDialled() {
        return size() < settings.maxLinks();
    }

    /** Whether a link from a peer that dialled us finds a slot. */
    boolean hasSlotForDialler() {
        return hasSlotForDialled() && size() - dialled() < settings.maxLinks() - settings.reservedForDialled();
    }

    boolean hasSlotFor(Neighbour neighbour) {
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
    Neighbour victimFor(Neighbour newcomer, long nowMs) {
        Predicate<Neighbour> sameOwner = n -> isPlaceOf(newcomer, n);
        Predicate<Neighbour> sameKind = n -> n.dialled() == newcomer.dialled();
        Predicate<Neighbour> fits = n -> newcomer.dialled() || !n.dialled();
        Predicate<Neighbour> idle = n -> n.isIdle(nowMs);
        Predicate<Neighbour> lazy = n -> !n.isEager();
        return Stream.of(sameOwner, sameKind.and(idle), fits.and(idle), sameKind.and(lazy), fits.and(lazy), sameKind)
                .map(this::those)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(some -> some.get(random.nextInt(some.size())))
                .orElseGet(() -> Objects.requireNonNull(any()));
    }

    /** Whether the newcomer would take the place of one of its own address. */
    boolean hasPlaceOfItsOwn(Neighbour newcomer) {
        return neighbours.values().stream().anyMatch(n -> isPlaceOf(newcomer, n));
    }

    private static boolean isPlaceOf(Neighbour newcomer, Neighbour n) {
        boolean fits = newcomer.dialled() || !n.dialled();
        return fits && n.contact().address().isOfSameOwner(newcomer.contact().address());
    }

    private List<Neighbour> those(Predicate<Neighbour> wanted) {
        return neighbours.values().stream().filter(wanted).toList();
    }

    /** A neighbour at random; null where there is none. */
    @Nullable Neighbour any() {
        return RandomChoice.one(List.copyOf(neighbours.values()), random);
    }

    /** A neighbour at random, other than these two peers; null where there is none. */
    @Nullable Neighbour anyExcept(PeerId one, PeerId other) {
        return RandomChoice.one(except(one, other), random);
    }

    /** Up to so many neighbours at random, other than this peer. */
    List<Neighbour> someExcept(PeerId peer, int count) {
        return RandomChoice.some(except(peer, peer), count, random);
    }

    private List<Neighbour> except(PeerId one, PeerId other) {
        List<Neighbour> rest = new ArrayList<>(size());
        for (Neighbour neighbour : neighbours.values()) {
            if (!neighbour.peer().equals(one) && !neighbour.peer().equals(other)) {
                rest.add(neighbour);
            }
        }
        return rest;
    }
}
