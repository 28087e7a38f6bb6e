package floodchat.front;

import static floodchat.front.SamplePeople.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Dialler;
import floodchat.protocol.flood.PortMapping;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReachabilityWordsTest {
    private static final PortMapping OFF = new PortMapping.NotAsked(PortMapping.Why.SWITCHED_OFF);
    private static final Address EXTERNAL = new Address("203.0.113.1", 55_556);
    private static final Dialler OUTSIDE =
            new Dialler(new Address("198.51.100.7", 55_555), NOON.minusSeconds(60).toEpochMilli());
    private static final Dialler NEARBY =
            new Dialler(new Address("192.168.1.7", 55_555), NOON.minusSeconds(30).toEpochMilli());

    private static String reached(@Nullable Dialler outside, @Nullable Dialler nearby, int told, long toldMs) {
        return ReachabilityWords.reachable(
                new NetworkReport.Reachability(OFF, outside, nearby, told, toldMs), NOON, Instant::toString);
    }

    private static long before(long ms) {
        return NOON.toEpochMilli() - ms;
    }

    @Test
    void aDialFromOutsideIsAYes() {
        assertEquals("yes: 198.51.100.7 dialled this peer at 2026-11-22T11:59:00Z", reached(OUTSIDE, NEARBY, 3, 0));
    }

    @Test
    void withoutOneItIsUnknownUntilThoseWhoKnowHadTimeToTry() {
        assertEquals(
                "unknown: this peer has dialled nobody outside, so nobody there knows of it",
                reached(null, null, 0, 0));
        assertEquals(
                "unknown so far: 1 peer outside knows of this one since 2026-11-22T11:40:00.001Z, "
                        + "and has not dialled it yet",
                reached(null, null, 1, before(ReachabilityWords.DOUBTFUL_AFTER_MS - 1)));
        assertEquals(
                "probably not: 3 peers outside know of this one since 2026-11-22T11:40:00Z, and none has dialled it",
                reached(null, null, 3, before(ReachabilityWords.DOUBTFUL_AFTER_MS)));
    }

    @Test
    void aDialFromTheLocalNetworkShowsNothingAboutOthers() {
        assertEquals(
                "on this local network: 192.168.1.7 dialled this peer at 2026-11-22T11:59:30Z; from outside "
                        + "unknown so far: 2 peers outside know of this one since 2026-11-22T11:59:50Z, "
                        + "and have not dialled it yet",
                reached(null, NEARBY, 2, before(10_000)));
    }

    @Test
    void whatTheRouterSaysIsTold() {
        long untilMs = NOON.plusSeconds(600).toEpochMilli();
        assertEquals(
                "passes 203.0.113.1:55556 on to this peer (PCP, until 2026-11-22T12:10:00Z)",
                router(new PortMapping.Mapped(EXTERNAL, PortMapping.Language.PCP, untilMs)));
        assertEquals(
                "passes 10.0.0.9:55555 on to this peer (NAT-PMP, until 2026-11-22T12:10:00Z), "
                        + "but that is a private address: another router stands behind it",
                router(new PortMapping.Mapped(
                        new Address("10.0.0.9", 55_555), PortMapping.Language.NAT_PMP, untilMs)));
        assertEquals("asking 192.168.1.1 to pass a port on", router(new PortMapping.Asking("192.168.1.1")));
        assertEquals(
                "192.168.1.1 does not allow it; asked again at 2026-11-22T12:10:00Z",
                router(new PortMapping.Failed("192.168.1.1", PortMapping.Reason.NOT_AUTHORIZED, untilMs)));
        assertEquals("not asked: network.port_mapping is off", router(OFF));
    }

    private static String router(PortMapping mapping) {
        return ReachabilityWords.router(mapping, Instant::toString);
    }

    @Test
    void eachReasonHasItsOwnWords() {
        assertEquals(
                PortMapping.Why.values().length,
                Arrays.stream(PortMapping.Why.values())
                        .map(why -> router(new PortMapping.NotAsked(why)))
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(
                PortMapping.Reason.values().length,
                Arrays.stream(PortMapping.Reason.values())
                        .map(reason -> router(new PortMapping.Failed("192.168.1.1", reason, 0)))
                        .collect(Collectors.toSet())
                        .size());
    }

    @Test
    void onlyAChangeIsTold() {
        assertEquals(
                "the router passes 203.0.113.1:55556 on to this peer", ReachabilityWords.changed(null, EXTERNAL));
        assertEquals(
                "the router no longer passes 203.0.113.1:55556 on to this peer",
                ReachabilityWords.changed(EXTERNAL, null));
        assertNull(ReachabilityWords.changed(EXTERNAL, EXTERNAL));
        assertNull(ReachabilityWords.changed(null, null));
    }
}
