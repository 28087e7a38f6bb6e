package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How contacts are exchanged with peers a few hops away. */
class ShufflingTest {
    @Test
    void aShuffleReplyHasNoMoreContactsThanAFrameHolds() {
        CoreScript script = CoreScript.with(1);
        List<Contact> many = Stream.iterate(10, i -> i + 1).limit(40).map(CoreScript::contact).toList();
        for (int i = 0; i < 40; i += 8) {
            script.learnFrom(new LinkId(1), many.subList(i, i + 8));
        }
        script.effects.clear();
        script.received(new LinkId(1), new Frame.Shuffle(contact(1), 0, many.subList(0, 8)));
        assertEquals(FloodLimits.MAX_CONTACTS, script.sent(Frame.ShuffleReply.class).getFirst().contacts().size());
    }

    @Test
    void aShuffleOfAPeerThatIsNoNeighbourIsAnsweredOnALinkOfItsOwn() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), new Frame.Shuffle(contact(70), 0, List.of()));
        DialReason answer = script.dials().getFirst();
        assertEquals(contact(70).address(), answer.address());
        LinkId link = script.opened(contact(70), answer);
        assertInstanceOf(Frame.ShuffleReply.class, script.sentTo(link).getFirst());
        assertTrue(script.isEnding(link));
    }

    @Test
    void aShuffleReplyThatNobodyAskedForIsIgnored() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), new Frame.ShuffleReply(List.of(contact(40), contact(41))));
        script.closed(new LinkId(1));
        assertEquals(List.of(), script.dials(), "the passive view is empty");
    }
}
