package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.broadcast.Backlog.Kept;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kept packets of one author. It counts in one quota. Owned by an {@link OpenBacklog}. */
final class BacklogShare {
    /** Of two with equally much, the one with the oldest packet is more. */
    private static final Comparator<BacklogShare> BY_OLDEST =
            Comparator.comparing(BacklogShare::oldest, Kept.BY_TIME.reversed());

    static final Comparator<BacklogShare> BY_PACKETS =
            Comparator.comparingInt(BacklogShare::packets).thenComparing(BY_OLDEST);

    static final Comparator<BacklogShare> BY_BYTES =
            Comparator.comparingInt(BacklogShare::bytes).thenComparing(BY_OLDEST);

    private final @Nullable Author author;
    private final TreeSet<Kept> packets = new TreeSet<>(Kept.BY_TIME);
    private BacklogQuota quota;
    private int bytes;

    /** @param author null for the packets of nobody */
    BacklogShare(@Nullable Author author, BacklogQuota quota) {
        this.author = author;
        this.quota = quota;
    }

    @Nullable Author author() {
        return author;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    int packets() {
        return packets.size();
    }

    int bytes() {
        return bytes;
    }

    /** It has a packet. */
    Kept oldest() {
        return packets.first();
    }

    void add(Kept one) {
        quota.remove(this); // it is sorted by what changes now
        packets.add(one);
        bytes += one.length();
        quota.add(this);
    }

    void remove(Kept one) {
        quota.remove(this);
        packets.remove(one);
        bytes -= one.length();
        quota.add(this);
    }

    void moveTo(BacklogQuota other) {
        quota.remove(this);
        quota = other;
        quota.add(this);
    }
}
