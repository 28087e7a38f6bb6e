package floodchat.front.tui;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Person;
import org.jspecify.annotations.Nullable;

/**
 * Choosing a name: when the dialog is open, and what becomes of what is entered. Owned by the thread that owns the
 * screen.
 */
final class Naming {
    private final Host host;
    private final String suggestedName;
    private @Nullable NameDialog dialog;

    Naming(Host host, String suggestedName) {
        this.host = host;
        this.suggestedName = suggestedName;
    }

    /** The dialog, or null while nobody is asked. */
    @Nullable NameDialog dialog() {
        return dialog;
    }

    /** Opens the dialog. @param self null while there is no name */
    void ask(@Nullable Person self) {
        dialog = new NameDialog(self == null ? suggestedName : self.name(), self == null);
    }

    /** The chat does not take the name: the dialog opens again and says why. */
    void refused(String name, String reason, @Nullable Person self) {
        NameDialog again = new NameDialog(name, self == null);
        again.refuse(reason);
        dialog = again;
    }

    void press(NameDialog open, Key key) {
        if (key.equals(Key.named(Key.Name.ENTER))) {
            enter(open);
        } else if (key.equals(Key.named(Key.Name.ESCAPE))) {
            leave(open);
        } else {
            open.press(key);
        }
    }

    private void enter(NameDialog open) {
        String name = open.enter();
        if (name != null) {
            choose(open, name);
        }
    }

    /** Esc leaves the dialog; who has no name yet takes the one that was suggested. */
    private void leave(NameDialog open) {
        if (open.first()) {
            choose(open, suggestedName);
        } else {
            dialog = null;
        }
    }

    private void choose(NameDialog open, String name) {
        if (host.send(new ChatCommand.SetName(name))) {
            dialog = null;
        } else {
            open.refuse("The network is busy: press Enter again in a moment.");
        }
    }
}
