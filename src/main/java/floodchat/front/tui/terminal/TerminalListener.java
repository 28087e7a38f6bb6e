package floodchat.front.tui.terminal;

/** Takes the events of a terminal; called on the threads of the keyboard, of the output and of signals. */
public interface TerminalListener {
    /** Waits for room, so that no key and no signal is lost. */
    void put(TerminalEvent event) throws InterruptedException;

    /** Never waits. The event is lost if there is no room. */
    void tell(TerminalEvent event);
}
