package floodchat.front;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.Traffic;
import java.util.List;

/**
 * One link: what the flood core knows of it, and what its socket measured.
 *
 * @param measured all unknown if the link was closed before its socket was asked
 */
public record LinkStatus(NetworkReport.Link link, LinkReport measured) {
    private static final Traffic NO_TRAFFIC = new Traffic(List.of(), List.of());
    private static final LinkReport UNKNOWN = new LinkReport(-1, 0, null, null, NO_TRAFFIC, NO_TRAFFIC);

    /** The links to neighbours, the oldest first. */
    public static List<LinkStatus> of(FloodEvent.Inspected inspected) {
        return inspected.report()
                .links()
                .stream()
                .map(link -> new LinkStatus(link, inspected.links().getOrDefault(link.id(), UNKNOWN)))
                .toList();
    }

    public String address() {
        return link.address().toString();
    }

    /** True if too many frames wait for the link for too long, or if its peer does not answer. */
    public boolean isStalled() {
        return measured.congested() != null || measured.silent() != null;
    }
}
