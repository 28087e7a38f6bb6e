package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import java.util.ArrayList;
import java.util.List;

/** How this peer's broadcast stands, for a person who asks. It changes nothing. Made by {@link Plumtree}. */
public final class BroadcastStatus {
    private final OwnPackets own;
    private final OwnEchoes echoes;
    private final SeenIds seen;
    private final CopyCounter copies;
    private final Promises promises;
    private final Tree tree;
    private final MissingPackets missing;

    BroadcastStatus(
            OwnPackets own, OwnEchoes echoes, SeenIds seen, CopyCounter copies, Promises promises, Tree tree,
            MissingPackets missing) {
        this.own = own;
        this.echoes = echoes;
        this.seen = seen;
        this.copies = copies;
        this.promises = promises;
        this.tree = tree;
        this.missing = missing;
    }

    /** Whether packets go there, and not only their ids. */
    public boolean isEager(LinkId link) {
        TreeLink neighbour = tree.get(link);
        return neighbour != null && neighbour.isEager();
    }

    /** How many packets the neighbour announced lately and did not send when it was asked. */
    public int brokenPromises(LinkId link, long nowMs) {
        return promises.broken(link, nowMs);
    }

    public NetworkReport.Copies recentCopies(long nowMs) {
        return copies.recent(nowMs);
    }

    public NetworkReport.Copies copiesSinceStart() {
        return copies.sinceStart();
    }

    /** How many packet ids this peer remembers. */
    public int seenIds() {
        return seen.size();
    }

    /** How many own packets no link has written. */
    public int unsent() {
        return own.unsent();
    }

    /** What is wrong with how packets come and go, the worst first. */
    public List<NetworkReport.Problem> problems(FloodContext context) {
        List<NetworkReport.Problem> problems = new ArrayList<>();
        long unheardSinceMs = echoes.unheardSinceMs(context.nowMs());
        if (unheardSinceMs >= 0) {
            problems.add(new NetworkReport.Problem.Unheard(context.wallMs(unheardSinceMs)));
        }
        int breakers = (int) tree.links().stream().filter(link -> !promises.keeps(link.id())).count();
        if (breakers > 0) {
            problems.add(
                    new NetworkReport.Problem.BrokenPromises(
                            context.wallMs(context.nowMs()), breakers, tree.links().size()));
        }
        int packets = missing.announcedBefore(context.nowMs() - 2 * BroadcastLimits.MAX_MISSING_MS);
        if (packets > 0) { // the tree and the first announcer have had their time
            problems.add(
                    new NetworkReport.Problem.PacketsMissing(context.wallMs(missing.firstAnnouncedMs()), packets));
        }
        return problems;
    }
}
