package floodchat.front;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a person has read in a conversation, and what came since. Immutable.
 *
 * @param upTo the number of the last entry that was read; -1 if that was in an earlier run
 * @param since when that was
 * @param fresh how many messages of others came since, while nobody looked
 * @param naming how many of them have our name
 * @param elsewhere how many private lines came since that are counted in another conversation
 * @param begun when this run began to count
 * @param seen whether the person has come back since: then nothing is unread, but the line that says so still stands
 */
public record Reading(long upTo, Instant since, int fresh, int naming, int elsewhere, Instant begun, boolean seen) {
    /** If the window has no focus at the start, the terminal says so within this time. */
    private static final Duration FIRST_FOCUS = Duration.ofSeconds(5);

    /** All is read, and no line stands. */
    static final Reading ALL = new Reading(0, Instant.EPOCH, 0, 0, 0, Instant.EPOCH, true);

    /** Nothing is unread yet. */
    static Reading left(long upTo, Instant now) {
        return new Reading(upTo, now, 0, 0, 0, now, false);
    }

    /** In an earlier run everything up to this time was read. */
    static Reading until(Instant time, Instant now) {
        return new Reading(-1, time, 0, 0, 0, now, false);
    }

    /** Whether it goes on from an earlier run, and nobody has come back since. */
    boolean isOfEarlierRun() {
        return upTo < 0 && !seen;
    }

    Reading withFresh(boolean names) {
        return new Reading(upTo, since, fresh + 1, naming + (names ? 1 : 0), elsewhere, begun, seen);
    }

    Reading withElsewhere() {
        return new Reading(upTo, since, fresh, naming, elsewhere + 1, begun, seen);
    }

    /** The person looks away. What nobody has looked at stays unread. */
    Reading leave(long lastNumber, Instant now) {
        if (!isOfEarlierRun()) {
            return unread() > 0 ? this : left(lastNumber, now);
        }
        boolean hadNoFocus = fresh == 0 && now.isBefore(begun.plus(FIRST_FOCUS));
        return hadNoFocus ? new Reading(lastNumber, since, 0, 0, 0, begun, false) : left(lastNumber, now);
    }

    Reading comeBack() {
        return new Reading(upTo, since, fresh, naming, elsewhere, begun, true);
    }

    /** How many messages nobody has looked at. */
    int unread() {
        return seen ? 0 : fresh;
    }

    /** How many of them have our name. */
    int unreadNaming() {
        return seen ? 0 : naming;
    }

    /** How many messages of others stand below the line. */
    public int below() {
        return fresh + elsewhere;
    }

    /** Whether the line that says where the person stopped stands above this entry, if it is the first such. */
    public boolean isBelow(TranscriptEntry entry) {
        return below() > 0
                && entry instanceof TranscriptEntry.Spoken spoken
                && !spoken.own()
                && spoken.number() > upTo
                && (!spoken.earlier() || spoken.at().isAfter(since));
    }
}
