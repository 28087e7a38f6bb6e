package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.List;

/** One packet that was announced and has not come; owned by {@link MissingPackets}. */
final class MissingPacket {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final PacketId id;
    private final LinkId firstAnnouncer;
    private final long announcedMs;
    private final List<LinkId> unasked = new ArrayList<>();
    private final List<LinkId> asked = new ArrayList<>();
    private boolean waitOver;
    private boolean givenUp;
    /** When neighbours that may answer were asked: the latest, and the one before. */
    private long askedMs = NEVER;
    private long askedBeforeMs = NEVER;
    private long dueMs;

    MissingPacket(PacketId id, LinkId firstAnnouncer, long announcedMs) {
        this.id = id;
        this.firstAnnouncer = firstAnnouncer;
        this.announcedMs = announcedMs;
    }

    PacketId id() {
        return id;
    }

    LinkId firstAnnouncer() {
        return firstAnnouncer;
    }

    long announcedMs() {
        return announcedMs;
    }

    // ---- who has it

    /** A neighbour that was asked and announces it once more can be asked once more. */
    void announcedBy(LinkId neighbour) {
        asked.remove(neighbour);
        if (!unasked.contains(neighbour)) {
            unasked.add(neighbour);
            givenUp = false;
        }
    }

    void forget(LinkId neighbour) {
        unasked.remove(neighbour);
        asked.remove(neighbour);
    }

    boolean isAnnouncedBy(LinkId neighbour) {
        return unasked.contains(neighbour) || asked.contains(neighbour);
    }

    /** The neighbours that have announced it, those that were asked first. */
    List<LinkId> announcers() {
        List<LinkId> all = new ArrayList<>(asked);
        all.addAll(unasked);
        return all;
    }

    /** Those that can be asked, in the order in which they announced it. */
    List<LinkId> unasked() {
        return unasked;
    }

    // ---- when it is asked for

    /** The time in which the tree may bring it. */
    boolean isWaitOver() {
        return waitOver;
    }

    void endWait() {
        waitOver = true;
    }

    long dueMs() {
        return dueMs;
    }

    void due(long atMs) {
        dueMs = atMs;
    }

    /** @param mayAnswer false if the neighbour is known to break its promises, so that nobody waits for it */
    void ask(LinkId neighbour, boolean mayAnswer, long nowMs) {
        unasked.remove(neighbour);
        asked.add(neighbour);
        if (mayAnswer) {
            askedBeforeMs = askedMs;
            askedMs = nowMs;
        }
    }

    /**
     * When one more neighbour may be asked, so that no more than {@link BroadcastLimits#MAX_ASKED_AT_A_TIME} are asked
     * at a time.
     *
     * @param answerMs after this time the next one may be asked
     */
    long mayAskMs(long answerMs) {
        return Math.max(askedMs + answerMs, askedBeforeMs + BroadcastLimits.MAX_ASKED_AT_A_TIME * answerMs);
    }

    /** All its announcers were asked: it is awaited no more. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }
}
