package floodchat.front.tui.terminal;

/** Takes the events of a terminal; called on the keyboard's thread and on the threads of signals. */
public interface TerminalListener {
    /** Waits for room, so that no key is lost. */
    void put(TerminalEvent event) throws InterruptedException;

    /** Never waits. */
    void tell(TerminalEvent event);
}
