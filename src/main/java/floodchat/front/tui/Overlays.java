package floodchat.front.tui;

import floodchat.front.PassphraseEntered;
import floodchat.front.UnlockResult;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.HelpPage;
import floodchat.front.tui.widget.InvitePage;
import floodchat.front.tui.widget.MessageCard;
import floodchat.front.tui.widget.NameDialog;
import floodchat.front.tui.widget.PassphraseDialog;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Person;
import floodchat.protocol.invite.Invite;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs and pages over the messages: passphrase, username, help, invite and the card
 * of a message. While one is open it takes the keys.
 * If two are, the passphrase goes before the pages, and the pages before the username. Owned by a {@link Window}.
 */
final class Overlays {
    private final PassphraseDialog passphrase;
    private final NameDialog name;
    private @Nullable HelpPage help;
    private @Nullable InvitePage invite;
    private @Nullable MessageCard card;

    Overlays(Opening opening) {
        this.passphrase = new PassphraseDialog(opening.locked());
        this.name = new NameDialog(opening.suggestedName());
    }

    boolean isOpen() {
        return passphrase.isOpen() || isPageOpen() || name.isOpen();
    }

    private boolean isPageOpen() {
        return help != null || invite != null || card != null;
    }

    /** Whether the passphrase is still asked for. Nothing is in the network before it is given. */
    boolean isLocked() {
        return passphrase.isOpen();
    }

    // ---- what opens and closes them

    void showHelp() {
        help = new HelpPage();
    }

    void showCard(MessageCard ofMessage) {
        card = ofMessage;
    }

    void showInvite(Invite current) {
        invite = new InvitePage(current);
    }

    /** Opens the dialog for the username. @param self null while there is no name */
    void askName(@Nullable Person self) {
        name.ask(self);
    }

    /** The chat refused a name. @param self null while there is no name */
    void nameRefused(ChatCommand.SetName set, String reason, @Nullable Person self) {
        name.refused(set.name(), reason, self);
    }

    /** A command is on its way to the chat. Returns whether it was a name. */
    boolean nameSent() {
        boolean wasOpen = name.isOpen();
        name.close();
        return wasOpen;
    }

    /** A command could not go to the chat. Returns whether it was a name. */
    boolean nameNotSent() {
        if (name.isOpen()) {
            name.refuse("The network is busy: press Enter again in a moment.");
        }
        return name.isOpen();
    }

    void unlocked(UnlockResult result) {
        switch (result) {
            case UnlockResult.Refused(String sentence) -> passphrase.refused(sentence);
            case UnlockResult.Unlocked _ -> passphrase.close();
        }
    }

    // ---- keys

    /** Gives the key to what is open. Returns false if the key means something to the window too. */
    boolean press(Key key, WindowLayout layout, Consumer<? super WindowEffect> effects) {
        if (passphrase.isOpen()) {
            String typed = passphrase.press(key);
            if (typed != null) {
                effects.accept(new WindowEffect.Unlock(new PassphraseEntered(typed)));
            }
        } else if (invite != null) {
            invite = null; // any key closes it
        } else if (card != null) {
            card = card.press(key, layout) ? card : null;
        } else if (help != null) {
            help = help.press(key, layout) ? help : null;
        } else {
            return pressInDialog(key, effects);
        }
        return true;
    }

    /** Ctrl-C closes the dialog as Esc does. It also counts as the first of the two that close the window. */
    private boolean pressInDialog(Key key, Consumer<? super WindowEffect> effects) {
        boolean interrupt = Key.isControl(key, 'c');
        String chosen = name.press(interrupt ? Key.named(Key.Name.ESCAPE) : key);
        if (chosen != null) {
            effects.accept(new WindowEffect.Send(new ChatCommand.SetName(chosen)));
        }
        return !interrupt;
    }

    /** Scrolls the page that is open, if it scrolls. */
    void scroll(Key.Named key, WindowLayout layout) {
        if (!passphrase.isOpen() && card != null) {
            card.press(key, layout);
        } else if (!passphrase.isOpen() && help != null) {
            help.press(key, layout);
        }
    }

    // ---- drawing

    /** How many rows a dialog takes from the messages. A page covers them. */
    int popupRows(WindowLayout layout) {
        if (isPageOpen()) {
            return 0;
        }
        return passphrase.isOpen() ? passphrase.rows(layout) : name.rows(layout);
    }

    /** The invite page covers the peer list, too: its code may need the room. */
    boolean hidesPeers() {
        return invite != null;
    }

    /** Draws what is open. */
    void paint(Canvas canvas, WindowLayout layout) {
        if (passphrase.isOpen()) {
            passphrase.paint(canvas, layout);
        } else if (card != null) {
            card.paint(canvas, layout);
        } else if (help != null) {
            help.paint(canvas, layout);
        } else if (invite != null) {
            invite.paint(canvas, layout);
        } else {
            name.paint(canvas, layout);
        }
    }
}
