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

/** Adds what only the links know to the report of the core. Times are of the wall clock. For the engine's thread. */
final class LinkReports {
    /** A ping without an answer for this part of the silence timeout means trouble, not just a long way. */
    private static final int UNANSWERED_PART = 8;

    /** A burst makes a link congested for a moment, which is no trouble. */
    private static final long BURST_MS = 1_000;

    private LinkReports() {}

    static FloodEvent.Inspected of(
            NetworkReport report, Collection<Link> links, Congestion congestion, LinkSettings settings, long nowMs,
            long wallAheadMs) {
        long wallMs = nowMs + wallAheadMs;
        Map<LinkId, LinkReport> reports = new LinkedHashMap<>();
        for (Link link : links) {
            Long sinceMs = congestion.sinceMs(link.id());
            LinkReport.Stall congested = sinceMs == null ? null : congested(sinceMs + wallAheadMs, settings, wallMs);
            reports.put(link.id(), report(link, congested, silent(link.unansweredMs(), settings, wallMs)));
        }
        links.forEach(Link::measure); // for the next report
        return new FloodEvent.Inspected(report, reports);
    }

    private static LinkReport report(
            Link link, LinkReport.@Nullable Stall congested, LinkReport.@Nullable Stall silent) {
        return new LinkReport(
                link.roundTripMicros(),
                link.waitingFrames(),
                congested,
                silent,
                link.in(),
                link.out());
    }

    private static LinkReport.@Nullable Stall congested(long sinceMs, LinkSettings settings, long nowMs) {
        if (nowMs - sinceMs < BURST_MS) {
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
