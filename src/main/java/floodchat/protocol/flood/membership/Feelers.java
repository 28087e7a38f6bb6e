package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.limits.DialHistory;
import java.util.random.RandomGenerator;

/**
 * Tests contacts that nobody here has tried, one in two minutes: a contact that greets us becomes a tried one, and
 * contacts are exchanged with it. So the book has living peers to choose from, and of more tellers than the neighbours
 * (Heilman et al., USENIX Security 2015, section 7.4).
 */
final class Feelers {
    private final ActiveView active;
    private final ContactBook book;
    private final DialHistory dials;
    private final RandomGenerator random;

    Feelers(Neighbourhood neighbourhood, RandomGenerator random) {
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.dials = neighbourhood.dials();
        this.random = random;
    }

    void start(FloodContext context) {
        context.startTimer(new FloodTimer.Feel(), random.nextLong(MembershipLimits.FEELER_PERIOD_MS));
    }

    void due(FloodContext context) {
        long jitterMs = MembershipLimits.FEELER_PERIOD_MS / 5;
        long periodMs = MembershipLimits.FEELER_PERIOD_MS - jitterMs + random.nextLong(2 * jitterMs);
        context.startTimer(new FloodTimer.Feel(), periodMs);
        Contact candidate =
                active.isEmpty() ? null : book.nextUntried(address -> dials.mayDial(address, context.nowMs()));
        if (candidate != null && dials.take(candidate.address(), context.nowMs())) {
            context.dial(new DialReason.Feel(candidate));
        }
    }
}
