package floodchat.front.tui;

import floodchat.front.tui.terminal.TerminalEvent;

/** What wakes the thread that owns the screen. */
sealed interface FrontMessage {
    record FromTerminal(TerminalEvent event) implements FrontMessage {}

    record ForWindow(WindowInput input) implements FrontMessage {}
}
