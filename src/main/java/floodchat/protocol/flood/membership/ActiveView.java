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
 * Some of them we choose and dial ourselves, so that peers that dial us can't fill the view.
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

    /** How many more links we want to dial: fewer than wanted in all, or fewer than we must have chosen ourselves. */
    int missingLinks() {
        return Math.max(settings.wantedLinks() - size(), settings.reservedForDialled() - chosen());
    }

    /** Those that we have dialled, the oldest first. */
    List<PeerLink> chosenLinks() {
        return those(PeerLink::dialled);
    }

    private int chosen() {
        return (int) neighbours.values().stream().filter(PeerLink::dialled).count();
    }

    private List<PeerLink> diallers() {
        return those(link -> !link.dialled());
    }

    /** The newest peer that dialled us, has settled and is idle; null if there is none. */
    @Nullable PeerLink idleDialler(long nowMs, Predicate<PeerLink> idle) {
        List<PeerLink> diallers = those(link -> !link.dialled() && link.hasSettled(nowMs) && idle.test(link));
        return diallers.isEmpty() ? null : diallers.getLast();
    }

    private int maxDiallers() {
        return settings.maxLinks() - settings.reservedForDialled();
    }

    /** Whether there is a slot for a link that we dial. */
    boolean hasSlotForDialled() {
        return size() < settings.maxLinks()
                && chosen() < Math.max(settings.wantedLinks(), settings.reservedForDialled());
    }

    /** Whether there is a slot for a link from a peer that dialled us. */
    boolean hasSlotForDialler() {
        return size() < settings.maxLinks() && size() - chosen() < maxDiallers();
    }

    boolean hasSlotFor(PeerLink link) {
        return link.dialled() ? hasSlotForDialled() : hasSlotForDialler();
    }

    /** Whether there is a slot for a link that we dial, or an idle link that it may replace. */
    boolean hasRoomForDialled(long nowMs, Predicate<PeerLink> idle) {
        return hasSlotForDialled() || Stream.concat(replaceable(), young(nowMs)).anyMatch(idle);
    }

    /**
     * Whether there is a slot for a link from a peer that dialled us, or an idle link of that kind that it may replace.
     */
    boolean hasRoomForDialler(long nowMs, Predicate<PeerLink> idle) {
        return hasSlotForDialler() || young(nowMs).anyMatch(idle);
    }

    /**
     * The anchors: the oldest links that we chose. We give them up for no other, and dial them first after a restart.
     */
    List<PeerLink> anchors() {
        List<PeerLink> chosen = chosenLinks();
        return chosen.subList(0, Math.min(MembershipLimits.ANCHORS, chosen.size()));
    }

    /** Links that we chose and that may make room for another that we choose. */
    private Stream<PeerLink> replaceable() {
        return younger().filter(link -> !link.isWanted());
    }

    private Stream<PeerLink> younger() {
        return chosenLinks().stream().skip(MembershipLimits.ANCHORS);
    }

    /**
     * The newest of the peers that dialled us: one in four makes room for others, and the older ones stay. So a crowd
     * that dials us without end takes their places from each other (Bitcoin Core protects old inbound links, too). One
     * that has just come may have no other link, and gets time to find some.
     */
    private Stream<PeerLink> young(long nowMs) {
        List<PeerLink> diallers = diallers();
        int count = Math.max(1, maxDiallers() / MembershipLimits.DIALLERS_PER_YOUNG);
        return diallers.stream().skip(Math.max(0, diallers.size() - count)).filter(link -> link.hasSettled(nowMs));
    }

    /**
     * Which neighbour goes if the newcomer must have a slot; null if none may. One that dialled us takes the place of
     * another of that kind: of one with its own address, so that one host can't fill the view, or of a young one. A
     * peer that we chose takes the place of one that we chose, or of a young one; one that a person wanted goes last.
     * Idle ones go first, so that tree and stems stay whole; then one that only a stem needs.
     *
     * @param nowMs one that has just come is left out
     * @param idle whether tree and stems do without a link
     * @param outOfTree whether the tree does without a link
     */
    @Nullable PeerLink victimFor(
            PeerLink newcomer, long nowMs, Predicate<PeerLink> idle, Predicate<PeerLink> outOfTree) {
        List<PeerLink> anchors = anchors();
        List<PeerLink> sameOwner = those(n -> isOfSameOwner(newcomer, n) && !anchors.contains(n));
        List<PeerLink> ofItsKind = (newcomer.dialled() ? replaceable() : young(nowMs)).toList();
        List<PeerLink> all = newcomer.dialled() ? Stream.concat(replaceable(), young(nowMs)).toList() : ofItsKind;
        return Stream.of(
                sameOwner, some(ofItsKind, idle), some(all, idle), some(ofItsKind, outOfTree), some(all, outOfTree),
                ofItsKind, all, newcomer.dialled() ? younger().toList() : List.<PeerLink>of())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(some -> some.get(random.nextInt(some.size())))
                .orElse(null);
    }

    private static List<PeerLink> some(List<PeerLink> links, Predicate<PeerLink> wanted) {
        return links.stream().filter(wanted).toList();
    }

    private static boolean isOfSameOwner(PeerLink newcomer, PeerLink n) {
        return n.dialled() == newcomer.dialled() && n.contact().address().isOfSameOwner(newcomer.contact().address());
    }

    private List<PeerLink> those(Predicate<PeerLink> wanted) {
        return neighbours.values().stream().filter(wanted).toList();
    }

    // ---- at random

    /** A random neighbour; null if there is none. */
    @Nullable PeerLink any() {
        return RandomChoice.one(List.copyOf(neighbours.values()), random);
    }

    /** At most this many random neighbours, other than this peer. */
    List<PeerLink> someExcept(PeerId peer, int count) {
        return RandomChoice.some(those(neighbour -> !neighbour.peer().equals(peer)), count, random);
    }
}
