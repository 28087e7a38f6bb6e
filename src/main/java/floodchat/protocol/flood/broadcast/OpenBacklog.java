package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.broadcast.Backlog.Kept;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Packets that all can read, for peers that come later. While there is room, every packet is kept. In a full backlog
 * the one to go is found in three steps: of packets of nobody, of new authors and of known ones, the kind that is over
 * its quota most; in it the author with the most; of that author the oldest. So nobody pushes out others by saying more
 * than they do, and nobody by making keys. Room that one kind or author leaves is lent to the others.
 *
 * <p>A packet comes as nobody's, since the network can't tell who has signed it. If nobody ever tells, the oldest goes.
 *
 * <p>Taking a packet in or out costs time in the logarithm of what is kept. Owned by {@link Backlog}.
 */
final class OpenBacklog {
    private final TreeSet<Kept> byTime = new TreeSet<>(Kept.BY_TIME);
    private final Map<PacketId, Place> places = new HashMap<>();
    private final BacklogQuota ofNobody = new BacklogQuota(BroadcastLimits.NOBODYS_PERCENT);
    private final BacklogQuota ofNew = new BacklogQuota(BroadcastLimits.NEW_AUTHORS_PERCENT);
    private final BacklogQuota ofKnown =
            new BacklogQuota(100 - BroadcastLimits.NOBODYS_PERCENT - BroadcastLimits.NEW_AUTHORS_PERCENT);
    private final BacklogShare nobody = new BacklogShare(null, ofNobody);
    /** The authors of kept packets. */
    private final Map<Author, BacklogShare> shares = new HashMap<>();

    private final KnownAuthors known = new KnownAuthors();
    private int bytes;

    /** A kept packet, and whose it is. */
    private record Place(Kept kept, BacklogShare share) {}

    /**
     * A packet that is kept already stays as it is. It comes again if its id is no longer remembered as seen, which
     * takes fewer hours in a busy network than a packet is kept.
     *
     * @param author null if nobody has told it yet
     */
    void add(Kept one, @Nullable Author author, FloodContext context) {
        if (places.containsKey(one.id())) {
            return;
        }
        letNewAuthorsBecomeKnown(context.nowMs());
        byTime.add(one);
        bytes += one.length();
        put(one, author == null ? nobody : shareOf(author, context.nowMs()));
        forgetOld(context);
        makeRoom();
    }

    /** This packet is of this author. Returns false if it is not kept. What was told first holds. */
    boolean attribute(PacketId id, Author author, FloodContext context) {
        Place place = places.get(id);
        if (place != null && place.share() == nobody) {
            letNewAuthorsBecomeKnown(context.nowMs());
            takeOut(place);
            put(place.kept(), shareOf(author, context.nowMs()));
        }
        return place != null;
    }

    /** This author counts as known from now on. */
    void trust(Author author) {
        known.add(author);
        becomeKnown(author);
    }

    private BacklogShare shareOf(Author author, long nowMs) {
        boolean isKnown = known.attributed(author, nowMs);
        return shares.computeIfAbsent(author, _ -> new BacklogShare(author, isKnown ? ofKnown : ofNew));
    }

    private void letNewAuthorsBecomeKnown(long nowMs) {
        for (Author one = known.next(nowMs, ofKnown.authors()); one != null; one = known.next(
                nowMs, ofKnown.authors())) {
            becomeKnown(one);
        }
    }

    private void becomeKnown(Author author) {
        BacklogShare share = shares.get(author);
        if (share != null) {
            share.moveTo(ofKnown);
        }
    }

    private void put(Kept one, BacklogShare share) {
        share.add(one);
        places.put(one.id(), new Place(one, share));
    }

    /** Takes the packet from its author, and forgets the author with the last one. */
    private void takeOut(Place place) {
        BacklogShare share = place.share();
        share.remove(place.kept());
        Author author = share.author();
        if (author != null && share.isEmpty()) {
            shares.remove(author);
            known.forgotten(author);
        }
    }

    /** Null if it was never here, or is forgotten. */
    @Nullable Packet get(PacketId id) {
        Place place = places.get(id);
        return place == null ? null : place.kept().packet();
    }

    /** Oldest first. */
    Collection<Kept> all(FloodContext context) {
        forgetOld(context);
        return byTime;
    }

    private void forgetOld(FloodContext context) {
        long oldestMs = Backlog.oldestMs(context);
        while (!byTime.isEmpty() && byTime.first().timeMs() < oldestMs) {
            forget(byTime.first());
        }
    }

    private void makeRoom() {
        while (byTime.size() > BroadcastLimits.MAX_BACKLOG_PACKETS) {
            forget(overPackets().firstToGoByPackets());
        }
        while (bytes > BroadcastLimits.MAX_BACKLOG_BYTES) {
            forget(overBytes().firstToGoByBytes());
        }
    }

    private BacklogQuota overPackets() {
        BacklogQuota most = ofNobody.packetsOver() >= ofNew.packetsOver() ? ofNobody : ofNew;
        return most.packetsOver() >= ofKnown.packetsOver() ? most : ofKnown;
    }

    private BacklogQuota overBytes() {
        BacklogQuota most = ofNobody.bytesOver() >= ofNew.bytesOver() ? ofNobody : ofNew;
        return most.bytesOver() >= ofKnown.bytesOver() ? most : ofKnown;
    }

    private void forget(Kept one) {
        takeOut(Objects.requireNonNull(places.remove(one.id()), "every kept packet has a place"));
        byTime.remove(one);
        bytes -= one.length();
    }
}
