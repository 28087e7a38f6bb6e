package floodchat.front;

/** One way to show the chat to a person or a script. All calls come from the thread that made it. */
public interface FrontEnd extends AutoCloseable {
    /** Takes over the screen or the streams and shows what can be shown before the network is there. */
    void open();

    /** Shows events and hands on commands until the person has left; the exit code. */
    int run() throws InterruptedException;

    /** Gives the screen back; may be called twice. */
    @Override
    void close();
}
