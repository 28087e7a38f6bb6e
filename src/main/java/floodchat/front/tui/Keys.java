package floodchat.front.tui;

import floodchat.front.CommandParser;
import floodchat.front.Intent;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Tint;
import floodchat.front.tui.widget.Composer;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What keys, the mouse and the reports of a terminal do to a {@link Window}. It finds whom a key is for: a dialog, a
 * question, a mode, the window itself, or the line. Owned by the window, which makes it with the first key.
 */
final class Keys {
    private static final String LEAVE_HINT = "press Ctrl-C again to leave";
    private static final Key EDITOR_KEY = new Key.Typed('e', false, true);

    private final Window window;
    private final EnteredLine entered;
    private final Pane pane;
    private final Composer composer;
    private final Overlays overlays;
    private final Switching switching;

    /** Null until the mouse is used. */
    private @Nullable Pointer pointer;

    Keys(Window window, EnteredLine entered) {
        this.window = window;
        this.entered = entered;
        this.pane = window.pane();
        this.composer = window.composer();
        this.overlays = window.overlays();
        this.switching = window.switching();
    }

    /** Does what the key says. @param now what the wall clock shows, as below */
    void press(Key key, Instant now, Consumer<? super WindowEffect> effects) {
        if (!(key instanceof Key.Background) && !(key instanceof Key.Knows)) {
            window.upkeep().used(window.nowMs(), effects);
        }
        switch (key) {
            case Key.Focused(boolean focused) -> {
                pane.conversation().focus(focused, now);
                window.alerts().focused(focused);
            }
            case Key.Background(boolean dark) ->
                effects.accept(new WindowEffect.SetTint(dark ? Tint.DARK : Tint.LIGHT));
            case Key.Knows knows when knows.equals(new Key.Knows(Key.Feature.FOCUS, true)) ->
                window.alerts().focusIsTold();
            case Key.Knows _ -> {
                // concerns only the terminal
            }
            case Key _ when window.isLeaving() -> {
                if (Key.isControl(key, 'c')) {
                    window.hurry();
                }
            }
            case Key.Mouse mouse -> point(mouse, now, effects);
            default -> {
                boolean leaveArmed = LEAVE_HINT.equals(window.takeHint());
                pane.conversation().endSelection();
                pressed(key, leaveArmed, now, effects);
            }
        }
    }

    private void point(Key.Mouse mouse, Instant now, Consumer<? super WindowEffect> effects) {
        if (pane.settings().mouse()) {
            pointer = pointer == null ? new Pointer(pane, overlays, switching) : pointer;
            if (!window.modes().click(mouse, window.layout(), now)) {
                window.say(pointer.take(mouse, window.layout(), now, effects));
            }
        }
    }

    private void pressed(Key key, boolean leaveArmed, Instant now, Consumer<? super WindowEffect> effects) {
        if (Key.isControl(key, 'l')) {
            effects.accept(new WindowEffect.Redraw());
        } else if (Key.isControl(key, 'z')) {
            effects.accept(new WindowEffect.Suspend());
        } else if (overlays.isLocked() && meansLeaving(key)) {
            window.end(0, null, effects); // nothing is in the network yet, so nobody is to be told
        } else if (!overlays.isOpen() || !overlays.press(key, window.layout(), effects)) {
            pressInWindow(key, leaveArmed, now, effects);
        }
    }

    private static boolean meansLeaving(Key key) {
        return key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c') || Key.isControl(key, 'd');
    }

    private void pressInWindow(Key key, boolean leaveArmed, Instant now, Consumer<? super WindowEffect> effects) {
        if (entered.answer(key, effects)) {
            return;
        }
        Modes.Mode mode = window.modes().of(key);
        if (mode != null) {
            window.say(window.modes().press(mode, key, window.layout(), now, effects));
        } else if (key.equals(EDITOR_KEY)) {
            effects.accept(new WindowEffect.Edit(composer.draft()));
        } else if (Key.isControl(key, 'c')) {
            interrupt(leaveArmed, effects);
        } else if (Key.isControl(key, 'd') && composer.isEmpty()) {
            window.leave(0, Shutdown.PATIENCE, effects);
        } else if (!(key instanceof Key.Named named) || !pressNamed(named, now, effects)) {
            write(key, now, effects);
        }
    }

    private void interrupt(boolean leaveArmed, Consumer<? super WindowEffect> effects) {
        if (!composer.isEmpty()) {
            window.say(composer.putAside() ? "line cleared: Up brings it back" : null);
        } else if (leaveArmed) {
            window.leave(0, Shutdown.PATIENCE, effects);
        } else {
            window.say(LEAVE_HINT);
        }
    }

    /** Keys of the window; false if the key belongs to the line. */
    private boolean pressNamed(Key.Named key, Instant now, Consumer<? super WindowEffect> effects) {
        switch (key.name()) {
            case F1 -> overlays.showHelp();
            case F2 -> overlays.askName(window.self());
            case F3 -> {
                pane.toggleNetwork(window.nowMs(), now);
                window.tick(effects);
            }
            case F7 -> pane.togglePeers();
            case ESCAPE -> escape(now);
            default -> {
                return pane.press(key, window.layout(), composer.isEmpty(), now);
            }
        }
        return true;
    }

    private void escape(Instant now) {
        boolean done = composer.escape() || window.modes().escape(now) || pane.escape();
        if (!done) {
            switching.escape(now);
        }
    }

    // ---- the line

    private void write(Key key, Instant now, Consumer<? super WindowEffect> effects) {
        if (!key.equals(Key.named(Key.Name.ENTER))) {
            if (!composer.press(key, pane.transcript())) {
                window.say("the end of the paste did not fit");
            }
        } else if (!composer.enter()) {
            enter(now, effects);
        }
    }

    /** Does what the line means. A network page that it opens asks at once. */
    private void enter(Instant now, Consumer<? super WindowEffect> effects) {
        window.modes().forgetSent();
        Intent intent = CommandParser.parse(composer.text(), pane.transcript().roster(), switching.readers());
        if (intent instanceof Intent.Quit) {
            composer.sent(); // it is no draft for the next start
            window.leave(0, Shutdown.PATIENCE, effects);
        } else if (intent instanceof Intent.Search(String words)) {
            composer.sent();
            window.modes().search(words, effects);
        } else {
            entered.obey(intent, window.network(), window.nowMs(), now, effects);
            window.tick(effects);
        }
    }
}
