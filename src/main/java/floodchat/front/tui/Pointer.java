package floodchat.front.tui;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.widget.MouseSelection;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the mouse does in a window: the wheel scrolls what is under it, a drag selects and copies text of the messages,
 * a click opens a link, chooses a conversation of the list, or goes to the one with a person. Owned by the
 * {@link Window}.
 */
final class Pointer {
    private static final int ROWS_OF_THE_WHEEL = 3;

    private final Pane pane;
    private final Overlays overlays;
    private final Switching switching;

    Pointer(Pane pane, Overlays overlays, Switching switching) {
        this.pane = pane;
        this.overlays = overlays;
        this.switching = switching;
    }

    /** Takes a report of the mouse. Returns words for a hint; null for none. */
    @Nullable String take(
            Key.Mouse mouse, WindowLayout layout, Instant now, Consumer<? super WindowEffect> effects) {
        switch (mouse.action()) {
            case WHEEL_UP -> scroll(Key.Name.UP, mouse, layout, now);
            case WHEEL_DOWN -> scroll(Key.Name.DOWN, mouse, layout, now);
            case PRESS -> press(mouse, layout, now);
            case DRAG -> pane.conversation().mouse().to(mouse.column(), mouse.row(), layout);
            case RELEASE -> {
                return release(mouse, layout, effects);
            }
        }
        return null;
    }

    private void scroll(Key.Name direction, Key.Mouse mouse, WindowLayout layout, Instant now) {
        Key.Named key = new Key.Named(direction, false, false, true);
        for (int i = 0; i < ROWS_OF_THE_WHEEL; i++) {
            if (overlays.isOpen()) {
                overlays.scroll(key, layout);
            } else if (layout.isInPane(mouse.column(), mouse.row())) {
                pane.press(key, layout, false, now);
            }
        }
    }

    private void press(Key.Mouse mouse, WindowLayout layout, Instant now) {
        pane.conversation().endSelection();
        if (overlays.isOpen()) {
            return;
        }
        if (switching.isOpen()) {
            switching.click(mouse.column(), mouse.row(), layout, now);
            return;
        }
        if (pane.showsMessages() && layout.isInPane(mouse.column(), mouse.row())) {
            pane.conversation().mouse().from(mouse.column(), mouse.row(), layout);
        } else if (layout.isInPeers(mouse.column(), mouse.row())) {
            goTo(mouse.row(), layout, now);
        }
    }

    /** Shows the conversation with the person in this row of the peer list. The unfinished line stays where it was. */
    private void goTo(int row, WindowLayout layout, Instant now) {
        Person person = pane.peers(now).personAt(row, layout);
        if (person != null) {
            switching.goTo(List.of(person), now);
        }
    }

    private @Nullable String release(Key.Mouse mouse, WindowLayout layout, Consumer<? super WindowEffect> effects) {
        if (!pane.showsMessages() || overlays.isOpen()) {
            return null;
        }
        MouseSelection selection = pane.conversation().mouse();
        String selected = selection.text(layout);
        if (!selected.isEmpty()) {
            effects.accept(new WindowEffect.Copy(selected));
            int characters = Graphemes.of(selected).size();
            return "copied %,d characters; if your terminal does not allow it, hold Shift".formatted(characters);
        }
        String link = selection.clickedLink(mouse.column(), mouse.row(), layout);
        return link == null ? null : OpenedLink.open(link, effects);
    }
}
