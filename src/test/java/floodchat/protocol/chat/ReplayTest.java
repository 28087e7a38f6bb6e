package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody publishes again what others have signed. The network may have forgotten it; the chat has not. */
class ReplayTest {
    private static final Identity BOB = Authors.identity(1);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration TWO_HOURS = Duration.ofMillis(InboundMessages.MAX_CLOCK_DIFFERENCE_MS);

    private final ChatSimulation simulation = new ChatSimulation(11);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    private byte[] signed(Body body) {
        return Envelope.sign(BOB, Authors.TAG, body);
    }

    /** Attack 11. Attack 13. For the chat, a new stamp and a packet that the network forgot are the same. */
    @Test
    void aPacketThatIsPublishedAgainIsShownOnce() {
        byte[] line = signed(simulation.say(1, "bob", "hello"));
        ada.receive(line, false);
        ada.receive(line, false);
        assertEquals(Refusal.REPEATED, ada.refused());
        ada.receive(line, true);
        assertEquals(Refusal.REPEATED, ada.refused());
        simulation.run(Duration.ofMinutes(5));
        assertEquals(List.of(), ada.roster(), "bob is gone");
        ada.receive(line, false);
        assertEquals(Refusal.REPEATED, ada.refused());
        simulation.run(SHORT);
        assertEquals(List.of("bob -> hello"), ada.lines());
        assertEquals(List.of(), ada.roster(), "the replay brings nobody back");
        assertEquals(List.of(), ada.all(ChatEvent.CaughtUp.class));
    }

    /** Attack 11. 262,144 other packets have come, of as many people as the chat can remember. */
    @Test
    void aLineOfARunThatWasForgottenComesAsEarlierOnly() {
        byte[] line = signed(simulation.say(1, "bob", "hello"));
        Instant then = Instant.ofEpochMilli(simulation.nowMs());
        ada.receive(line, false);
        simulation.run(Duration.ofMinutes(1));
        for (long run = 1; run <= KnownMessages.MAX_RANGES_IN_ALL; run++) {
            ada.receive(Authors.identity(2), new Body.Leave(run, 1, 1, simulation.nowMs()));
        }
        ada.receive(line, false);
        simulation.run(SHORT);
        assertEquals(List.of("bob -> hello"), ada.lines());
        assertEquals(then, ada.latest(ChatEvent.CaughtUp.class).messages().getFirst().at());
        assertEquals(List.of(), ada.roster());
    }

    /** Attack 12. */
    @Test
    void afterARestartALineFromBeforeItComesAsEarlierOnly() {
        byte[] line = signed(simulation.say(1, "bob", "meet me now"));
        Instant then = Instant.ofEpochMilli(simulation.nowMs());
        simulation.run(Duration.ofMinutes(1));
        ada.restart("ada");
        ada.receive(line, false);
        simulation.run(SHORT);
        assertEquals(List.of(), ada.lines());
        assertEquals(then, ada.latest(ChatEvent.CaughtUp.class).messages().getFirst().at());
        assertEquals(List.of(), ada.roster());
    }

    /** Attack 13. A packet says when it was published, but a line says when it was said. */
    @Test
    void aNewStampDoesNotMakeAnEarlierLineNewer() {
        long saidMs = simulation.nowMs() - 3_600_000;
        ada.receive(signed(new Body.Say(ChatSimulation.RUN, 1, saidMs, "bob", "hello")), true);
        simulation.run(SHORT);
        assertEquals(
                Instant.ofEpochMilli(saidMs),
                ada.latest(ChatEvent.CaughtUp.class).messages().getFirst().at());
    }

    /** Attack 15. */
    @Test
    void anOlderPresenceChangesNothing() {
        byte[] old = signed(simulation.presence(1, 0, "bob", false, 15));
        ada.receive(old, false);
        ada.receive(signed(simulation.presence(2, 0, "robert", false, 15)), false);
        ada.receive(old, false);
        assertEquals(Refusal.OUTDATED, ada.refused());
        simulation.run(Duration.ofMinutes(2));
        assertEquals(List.of(), ada.roster(), "bob is lost");
        ada.receive(old, false);
        simulation.run(SHORT);
        assertEquals(List.of(), ada.roster());
    }

    /** Attack 15. Of an earlier run, though its beat is higher. */
    @Test
    void aPresenceOfAnEarlierRunChangesNothing() {
        byte[] old = signed(simulation.presence(99, 0, "bob", false, 15));
        Body now = new Body.Presence(
                ChatSimulation.RUN + 1, 1, 0, simulation.nowMs(), "robert", false, 15, Body.Presence.NO_KEYS);
        ada.receive(signed(now), false);
        ada.receive(old, false);
        simulation.run(SHORT);
        assertEquals(List.of("robert"), ada.roster());
    }

    /** Attack 15. At a newcomer who knows nothing of bob. */
    @Test
    void aPresenceOfMoreThanTwoHoursAgoListsNobody() {
        byte[] old = signed(simulation.presence(1, 0, "bob", true, 15));
        simulation.run(TWO_HOURS.minusMinutes(1));
        ada.restart("ada");
        ada.receive(old, false);
        simulation.run(SHORT);
        assertEquals(List.of("bob"), ada.roster(), "the clocks of the two may differ");
        simulation.run(Duration.ofMinutes(2));
        ada.restart("ada");
        ada.receive(old, false);
        assertEquals(Refusal.OUTDATED, ada.refused());
        simulation.run(SHORT);
        assertEquals(List.of(), ada.roster());
    }

    @Test
    void aPresenceFromTheFutureListsNobody() {
        long aheadMs = simulation.nowMs() + TWO_HOURS.toMillis() + 1;
        ada.receive(
                signed(new Body.Presence(1, 1, 0, aheadMs, "bob", true, 15, Body.Presence.NO_KEYS)), false);
        assertEquals(Refusal.OUTDATED, ada.refused());
        assertTrue(ada.all(ChatEvent.PeerFound.class).isEmpty());
    }

    /** Attack 16. */
    @Test
    void anOldGoodbyeRemovesNobody() {
        byte[] goodbye = signed(simulation.leave(1, 2));
        ada.receive(signed(simulation.presence(1, 0, "bob", false, 15)), false);
        ada.receive(goodbye, false);
        simulation.run(SHORT);
        assertEquals(List.of(), ada.roster());
        simulation.run(Duration.ofMinutes(1));
        long run = simulation.nowMs();
        ada.receive(signed(new Body.Presence(run, 1, 0, run, "bob", true, 15, Body.Presence.NO_KEYS)), false);
        ada.receive(goodbye, false);
        assertEquals(Refusal.OUTDATED, ada.refused());
        simulation.run(Duration.ofSeconds(10));
        assertEquals(List.of("bob"), ada.roster());
    }

    /** Attack 16. At a newcomer: the goodbye of the run before, which it has never seen. */
    @Test
    void aGoodbyeOfARunBeforeRemovesNobodyFromANewcomersList() {
        byte[] goodbye = signed(simulation.leave(1, 2));
        simulation.run(Duration.ofMinutes(1));
        ada.restart("ada");
        long run = simulation.nowMs();
        ada.receive(signed(new Body.Presence(run, 1, 0, run, "bob", true, 15, Body.Presence.NO_KEYS)), false);
        ada.receive(goodbye, false);
        simulation.run(Duration.ofSeconds(10));
        assertEquals(List.of("bob"), ada.roster());
    }

    /** Attack 19. A relay says of a fresh line that it is earlier, so that nobody notices it. */
    @Test
    void aFreshLineThatIsCalledEarlierIsShownInItsPlaceNow() {
        ada.receive(signed(simulation.presence(1, 0, "bob", false, 15)), false);
        ada.receive(signed(simulation.say(1, "bob", "hello")), true);
        assertEquals(List.of("bob -> hello"), ada.lines());
        assertNull(ada.refused());
    }

    @Test
    void refusedPayloadsAreCounted() {
        byte[] line = signed(simulation.say(1, "bob", "hello"));
        ada.receive(line, false);
        ada.receive(line, false);
        ada.receive(line, false);
        byte[] forged = line.clone();
        forged[forged.length - 3] ^= 1;
        ada.receive(forged, false);
        ada.receive(new byte[] {1, 2}, false);
        assertEquals(1, ada.all(ChatEvent.RefusalsCounted.class).size(), "the others follow within a second");
        simulation.run(Duration.ofSeconds(3));
        assertEquals(
                Map.of(Refusal.REPEATED, 2L, Refusal.FORGED, 1L, Refusal.UNKNOWN, 1L),
                ada.latest(ChatEvent.RefusalsCounted.class).counts());
        assertEquals(2, ada.all(ChatEvent.RefusalsCounted.class).size());
    }
}
