package floodchat.protocol.flood.limits;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.BoundedMap;
import java.util.Map;

/**
 * Keeps others from using this peer against a third party: who names an address makes us dial it, whether a peer is
 * there or not. So an address that did not greet us is not dialled again for {@value #PERIOD_MS} ms, and there is a
 * budget of such dials for each host and each group of addresses. It is asked only for addresses that were not tried
 * before.
 */
public final class DialHistory {
    private static final long PERIOD_MS = 10 * 60_000;

    /** Ports of one host that gave no greeting: somebody may have several windows there, and they may have closed. */
    private static final int MAX_OF_A_HOST = 4;

    /** Addresses of one group that gave no greeting. A local network is excepted: it is ours. */
    private static final int MAX_OF_A_GROUP = 32;

    /** Addresses, hosts and groups that are remembered, the latest: as many as can fail in {@value #PERIOD_MS} ms. */
    private static final int MAX_REMEMBERED =
            3 * RateLimits.DIALS_FOR_OTHERS_PER_S * (int) (PERIOD_MS / 1_000 + RateLimits.BURST_S);

    private final AddressGroups groups;
    private final Map<String, Failures> failures = new BoundedMap<>(MAX_REMEMBERED);
    private final TokenBucket dials = RateLimits.bucket(RateLimits.DIALS_FOR_OTHERS_PER_S);

    private record Failures(long sinceMs, int count) {}

    public DialHistory(AddressGroups groups) {
        this.groups = groups;
    }

    /** A dial has brought no greeting. */
    public void failed(Address address, long nowMs) {
        count(address.toString(), nowMs);
        count("host " + address.host(), nowMs);
        count("group " + groups.of(address), nowMs);
    }

    private void count(String what, long nowMs) {
        Failures before = failures.remove(what);
        boolean isRecent = before != null && nowMs - before.sinceMs() < PERIOD_MS;
        failures.put(
                what,
                before != null && isRecent
                        ? new Failures(before.sinceMs(), before.count() + 1)
                        : new Failures(nowMs, 1));
    }

    /** Whether this address, which others named, may be dialled at this time. */
    public boolean mayDial(Address address, long nowMs) {
        boolean own = address.isLoopback();
        boolean local = own || address.owner() == null;
        return recent(address.toString(), nowMs) == 0
                && (own || recent("host " + address.host(), nowMs) < MAX_OF_A_HOST)
                && (local || recent("group " + groups.of(address), nowMs) < MAX_OF_A_GROUP);
    }

    private int recent(String what, long nowMs) {
        Failures known = failures.get(what);
        return known == null || nowMs - known.sinceMs() >= PERIOD_MS ? 0 : known.count();
    }

    /** Takes one dial of this address, which others named. False if there were too many dials lately. */
    public boolean take(Address address, long nowMs) {
        boolean may = dials.take(1, nowMs);
        if (may) {
            count(address.toString(), nowMs); // so that it is not dialled twice at a time
        }
        return may;
    }

    /** A peer is there. */
    public void greeted(Address address) {
        failures.remove(address.toString());
    }
}
