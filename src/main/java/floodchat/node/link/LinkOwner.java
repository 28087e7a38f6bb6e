package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.List;

/** Who is told what happens on a link. Called on the link's own threads; a call may wait, and then the link waits. */
public interface LinkOwner {
    /** Frames came together. The owner calls {@link Link#handled} once it is done with some of them, until it is with all. */
    void received(LinkId link, List<Frame> frames) throws InterruptedException;

    /** What came is no frame that any peer sends; the link ends. @param fault one clause */
    void misbehaved(LinkId link, String fault);

    /** These own publications are written to the socket. */
    void written(List<Long> tickets);

    /** A link that was congested has drained. */
    void drained(LinkId link);

    /** The link is gone; nothing follows. Called once, for every link that was started. */
    void closed(LinkId link, String reason);
}
