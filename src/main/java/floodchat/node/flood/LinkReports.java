package floodchat.node.flood;

import floodchat.node.link.Link;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to a core's report what only the links know. For the engine's owner thread. */
final class LinkReports {
    /** An answer that takes so large a part of the time after which a link is dropped is not just a long way. */
    private static final int UNANSWERED_PART = 8;

    /** A burst congests a link for a moment; that is no trouble, and soon over. */
    private static final long BURST_MS = 1_000;

    private LinkReports() {}

    static FloodEvent.Inspected of(
            NetworkReport report, Collection<Link> links, Congestion congestion, LinkSettings settings, long nowMs) {
        Map<LinkId, LinkReport> figures = new LinkedHashMap<>();
        for (Link link : links) {
            LinkReport.Stall congested = congested(congestion.sinceMs(link.id()), settings, nowMs);
            figures.put(link.id(), figures(link, congested, silent(link.unansweredMs(), settings, nowMs)));
        }
        return new FloodEvent.Inspected(report, figures);
    }

    private static LinkReport figures(
            Link link, LinkReport.@Nullable Stall congested, LinkReport.@Nullable Stall silent) {
        return new LinkReport(
                link.roundTripMicros(),
                link.waitingFrames(),
                congested,
                silent,
                link.in(),
                link.out());
    }

    private static LinkReport.@Nullable Stall congested(@Nullable Long sinceMs, LinkSettings settings, long nowMs) {
        if (sinceMs == null || nowMs - sinceMs < BURST_MS) {
            return null;
        }
        return new LinkReport.Stall(sinceMs, sinceMs + settings.drainWithinMs());
    }

    private static LinkReport.@Nullable Stall silent(long unansweredMs, LinkSettings settings, long nowMs) {
        if (unansweredMs < settings.silenceMs() / UNANSWERED_PART) {
            return null;
        }
        long sinceMs = nowMs - unansweredMs;
        return new LinkReport.Stall(sinceMs, sinceMs + settings.silenceMs());
    }
}
