package floodchat.node.portmap;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.PortMapping;
import java.net.Inet4Address;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One mapping at one router, as a state machine: {@link #poll} says what to send, {@link #received} takes what came.
 * It asks by PCP first, and by NAT-PMP if the router does not know that. It keeps the mapping alive, and asks again
 * when the router has lost it. Confined to one thread; all times are in ms by a clock that never goes back.
 */
final class MappingClient {
    /**
     * How long a mapping is asked for. RFC 6886 recommends two hours. After a kill the next start has another nonce,
     * and the router may refuse it until the mapping has ended; and a shorter time costs one packet in ten minutes.
     */
    static final long LIFETIME_S = 1_200;

    /** A mapping is taken to be no longer than a day, whatever the router says (RFC 6887, section 15). */
    static final long MAX_LIFETIME_S = 86_400;

    /** RFC 6887, section 8.1.1: the first wait, which doubles. It sets no end; ours is after this many. */
    static final long PCP_WAIT_MS = 3_000;
    static final int PCP_SENDS = 3;

    /** RFC 6886, section 3.1: the first wait, which doubles, and how often to send. */
    static final long NAT_PMP_WAIT_MS = 250;
    static final int NAT_PMP_SENDS = 9;

    /** RFC 6887, section 11.2.1: renewals are at least this far apart. */
    static final long MIN_RENEWAL_PAUSE_MS = 4_000;

    /**
     * How often a router with a mapping is asked whether it has forgotten it. A router that starts again says so by
     * multicast (RFC 6887, section 14), but to a port that one program of a machine can have.
     */
    static final long PROBE_PERIOD_MS = 120_000;

    /** The longest wait of RFC 6887, section 8.1.1: a router that has not answered is asked again after it. */
    static final long REST_MS = 1_024_000;

    /** A router without a connection has perhaps just started, like this machine. PCP says a time itself. */
    static final long NO_CONNECTION_REST_MS = 60_000;

    /** RFC 6887, section 7.4: for how long errors last that are not more exact about it. */
    static final long MIN_REST_MS = 30_000;
    static final long MAX_REST_MS = 1_800_000;

    private static final double JITTER = 0.1;

    private enum Step {
        /** Asked by PCP. */
        PCP,
        /** Asked by NAT-PMP for the outer address. */
        NAT_PMP_HOST,
        /** Asked by NAT-PMP for the mapping. */
        NAT_PMP,
        /** There is a mapping. */
        MAPPED,
        /** There is none, and nothing is sent for a while. */
        RESTING
    }

    private final String router;
    private final Pcp pcp;
    private final NatPmp natPmp;
    private final int port;
    private final RandomGenerator random;
    private final RouterEpoch epoch = new RouterEpoch();
    private Step step = Step.PCP;
    private int sends;
    private long waitMs;
    /** In the steps of asking, when the last request counts as lost; while resting, when to ask again. */
    private long dueMs;
    private PortMapping.Language language = PortMapping.Language.PCP;
    private @Nullable String outerHost;
    private @Nullable Address external;
    private long mappedMs;
    private long expiresMs;
    private long renewMs;
    private double renewedPart;
    private long probeMs;
    /** The router has lost the mapping that we hold, and has not been asked for it again. */
    private boolean forgotten;
    private PortMapping.Reason failure = PortMapping.Reason.NO_ANSWER;

    /**
     * @param router its address, for a person
     * @param client our address on the way there
     * @param port that is to be reached
     * @param random a secure one, except in tests
     */
    MappingClient(String router, Inet4Address client, int port, RandomGenerator random, long nowMs) {
        this.router = router;
        this.pcp = new Pcp(client, port, random);
        this.natPmp = new NatPmp(port);
        this.port = port;
        this.random = random;
        begin(Step.PCP, nowMs);
    }

    private void begin(Step next, long nowMs) {
        step = next;
        forgotten = false;
        sends = 0;
        dueMs = nowMs;
    }

    // ---- what to send

    /** The datagram that is due; null if none is. To be asked again until then, and at {@link #nextMs}. */
    byte @Nullable [] poll(long nowMs) {
        while (nowMs >= nextMs()) {
            byte[] request = due(nowMs);
            if (request != null) {
                return request;
            }
        }
        return null;
    }

    /** When {@link #poll} has more to say. */
    long nextMs() {
        return step == Step.MAPPED ? Math.min(expiresMs, Math.min(renewMs, probeMs)) : dueMs;
    }

    private byte @Nullable [] due(long nowMs) {
        return switch (step) {
            case PCP -> sends == PCP_SENDS
                    ? turnTo(Step.NAT_PMP_HOST, nowMs)
                    : sent(PCP_WAIT_MS, JITTER, pcp.map(LIFETIME_S, external), nowMs);
            case NAT_PMP_HOST -> sends == NAT_PMP_SENDS
                    ? rest(PortMapping.Reason.NO_ANSWER, REST_MS, nowMs)
                    : sent(NAT_PMP_WAIT_MS, 0, natPmp.outerHost(), nowMs);
            case NAT_PMP -> sends == NAT_PMP_SENDS
                    ? rest(PortMapping.Reason.NO_ANSWER, REST_MS, nowMs)
                    : sent(NAT_PMP_WAIT_MS, 0, natPmp.map(LIFETIME_S, wantedPort()), nowMs);
            case MAPPED -> keep(nowMs);
            case RESTING -> turnTo(Step.PCP, nowMs);
        };
    }

    private byte @Nullable [] turnTo(Step next, long nowMs) {
        begin(next, nowMs);
        return null;
    }

    private byte[] sent(long firstWaitMs, double jitter, byte[] request, long nowMs) {
        waitMs = sends == 0 ? firstWaitMs : 2 * waitMs;
        double random = 1 + jitter * (2 * this.random.nextDouble() - 1);
        dueMs = nowMs + Math.round(waitMs * random);
        sends++;
        return request;
    }

    private int wantedPort() {
        return external == null ? port : external.port();
    }

    private byte @Nullable [] rest(PortMapping.Reason why, long forMs, long nowMs) {
        failure = why;
        begin(Step.RESTING, nowMs + forMs);
        return null;
    }

    private byte @Nullable [] keep(long nowMs) {
        if (nowMs >= expiresMs) {
            return turnTo(firstStep(), nowMs);
        }
        if (nowMs >= renewMs) {
            planRenewal(nowMs);
            return isPcp() ? pcp.map(LIFETIME_S, external) : natPmp.map(LIFETIME_S, wantedPort());
        }
        probeMs = nowMs + PROBE_PERIOD_MS;
        return isPcp() ? pcp.announce() : natPmp.outerHost();
    }

    private boolean isPcp() {
        return language == PortMapping.Language.PCP;
    }

    private Step firstStep() {
        return isPcp() ? Step.PCP : Step.NAT_PMP_HOST;
    }

    /**
     * RFC 6887, section 11.2.1: one packet between 1/2 and 5/8 of the lifetime, one between 3/4 and 3/4 + 1/16, and so
     * on.
     */
    private void planRenewal(long nowMs) {
        double rest = (1 - renewedPart) / 2;
        double part = renewedPart + rest * (1 + random.nextDouble() / 4);
        renewedPart += rest;
        long plannedMs = mappedMs + Math.round((expiresMs - mappedMs) * part);
        renewMs = Math.max(plannedMs, nowMs + MIN_RENEWAL_PAUSE_MS);
    }

    // ---- what comes

    /** Nobody listens for requests there. */
    void unreachable(long nowMs) {
        if (step == Step.PCP || step == Step.NAT_PMP_HOST) {
            rest(PortMapping.Reason.NO_ANSWER, REST_MS, nowMs);
        }
    }

    /** Takes a datagram of the router. What does not belong to a request of ours changes nothing. */
    void received(byte[] datagram, long nowMs) {
        RouterAnswer answer = read(datagram);
        if (answer == null) {
            return;
        }
        forgotten |= epoch.isReset(answer.epochS(), nowMs) && step == Step.MAPPED;
        switch (answer) {
            case RouterAnswer.Mapped mapped -> mapped(mapped, nowMs);
            case RouterAnswer.MappedPort mapped -> mappedPort(mapped, nowMs);
            case RouterAnswer.OuterHost(String host, long _) -> outerHost(host, nowMs);
            case RouterAnswer.Present _ -> present(nowMs);
            case RouterAnswer.Refused refused -> refused(refused, nowMs);
            case RouterAnswer.OtherVersion(PortMapping.Language by, long _) -> otherVersion(by, nowMs);
        }
    }

    private @Nullable RouterAnswer read(byte[] datagram) {
        if (datagram.length == 0) {
            return null;
        }
        return switch (datagram[0]) {
            case Pcp.VERSION -> pcp.read(datagram);
            case NatPmp.VERSION -> natPmp.read(datagram);
            default -> null;
        };
    }

    /** Also if the router was slow, and we have given up or asked in the other language meanwhile. */
    private void mapped(RouterAnswer.Mapped answer, long nowMs) {
        boolean ofNatPmp = step == Step.MAPPED && !isPcp();
        if (answer.lifetimeS() > 0 && !ofNatPmp) {
            keepFrom(PortMapping.Language.PCP, answer.external(), answer.lifetimeS(), nowMs);
        }
    }

    private void mappedPort(RouterAnswer.MappedPort answer, long nowMs) {
        String host = outerHost;
        boolean asked = step == Step.NAT_PMP || step == Step.MAPPED && !isPcp();
        if (asked && host != null && answer.lifetimeS() > 0) {
            Address at = new Address(host, answer.port());
            keepFrom(PortMapping.Language.NAT_PMP, at, answer.lifetimeS(), nowMs);
        }
    }

    private void keepFrom(PortMapping.Language by, Address at, long lifetimeS, long nowMs) {
        if (step != Step.MAPPED) {
            probeMs = nowMs + PROBE_PERIOD_MS;
        }
        step = Step.MAPPED;
        forgotten = false;
        language = by;
        external = at;
        mappedMs = nowMs;
        expiresMs = nowMs + 1_000 * Math.min(lifetimeS, MAX_LIFETIME_S);
        renewedPart = 0;
        planRenewal(nowMs);
    }

    private void outerHost(String host, long nowMs) {
        Address known = external;
        if (step == Step.NAT_PMP_HOST || forgotten && !isPcp()) {
            outerHost = host;
            begin(Step.NAT_PMP, nowMs);
        } else if (step == Step.MAPPED && !isPcp() && known != null) {
            outerHost = host;
            external = new Address(host, known.port());
        }
    }

    private void present(long nowMs) {
        if (forgotten && isPcp()) {
            begin(Step.PCP, nowMs);
        }
    }

    /**
     * A refusal to renew does not end what the router has promised. One that has started again may have no connection
     * yet: the next probe asks for what it has forgotten.
     */
    private void refused(RouterAnswer.Refused answer, long nowMs) {
        if (step == Step.PCP || step == Step.NAT_PMP_HOST || step == Step.NAT_PMP) {
            long forMs = answer.lifetimeS() == 0 ? restMs(answer.reason()) : 1_000 * answer.lifetimeS();
            rest(answer.reason(), Math.clamp(forMs, MIN_REST_MS, MAX_REST_MS), nowMs);
        }
    }

    private static long restMs(PortMapping.Reason reason) {
        return reason == PortMapping.Reason.NO_CONNECTION ? NO_CONNECTION_REST_MS : REST_MS;
    }

    /**
     * Both languages have the same port, and PCP is tried first (RFC 6887, section 9). A router that answers in
     * NAT-PMP that it does not know the version has answered a request of PCP, perhaps a repeated one.
     */
    private void otherVersion(PortMapping.Language by, long nowMs) {
        if (step == Step.PCP) {
            begin(Step.NAT_PMP_HOST, nowMs);
        } else if (by == PortMapping.Language.PCP && (step == Step.NAT_PMP_HOST || step == Step.NAT_PMP)) {
            rest(PortMapping.Reason.NOT_UNDERSTOOD, REST_MS, nowMs);
        }
    }

    // ---- the state, and the end

    /** @param wallAheadMs how far the wall clock is ahead of the clock of the other calls */
    PortMapping state(long wallAheadMs) {
        Address at = external;
        return switch (step) {
            case PCP, NAT_PMP_HOST, NAT_PMP -> new PortMapping.Asking(router);
            case RESTING -> new PortMapping.Failed(router, failure, dueMs + wallAheadMs);
            case MAPPED -> at == null
                    ? new PortMapping.Asking(router)
                    : new PortMapping.Mapped(at, language, expiresMs + wallAheadMs);
        };
    }

    /** Ends the mapping that there is, or may be if an answer has not come yet; null if there can be none. */
    byte @Nullable [] end() {
        return switch (step) {
            case MAPPED -> isPcp() ? pcp.end() : natPmp.end();
            case PCP -> pcp.end();
            case NAT_PMP -> natPmp.end();
            case NAT_PMP_HOST, RESTING -> null;
        };
    }

    /** Whether the router answers that the mapping has ended. */
    boolean isEnded(byte[] datagram) {
        return switch (read(datagram)) {
            case RouterAnswer.Mapped mapped -> mapped.lifetimeS() == 0;
            case RouterAnswer.MappedPort mapped -> mapped.lifetimeS() == 0;
            case null -> false;
            case RouterAnswer.Refused _ -> true;
            case RouterAnswer.OuterHost _, RouterAnswer.Present _, RouterAnswer.OtherVersion _ -> false;
        };
    }
}
