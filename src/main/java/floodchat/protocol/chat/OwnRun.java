package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Bounds;

/**
 * The number of our run, which orders what one identity says over all its starts. It is on disk before anything is
 * sent. If a message of our own identity shows a run that is not ours, Floodchat runs twice with one identity: the
 * later run speaks on, and the other one is silent until its person takes over.
 */
final class OwnRun {
    private long number;
    private boolean isSaved;
    private boolean isElsewhere;

    /** The highest run that was heard of our identity. */
    private long heard;

    /** The number: the time of the start, in ms since 1970. */
    long number() {
        return number;
    }

    /** Begins the first run of this core. @param last the last run on disk; 0 if there was none */
    void begin(long last, ChatContext context) {
        number = Math.min(Math.max(context.wallMs(), last + 1), Bounds.MAX_NUMBER);
        context.emit(new ChatEffect.SaveRun(number));
    }

    /** Begins a run above the one elsewhere. */
    void takeOver(ChatContext context) {
        isElsewhere = false;
        isSaved = false;
        begin(Math.max(number, heard), context);
    }

    /** A run is on disk. Returns whether it is this one. */
    boolean saved(long run) {
        isSaved = run == number;
        return isSaved;
    }

    /** Whether our run is on disk, so that packets of it may go. */
    boolean isSaved() {
        return isSaved;
    }

    /** Whether Floodchat runs elsewhere with our identity, and speaks. */
    boolean isElsewhere() {
        return isElsewhere;
    }

    /** Whether we may tell others anything. */
    boolean maySpeak() {
        return isSaved && !isElsewhere;
    }

    /**
     * Takes a body that our identity has signed. Returns whether it shows for the first time that another run speaks:
     * by a higher run, or by a number in ours that we have not used.
     *
     * @param lastSequence the highest number that we have used in our run
     * @param lastBeat the highest beat that we have used
     */
    boolean showsAnother(Body.OfRun body, long lastSequence, long lastBeat) {
        boolean isUnused =
                switch (body) {
                    case Body.Numbered message -> message.seq() > lastSequence;
                    case Body.Presence presence -> presence.beat() > lastBeat;
                };
        if (body.run() < number || body.run() == number && !isUnused) {
            return false;
        }
        boolean isFirst = !isElsewhere;
        heard = Math.max(heard, body.run());
        isElsewhere = true;
        return isFirst;
    }
}
