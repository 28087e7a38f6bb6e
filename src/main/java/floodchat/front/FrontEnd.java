package floodchat.front;

/** Shows the chat to a person or a script. All calls come from the thread that made it. */
public interface FrontEnd extends AutoCloseable {
    /** Takes over the screen or the streams, and shows what it can without the network. */
    void open();

    /** Shows events and hands commands on until the person has left. Returns the exit code. */
    int run() throws InterruptedException;

    /** Restores the screen; may be called twice. */
    @Override
    void close();
}
