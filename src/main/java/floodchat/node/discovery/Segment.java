package floodchat.node.discovery;

import java.io.IOException;
import java.util.List;

/** One local network: we are advertised there, and see who else is. Any thread may call any method; none waits for the network but close. */
interface Segment extends AutoCloseable {
    /** Who is there now. */
    List<Sighting> sightings();

    /** Asks the network again. */
    void ask();

    /** Whether it should be opened anew: so much was told here that more is not taken in, or reading has ended. */
    boolean isSpent();

    /** Says goodbye there; takes seconds. */
    @Override
    void close();

    /** How a segment is made. */
    interface Opener {
        /** @param changed called by any thread when somebody came or went; does not wait */
        Segment open(Attachment where, Advert advert, Runnable changed) throws IOException;
    }
}
