package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn once for an epoch: two links that carry stems, which of them each incoming link takes, and whether this
 * peer floods the stem packets of others (Dandelion++, Fanti et al. 2018, section 4). A peer that drew again for each
 * packet would show more and more of its neighbours what it says. Owned by {@link Stem}.
 */
final class StemEpoch {
    private final Tree tree;
    private final RandomGenerator random;
    /** A branch is drawn when it is first needed. If its link is lost, it stays lost until the next epoch. */
    private final Map<Branch, LinkId> links = new EnumMap<>(Branch.class);
    private final Map<LinkId, Branch> incoming = new HashMap<>();
    private final StemLosses losses = new StemLosses();
    private long endsMs = Long.MIN_VALUE;
    private boolean floodsOthers;

    /** The two stem links. Own sealed packets take another one than own signed packets. */
    private enum Branch {
        SIGNED,
        SEALED
    }

    StemEpoch(Tree tree, RandomGenerator random) {
        this.tree = tree;
        this.random = random;
    }

    /** Where own packets of this kind go. Null if they are to be flooded. */
    @Nullable TreeLink forOwn(PacketKind kind, long nowMs) {
        beginIfDue(nowMs);
        return link(kind == PacketKind.SEALED ? Branch.SEALED : Branch.SIGNED, nowMs);
    }

    /** Where stem packets that this neighbour brings go. Null if they are to be flooded. */
    @Nullable TreeLink forOthers(LinkId from, long nowMs) {
        beginIfDue(nowMs);
        Branch branch =
                incoming.computeIfAbsent(from, _ -> random.nextBoolean() ? Branch.SIGNED : Branch.SEALED);
        return floodsOthers ? null : link(branch, nowMs);
    }

    private void beginIfDue(long nowMs) {
        if (nowMs >= endsMs) {
            endsMs = nowMs + random.nextLong(BroadcastLimits.MIN_EPOCH_MS, BroadcastLimits.MAX_EPOCH_MS + 1);
            floodsOthers = random.nextInt(BroadcastLimits.EPOCHS_PER_FLOODING) == 0;
            links.clear();
            incoming.clear();
        }
    }

    /** A link that loses what goes there is replaced within the epoch. */
    private @Nullable TreeLink link(Branch branch, long nowMs) {
        LinkId drawn = links.get(branch);
        if (drawn != null && !losses.isLossy(drawn, dialled(), nowMs)) {
            return tree.get(drawn);
        }
        TreeLink chosen = choose(links.get(branch == Branch.SIGNED ? Branch.SEALED : Branch.SIGNED), nowMs);
        if (chosen != null) {
            links.put(branch, chosen.id());
        }
        return chosen;
    }

    private List<LinkId> dialled() {
        return tree.links().stream().filter(link -> link.origin().weDialled()).map(TreeLink::id).toList();
    }

    /**
     * A random link among those that this peer dialled, so that a crowd of diallers gets no stem.
     *
     * @param other the link of the other branch; both branches share it if there is no second one
     */
    private @Nullable TreeLink choose(@Nullable LinkId other, long nowMs) {
        List<LinkId> dialled = dialled();
        List<LinkId> good = dialled.stream().filter(link -> !losses.isLossy(link, dialled, nowMs)).toList();
        List<LinkId> free = good.stream().filter(link -> !link.equals(other)).toList();
        List<LinkId> best = free.isEmpty() ? good : free;
        return best.isEmpty() ? null : tree.get(best.get(random.nextInt(best.size())));
    }

    /** What came back, and what did not. */
    StemLosses losses() {
        return losses;
    }

    boolean uses(LinkId link, long nowMs) {
        return nowMs < endsMs && (links.containsValue(link) || incoming.containsKey(link));
    }

    /** The link is gone; its id is not used again. */
    void down(LinkId link) {
        losses.down(link);
        incoming.remove(link);
    }
}
