package floodchat.front.tui;

import floodchat.protocol.chat.ChatCommand;

/** What the window asks of the world around it; all from the thread that owns the screen. */
interface Host {
    /** Hands a command on; false where there is no room for it now. */
    boolean send(ChatCommand command);

    /** Asks how we stand in the network. */
    void inquire();

    void ring();

    /** Draws everything anew, whatever the terminal shows. */
    void redraw();

    /** Gives the terminal back to the shell until a person wants us again. */
    void suspend();

    /** The terminal told what its background is. */
    void background(boolean dark);
}
