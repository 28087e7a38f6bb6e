package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/** Shows the roster when it has changed, but not again for a while, which grows with the number of people. */
final class RosterThrottle {
    /** Two who come at once are shown at once. */
    static final long MIN_PAUSE_MS = 100;

    /**
     * To sort and show 20,000 people takes about 50 ms, and 1 s passes between two times. Newcomers are listed within
     * 2 s.
     */
    static final long PAUSE_MS_PER_THOUSAND = 50;

    private boolean pausing;

    void showIfChanged(@Nullable Person self, Members members, ChatContext context) {
        if (members.changed() && !pausing) {
            pausing = true;
            context.show(new ChatEvent.RosterChanged(
                    self, members.byName(), members.absences(self == null ? "" : self.key())));
            context.start(
                    new ChatTimer.RosterPause(),
                    Math.max(MIN_PAUSE_MS, members.count() * PAUSE_MS_PER_THOUSAND / 1_000));
        }
    }

    void pauseOver() {
        pausing = false;
    }
}
