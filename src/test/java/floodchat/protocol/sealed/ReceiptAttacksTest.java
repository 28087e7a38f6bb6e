package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attacks that want a receipt, an answer or a repetition that should not be sent, or that forge one. */
class ReceiptAttacksTest {
    private final Script script = new Script();
    private final Home ada = script.home();
    private final Home ben = script.home();

    /** Attack 43: a receipt of somebody else, who knows run and number, changes nothing. */
    @Test
    void aReceiptOfAnotherThanTheRecipientCountsNothing() throws GeneralSecurityException {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        LineId id = ada.states.keySet().iterator().next();
        PrekeyBundle adas = PrekeyBundle.read(ada.key(), script.keys(ada).getFirst());
        byte[] receipt = ItemWriter.write(List.of(new Item.Receipt(List.of(id))));
        script.give(ada, JdkLetters.payload(Identity.create(new SecureRandom()), adas, script.nowMs(), receipt));
        assertFalse(ada.states.containsValue(LineState.SHOWN));
        script.give(ada, JdkLetters.payload(ben.identity, adas, script.nowMs(), receipt));
        assertTrue(ada.states.containsValue(LineState.SHOWN));
    }

    /** Attack 44: a stranger's letter is shown, and nothing is sent for it. */
    @Test
    void aStrangerLearnsNothing() {
        script.meet(ada, ben);
        for (int i = 0; i < 5; i++) {
            ada.submit(ben.key(), "anybody there? " + i);
            script.pass(Script.MINUTE_MS);
            script.take(ada).forEach(payload -> script.give(ben, payload));
        }
        script.pass(Script.HOUR_MS);
        assertEquals(5, ben.texts().size());
        assertEquals(List.of(), script.take(ben));
    }

    /** Attack 45: a line that waits as a request has no receipt, and a repetition does not bring one. */
    @Test
    void aLineThatIsNotShownGetsNoReceipt() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        ben.showsLines = false;
        ada.submit(ben.key(), "hello");
        script.carries = true;
        script.pass(2 * Script.MINUTE_MS);
        script.take(ada).forEach(payload -> script.give(ben, payload));
        script.pass(Script.HOUR_MS);
        assertFalse(ada.states.containsValue(LineState.SHOWN));
        ben.showLine(ben.disk.timeline.getFirst());
        script.pass(Script.HOUR_MS);
        assertTrue(ada.states.containsValue(LineState.SHOWN));
    }

    /** Attack 46: letters to somebody who never answers come to an end. */
    @Test
    void lettersToASilentPersonEndAfterAWeek() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        int letters = 0;
        for (int hour = 0; hour < 9 * 24; hour++) {
            script.pass(Script.HOUR_MS);
            letters += script.take(ada).size();
        }
        assertTrue(ada.states.containsValue(LineState.GIVEN_UP));
        assertTrue(letters > 28 && letters < 36, letters + " letters");
        assertEquals(Map.of(), Stored.of(ada.disk.changes).lines());
    }

    /** A battery that ran down may leave a clock of another year, until the network has set it. */
    @Test
    void aClockThatIsFarAheadAtTheStartGivesNothingUp() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        script.take(ada);
        ada.startWithoutLink(365 * Script.DAY_MS);
        script.pass(Script.DAY_MS);
        ada.handle(new SealedInput.ClockSet(0));
        ada.handle(new SealedInput.LinksChanged(1));
        script.tellPresence(ben, ada);
        script.pass(Script.HOUR_MS);
        script.take(ada).forEach(letter -> script.give(ben, letter));
        assertFalse(ada.states.containsValue(LineState.GIVEN_UP));
        assertEquals(List.of("hello"), ben.texts());
    }

    /** Its links end soon, but not in the same moment. */
    @Test
    void aClockThatIsSetFarAheadWhileThereIsALinkGivesNothingUp() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        script.pass(10 * Script.MINUTE_MS - 1);
        ada.handle(new SealedInput.ClockSet(365 * Script.DAY_MS));
        script.pass(Script.SECOND_MS);
        ada.handle(new SealedInput.LinksChanged(0));
        script.pass(Script.DAY_MS);
        assertFalse(ada.states.containsValue(LineState.GIVEN_UP));
    }

    /** Attack 47: what a contact sends makes at most one packet a second, whatever it repeats. */
    @Test
    void aFloodOfRepeatedLinesIsNotAmplified() {
        script.talk(ada, ben);
        List<byte[]> flood = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ada.submit(ben.key(), "line " + i);
        }
        flood.addAll(script.take(ada));
        flood.forEach(payload -> ben.handle(new SealedInput.PayloadDelivered(payload)));
        flood.forEach(payload -> ben.handle(new SealedInput.PayloadDelivered(payload)));
        script.pass(Script.MINUTE_MS);
        assertEquals(1, script.take(ben).size());
    }

    /** Attack 47: keys that are replayed again and again make us send a letter a minute at most. */
    @Test
    void signsOfLifeBringALetterAMinuteAtMost() {
        script.meet(ada, ben);
        ada.submit(ben.key(), "hello");
        script.pass(Script.HOUR_MS);
        script.take(ada);
        for (int i = 0; i < 600; i++) {
            ada.handle(new SealedInput.KeysDelivered(ben.key(), script.keys(ben).getFirst()));
            script.pass(Script.SECOND_MS);
        }
        int letters = script.take(ada).size();
        assertTrue(letters >= 9 && letters <= 11, letters + " letters");
    }
}
