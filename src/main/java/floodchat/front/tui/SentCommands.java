package floodchat.front.tui;

import floodchat.front.CommandParser;
import floodchat.front.tui.widget.Composer;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a command that was sent to the chat: it was taken, the network was busy, or the chat refused it. The
 * line or the dialog that it came from is told. Owned by a {@link Window}, which makes it with the first command.
 */
final class SentCommands {
    private final Pane pane;
    private final Composer composer;
    private final Overlays overlays;
    private final Switching switching;
    private final Modes modes;

    SentCommands(Pane pane, Composer composer, Overlays overlays, Switching switching, Modes modes) {
        this.pane = pane;
        this.composer = composer;
        this.overlays = overlays;
        this.switching = switching;
        this.modes = modes;
    }

    /** It was taken. Returns words for a hint; null for none. */
    @Nullable String sent(ChatCommand command, Instant now) {
        if (!isTyped(command)) {
            return null;
        }
        if (modes.hasSent(command)) {
            pane.conversation().goToNewest();
        } else if (!overlays.nameSent()) {
            composer.sent();
            return switching.sent(command, now);
        }
        return null;
    }

    /** It was not taken. Returns words for a hint; null for none. A goodbye is tried again at the next tick. */
    @Nullable String busy(ChatCommand command) {
        return isTyped(command) && !overlays.nameNotSent() ? "network busy: your text is kept" : null;
    }

    /** Whether our person did it, and not the window by itself. */
    private static boolean isTyped(ChatCommand command) {
        return !(command instanceof ChatCommand.Leave) && !(command instanceof ChatCommand.NoteIdle);
    }

    /** A refused name goes back to its dialog, a refused text to its line. Returns words for a hint; null for none. */
    @Nullable String refused(ChatEvent.Refused refused, Instant now) {
        if (refused.command() instanceof ChatCommand.SetName set) {
            overlays.nameRefused(set, refused.reason(), pane.transcript().roster().self());
            return null;
        }
        pane.conversation().refuse(refused.reason(), now);
        boolean isKept = modes.hasSent(refused.command())
                || composer.giveBack(CommandParser.lineOf(refused.command(), pane.transcript().roster()));
        return isKept ? null : "not sent: Up has it again";
    }
}
