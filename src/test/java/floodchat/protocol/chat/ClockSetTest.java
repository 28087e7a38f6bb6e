package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.fixture.Authors;
import floodchat.protocol.message.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People read the wall clock, also after it was set; no wait follows it. */
class ClockSetTest {
    private static final long HOUR_MS = 3_600_000;

    private final ChatSimulation simulation = new ChatSimulation(7);

    @ParameterizedTest
    @ValueSource(longs = {3 * HOUR_MS, -3 * HOUR_MS})
    void linesBearTheTimeOfTheWallClock(long aheadMs) {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(Duration.ofSeconds(1));
        ada.input(new ChatInput.ClockSet(aheadMs));
        ada.say("hello");
        bob.say("hi");
        simulation.run(Duration.ofSeconds(1));
        Instant wrong = Instant.ofEpochMilli(simulation.nowMs() - 1_000 + aheadMs);
        assertEquals(wrong, ada.all(ChatEvent.Said.class).getFirst().at());
        assertEquals(wrong.getEpochSecond(), ada.latest(ChatEvent.Said.class).at().getEpochSecond());
        ada.input(new ChatInput.ClockSet(0));
        ada.say("again");
        assertEquals(Instant.ofEpochMilli(simulation.nowMs()), ada.latest(ChatEvent.Said.class).at());
    }

    @Test
    void earlierLinesStandAtTheirTimeAndNoneLaterThanTheWallClock() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.input(new ChatInput.ClockSet(-3 * HOUR_MS));
        long wallMs = simulation.nowMs() - 3 * HOUR_MS;
        Instant before = Instant.ofEpochMilli(wallMs - 1_000);
        assertEquals(before, earlier(ada, 1, wallMs - 1_000));
        assertEquals(Instant.ofEpochMilli(wallMs), earlier(ada, 2, wallMs + HOUR_MS));
    }

    private static Instant earlier(ChatSimulation.Participant reader, long number, long atMs) {
        Body said = new Body.Say(ChatSimulation.RUN, number, atMs, "zoe", "earlier");
        reader.receiveEarlier(Authors.identity(26), said);
        reader.input(new ChatInput.TimerFired(new ChatTimer.BacklogDue()));
        return reader.latest(ChatEvent.CaughtUp.class).messages().getFirst().at();
    }

    @ParameterizedTest
    @ValueSource(longs = {30 * HOUR_MS, -30 * HOUR_MS})
    void nobodyDisappearsAndNoPatienceEndsBecauseTheClockIsSet(long aheadMs) {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(Duration.ofSeconds(20));
        ada.unlink();
        ada.say("wait for me");
        ada.command(new ChatCommand.Leave(Duration.ofSeconds(10)));
        ada.input(new ChatInput.ClockSet(aheadMs));
        simulation.run(Duration.ofSeconds(9));
        assertEquals(List.of(), ada.all(ChatEvent.Left.class));
        assertEquals(List.of(), ada.all(ChatEvent.PeerLeft.class));
        ada.link();
        simulation.run(Duration.ofSeconds(1));
        assertEquals(new ChatEvent.Left(0, 0), ada.latest(ChatEvent.Left.class));
        assertEquals(List.of("ada -> wait for me"), bob.lines());
    }
}
