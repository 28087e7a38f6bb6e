package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a peer does because others ask for it, and how much of it. */
class MembershipBudgetTest {
    private static final LinkId ONE = new LinkId(1);

    private static List<Contact> invented(int teller, int count) {
        return IntStream.range(0, count).mapToObj(i -> contact(1_000 + 100 * teller + i, 1)).toList();
    }

    /** A peer that lacks links is told contacts by others, and none of these is there. */
    @Test
    void dialsOfContactsThatOthersToldAreLimitedTo50AtOnceAndFiveASecond() {
        CoreScript script = new CoreScript();
        for (int teller = 1; teller <= 8; teller++) {
            LinkId link = script.opened(contact(teller), new DialReason.Enter(contact(teller).address(), false, false));
            script.received(link, new Frame.ShuffleReply(invented(teller, 16)));
            script.received(link, new Frame.Disconnect(Frame.Reason.LEAVING)).closed(link);
        }
        assertEquals(50, script.failDials().size());
        script.nowMs += 1_000;
        script.handle(new FloodInput.TimerFired(new FloodTimer.Retry(1)));
        assertEquals(5, script.failDials().size());
    }

    @Test
    void sixShufflesOfANeighbourAreAnsweredAtOnceAndThenOneInTenSeconds() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 10; i++) {
            script.received(ONE, new Frame.Shuffle(List.of(contact(20 + i))));
        }
        assertEquals(6, script.sent(Frame.ShuffleReply.class).size());
        assertEquals(6, script.report().contacts(), "the others tell nothing either");
        script.nowMs += 10_000;
        script.received(ONE, new Frame.Shuffle(List.of(contact(40))));
        script.received(ONE, new Frame.Shuffle(List.of(contact(41))));
        assertEquals(7, script.sent(Frame.ShuffleReply.class).size());
        assertEquals(7, script.report().contacts());
    }

    @Test
    void aStrangerIsAnsweredNoMoreOften() {
        CoreScript script = CoreScript.full();
        LinkId stranger = script.opened(contact(60), null);
        for (int i = 0; i < 10; i++) {
            script.received(stranger, new Frame.Shuffle(List.of()));
        }
        assertEquals(6, script.sentTo(stranger).size());
    }
}
