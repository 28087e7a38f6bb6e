package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.List;

/**
 * What a link tells its owner. The link calls it on its own threads; if a call waits, the link waits too.
 */
public interface LinkEvents {
    /** These frames arrived together. The owner calls {@link Link#handled} when it is done with some or all of them. */
    void received(LinkId link, List<Frame> frames) throws InterruptedException;

    /**
     * The peer sent something that is not a valid frame. The link ends.
     *
     * @param fault one clause
     */
    void misbehaved(LinkId link, String fault);

    /** Own publications with these tickets are written to the socket. */
    void written(List<Long> tickets);

    /** The link was congested and has drained. */
    void drained(LinkId link);

    /** The threads of the link have ended. The last call for this link; every started link gets it once. */
    void closed(LinkId link);
}
