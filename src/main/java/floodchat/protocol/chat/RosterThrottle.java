package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/** Shows the roster when it has changed, but at most once per {@link #PAUSE_MS}. */
final class RosterThrottle {
    /** Sorting 20,000 names at every join would cost more than the chat itself. */
    private static final long PAUSE_MS = 100;

    private boolean pausing;

    void showIfChanged(@Nullable Person self, Members members, ChatContext context) {
        if (members.changed() && !pausing) {
            pausing = true;
            context.show(new ChatEvent.RosterChanged(
                    self, members.byName(), members.absences(self == null ? "" : self.key())));
            context.start(new ChatTimer.RosterPause(), PAUSE_MS);
        }
    }

    void pauseOver() {
        pausing = false;
    }
}
