package floodchat.protocol.flood.core;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a peer leaves the network. */
class StoppingTest {
    @Test
    void aPeerThatStopsSaysGoodbyeAndHasStoppedWhenAllLinksAreClosed() {
        CoreScript script = CoreScript.with(1, 2);
        script.handle(new FloodInput.StopAsked());
        assertEquals(Collections.nCopies(2, new Frame.Disconnect(Frame.Reason.LEAVING)),
                script.sent(Frame.Disconnect.class));
        script.closed(new LinkId(1));
        assertFalse(script.events().contains(new FloodEvent.Stopped()));
        script.closed(new LinkId(2));
        assertTrue(script.events().contains(new FloodEvent.Stopped()));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aGoodbyeThatNobodyAnswersEndsAfterThreeSeconds() {
        CoreScript script = CoreScript.with(1);
        script.handle(new FloodInput.StopAsked());
        assertEquals(FloodLimits.GOODBYE_WITHIN_MS, script.fire(FloodTimer.GoodbyeDue.class));
        assertEquals(List.of(new FloodEvent.Stopped()), script.events());
    }

    @Test
    void aLinkThatOpensAfterTheGoodbyeEnds() {
        CoreScript script = CoreScript.with(1);
        script.handle(new FloodInput.StopAsked());
        LinkId late = script.opened(contact(2), null);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.LEAVING)), script.sentTo(late));
        assertTrue(script.isEnding(late));
    }

    @Test
    void aPeerWithoutLinksStopsAtOnce() {
        CoreScript script = new CoreScript();
        script.handle(new FloodInput.StopAsked());
        assertEquals(new FloodEvent.Stopped(), script.events().getLast());
    }
}
