package floodchat.protocol.flood.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.FloodCore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Attack N2 on a peer that has its links: neighbours name a third party again and again, and feelers test it. */
class ToldFeelersTest {
    private static final int NEIGHBOURS = 4;
    private static final int MINUTES = 120;
    private static final Contact SELF = contact(1);
    private static final Contact THIRD = contact(99);

    private final FloodSettings settings = new FloodSettings(NEIGHBOURS, 7, 0, true);
    private final List<FloodEffect> effects = new ArrayList<>();
    private final FloodCore core = new FloodCore(
            SELF, NetworkTerms.unlimited("told"), BootstrapAddresses.untold(List.of()), settings,
            new SplittableRandom(1));
    private long nowMs = 1_000_000;

    private static Contact contact(int number) {
        return new Contact(new PeerId(0, number), new Address("192.0." + number + ".1", 1));
    }

    private void handle(FloodInput input) {
        core.handle(input, nowMs, effects::add);
    }

    @Test
    void aThirdPartyThatDoesNotGreetIsTestedOnceInTenMinutes() {
        handle(new FloodInput.Started());
        for (int i = 1; i <= NEIGHBOURS; i++) {
            handle(new FloodInput.LinkOpened(new LinkId(i), contact(10 + i), null, nowMs));
            handle(new FloodInput.FrameReceived(new LinkId(i), new Frame.JoinRequest(true)));
        }
        List<Long> dialledMs = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            nowMs += 60_000;
            for (int i = 1; i <= NEIGHBOURS; i++) {
                handle(new FloodInput.FrameReceived(new LinkId(i), new Frame.Shuffle(List.of(THIRD))));
            }
            handle(new FloodInput.TimerFired(new FloodTimer.Feel()));
            for (FloodEffect effect : List.copyOf(effects)) {
                if (effect instanceof FloodEffect.Dial(var reason) && reason.address().equals(THIRD.address())) {
                    dialledMs.add(nowMs);
                    handle(new FloodInput.DialFailed(reason, "no answer", false, null));
                }
            }
            effects.clear();
        }
        assertEquals(MINUTES / 10, dialledMs.size(), () -> "at " + dialledMs);
    }
}
