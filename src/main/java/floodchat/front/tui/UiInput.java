package floodchat.front.tui;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodEvent;

/** Everything that the thread that owns the screen is woken for. */
sealed interface UiInput {
    record Pressed(Key key) implements UiInput {}

    record Heard(ChatEvent event) implements UiInput {}

    /** The network answered a question. */
    record Inspected(FloodEvent.Inspected answer) implements UiInput {}

    /** The window has another size; the terminal knows which. */
    record Resized() implements UiInput {}

    /** We were stopped and go on: the modes and the screen may be someone else's. */
    record Continued() implements UiInput {}

    /** Someone outside asks us to stop for a while. */
    record StopAsked() implements UiInput {}

    /** Someone outside asks us to end. @param signal its number */
    record EndAsked(int signal) implements UiInput {}

    /** Nobody is at the other end of the terminal any more. */
    record TerminalGone() implements UiInput {}
}
