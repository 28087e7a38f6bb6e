package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The backlog: what was said before we came, or while the network was parted. */
class BacklogCollectorTest {
    private static final Identity BOB = Authors.identity(1);
    private static final Identity CAROL = Authors.identity(2);
    private static final long HOUR_MS = 3_600_000;

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    private void earlier(Identity author, long seq, long atMs, String text) {
        String name = author.equals(BOB) ? "xb" : "xc";
        ada.receiveEarlier(author, new Body.Say(ChatSimulation.RUN, seq, atMs, name, text));
    }

    private List<String> caughtUp() {
        return ada.latest(ChatEvent.CaughtUp.class).messages().stream().map(ChatEvent.Spoken::text).toList();
    }

    @Test
    void theBacklogIsShownInOrderOfTimeWhenNoMoreComes() {
        long now = simulation.nowMs();
        earlier(BOB, 2, now - 10_000, "three");
        earlier(CAROL, 1, now - 20_000, "two");
        earlier(BOB, 1, now - HOUR_MS, "one");
        assertEquals(List.of(), ada.all(ChatEvent.CaughtUp.class));
        simulation.run(Duration.ofMillis(BacklogCollector.QUIET_MS));
        assertEquals(List.of("one", "two", "three"), caughtUp());
        assertEquals(
                Instant.ofEpochMilli(now - HOUR_MS),
                ada.latest(ChatEvent.CaughtUp.class).messages().getFirst().at());
        assertEquals(List.of(), ada.lines());
    }

    @Test
    void aBacklogThatNeverEndsIsShownInParts() {
        for (int i = 1; i <= 100; i++) {
            earlier(BOB, i, simulation.nowMs() - HOUR_MS, "line " + i);
            simulation.run(Duration.ofMillis(BacklogCollector.QUIET_MS / 2));
        }
        assertTrue(ada.all(ChatEvent.CaughtUp.class).size() >= 8);
    }

    @Test
    void aFullBacklogIsShownAtOnce() {
        for (int i = 1; i <= BacklogCollector.MAX_COLLECTED; i++) {
            earlier(BOB, i, simulation.nowMs() - HOUR_MS, "line " + i);
        }
        assertEquals(BacklogCollector.MAX_COLLECTED, caughtUp().size());
    }

    private List<String> notices() {
        return ada.all(ChatEvent.Noticed.class).stream().map(ChatEvent.Noticed::sentence).toList();
    }

    @Test
    void whatWasSaidBeforeWeCameIsNoNotice() {
        simulation.run(Duration.ofMillis(BacklogCollector.CLOCKS_DIFFER_MS));
        earlier(BOB, 1, simulation.nowMs(), "a clock that is ahead");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(1, caughtUp().size());
        assertEquals(List.of(), notices());
    }

    @Test
    void whatWasSaidWhileAPartOfTheNetworkWasCutOffIsCounted() {
        simulation.run(Duration.ofMinutes(10));
        earlier(BOB, 1, simulation.nowMs() - HOUR_MS, "before we came");
        earlier(BOB, 2, simulation.nowMs() - 60_000, "meanwhile");
        earlier(CAROL, 1, simulation.nowMs() - 50_000, "meanwhile too");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(
                List.of("A part of the network was cut off from us, and is here again: 2 lines came in."), notices());
    }

    @Test
    void aBacklogThatComesAgainAndAgainIsNoticedOnceAMinute() {
        simulation.run(Duration.ofMinutes(10));
        for (int i = 1; i <= 60; i++) {
            earlier(BOB, i, simulation.nowMs() - 60_000, "line " + i);
            simulation.run(Duration.ofSeconds(2));
        }
        assertEquals(2, notices().size());
    }

    @Test
    void aTimeInTheFutureIsShownAsNow() {
        earlier(BOB, 1, simulation.nowMs() + HOUR_MS, "from the future");
        Instant now = Instant.ofEpochMilli(simulation.nowMs());
        simulation.run(Duration.ofSeconds(1));
        assertEquals(now, ada.latest(ChatEvent.CaughtUp.class).messages().getFirst().at());
    }

    @Test
    void aBacklogMessageDoesNotShowThatItsAuthorIsHere() {
        earlier(BOB, 1, simulation.nowMs() - HOUR_MS, "hello");
        ada.receiveEarlier(CAROL, simulation.presence(1, 0, "carol", true, 15));
        ada.receiveEarlier(CAROL, simulation.leave(1, 2));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), ada.all(ChatEvent.PeerJoined.class));
        assertEquals(List.of("hello"), caughtUp());
    }

    @Test
    void aBacklogMessageThatFillsAGapIsShownInOrder() {
        ada.receive(BOB, simulation.say(1, "bob", "one"));
        ada.receive(BOB, simulation.say(3, "bob", "three"));
        earlier(BOB, 2, simulation.nowMs() - 500, "two");
        assertEquals(List.of("bob -> one", "xb -> two", "bob -> three"), ada.lines());
        assertEquals(List.of(), ada.all(ChatEvent.CaughtUp.class));
    }

    @Test
    void messagesFromBeforeAMemberCameAreBacklog() {
        ada.receive(BOB, simulation.presence(1, 7, "bob", false, 15));
        earlier(BOB, 7, simulation.nowMs() - 500, "seven");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of("seven"), caughtUp());
        ada.receive(BOB, simulation.say(8, "bob", "eight"));
        assertEquals(List.of("bob -> eight"), ada.lines());
    }

    /** Attack: a neighbour calls fresh lines earlier, all the time. */
    @Test
    void noticesBecomeRareWhileABacklogComesAgainAndAgain() {
        for (int i = 1; i <= 24 * 60; i++) {
            simulation.run(Duration.ofMinutes(1));
            earlier(BOB, i, simulation.nowMs() - 1, "line " + i);
        }
        simulation.run(Duration.ofSeconds(1));
        assertTrue(notices().size() <= 7 + 24, notices().size() + " notices in a day");
    }

    @Test
    void afterALongPeaceNoticesComeAsOftenAsBefore() {
        simulation.run(Duration.ofMinutes(10));
        for (int i = 1; i <= 3; i++) {
            earlier(BOB, i, simulation.nowMs() - 1, "line " + i);
            simulation.run(Duration.ofMinutes(3));
        }
        int before = notices().size();
        simulation.run(Duration.ofHours(3));
        earlier(BOB, 4, simulation.nowMs() - 1, "line 4");
        simulation.run(Duration.ofMillis(BacklogCollector.NOTICE_PERIOD_MS + 1_000));
        earlier(BOB, 5, simulation.nowMs() - 1, "line 5");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(before + 2, notices().size());
    }
}
