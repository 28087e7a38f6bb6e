package floodchat.front.tui;

import floodchat.front.Line;
import floodchat.front.Mentions;
import floodchat.front.Transcript;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * The transcript as one person reads it: how far, and what deserves a bell. Owned by the thread that owns the screen.
 */
final class Conversation {
    /** What is older came with a backlog, and rings no bell. */
    private static final Duration NEWS = Duration.ofMinutes(1);

    private final TuiSettings settings;
    private final Supplier<ZoneId> zone;
    private final Scroll scroll = new Scroll();
    private Transcript transcript;
    private long lastFollowed;
    private long readUpTo;
    private boolean focused = true;
    private int unread;

    Conversation(TuiSettings settings, Supplier<ZoneId> zone) {
        this.settings = settings;
        this.zone = zone;
        this.transcript = Transcript.empty(settings.scrollbackLines());
    }

    Transcript transcript() {
        return transcript;
    }

    Scroll scroll() {
        return scroll;
    }

    /** Messages of others that came while the window had no keyboard. */
    int unread() {
        return unread;
    }

    MessageLayout layout(int width) {
        return new MessageLayout(transcript, width, settings.time(), zone, readUpTo);
    }

    /** How many lines came since the view stopped following. */
    long newBelow() {
        return scroll.follows() ? 0 : transcript.lastNumber() - lastFollowed;
    }

    /** Takes an event in; true where it deserves the bell. */
    boolean hear(ChatEvent event, Instant now) {
        long before = transcript.lastNumber();
        transcript = transcript.with(event, now);
        noteFollowed();
        if (event instanceof ChatEvent.CaughtUp) {
            return false; // no news
        }
        if (transcript.lastNumber() == before || !(transcript.lines().getLast() instanceof Line.Spoken spoken)) {
            return false;
        }
        return !spoken.own() && news(spoken, now);
    }

    private boolean news(Line.Spoken spoken, Instant now) {
        unread += focused ? 0 : 1;
        boolean fresh = Duration.between(spoken.at(), now).compareTo(NEWS) < 0;
        return fresh
                && switch (settings.bell()) {
                    case NONE -> false;
                    case MENTIONS -> spoken.direct() || namesUs(spoken);
                    case ALL -> true;
                };
    }

    private boolean namesUs(Line.Spoken spoken) {
        Person self = transcript.roster().self();
        return self != null && !Mentions.of(self.name(), spoken.text()).isEmpty();
    }

    void remark(String sentence, Instant now) {
        transcript = transcript.remark(sentence, now);
        noteFollowed();
    }

    void refuse(String sentence, Instant now) {
        transcript = transcript.refusal(sentence, now);
        noteFollowed();
    }

    void missed(long events, Instant now) {
        transcript = transcript.missed(events, now);
        noteFollowed();
    }

    private void noteFollowed() {
        if (scroll.follows()) {
            lastFollowed = transcript.lastNumber();
        }
    }

    /** The keyboard came or went: what comes while it is elsewhere is marked as new. */
    void focus(boolean here) {
        if (focused && !here) {
            readUpTo = transcript.lastNumber();
        }
        focused = here;
        unread = here ? 0 : unread;
    }

    /** Something was sent: all above is read, and the view follows. */
    void answered() {
        readUpTo = 0;
        toNewest();
    }

    void toNewest() {
        scroll.toNewest();
        noteFollowed();
    }

    /** Moves the view; down at the newest line it follows again. */
    void move(int rows, Frame frame) {
        MessageLayout layout = layout(frame.textColumns());
        if (rows < 0) {
            scroll.up(layout, -rows, frame.paneRows());
        } else {
            scroll.down(layout, rows);
        }
        noteFollowed();
    }

    void toOldest(Frame frame) {
        scroll.toOldest(layout(frame.textColumns()), frame.paneRows());
    }
}
