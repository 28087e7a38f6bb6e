package floodchat.front.tui.terminal;

/** What the terminal, or a signal to this program, tells the front end. */
public sealed interface TerminalEvent {
    record Pressed(Key key) implements TerminalEvent {}

    /** The terminal has read all that was written, after somebody asked. */
    record Written() implements TerminalEvent {}

    /** The terminal has another size. */
    record Resized() implements TerminalEvent {}

    /**
     * This program was stopped and goes on, or it is in the foreground again. Another program may have changed the
     * modes and the screen.
     */
    record Continued() implements TerminalEvent {}

    /** A signal asks this program to stop until it is continued. */
    record StopRequested() implements TerminalEvent {}

    /** A signal asks this program to end. @param signal its number */
    record EndRequested(int signal) implements TerminalEvent {}

    /**
     * The editor has ended. The terminal may be taken back.
     *
     * @param before the text that it was given
     */
    record Edited(String before, EditorResult result) implements TerminalEvent {}

    /** The terminal was closed. */
    record Closed() implements TerminalEvent {}
}
