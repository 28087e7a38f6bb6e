package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.message.Body;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attack: invented people say that they are heard every 5,000 s. */
class RateLimitTest {
    private static final int TOLD = 5_000;

    private final ChatSimulation simulation = new ChatSimulation(3);

    private void hear(ChatSimulation.Participant listener, int number, long beat) {
        listener.receive(
                Authors.identity(number), simulation.presence(beat, 0, "n" + number, false, TOLD));
    }

    @Test
    void inventedPeopleVanishInMinutesAndRealOnesStay() {
        List<ChatSimulation.Participant> real =
                List.of(simulation.arrive("ada"), simulation.arrive("bob"), simulation.arrive("eve"));
        simulation.run(Duration.ofMinutes(2));
        for (int i = 0; i < 300; i++) {
            for (ChatSimulation.Participant one : real) {
                hear(one, i, 1);
            }
        }
        simulation.run(Duration.ofMinutes(12));
        assertEquals(List.of("bob", "eve"), real.getFirst().roster());
        assertEquals(List.of("ada", "bob"), real.getLast().roster());
        assertTrue(real.getFirst()
                .all(ChatEvent.PeerLeft.class)
                .stream()
                .noneMatch(left -> left.person().name().equals("bob") || left.person().name().equals("eve")));
    }

    /** In a network of 10,000 people two heartbeats come a second, from somebody else each time. */
    @Test
    void aNewcomerBelievesALargeNetworkThoughItKnowsThreePeopleYet() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        for (int i = 0; i < 2_000; i++) {
            hear(ada, i, 1);
            simulation.run(Duration.ofMillis(500));
        }
        assertEquals(List.of(), ada.all(ChatEvent.PeerLeft.class));
        assertEquals(2_000, ada.roster().size());
    }

    @Test
    void withoutALinkNobodyJudges() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        hear(ada, 1, 1);
        ada.unlink();
        simulation.run(Duration.ofMinutes(60));
        assertEquals(List.of("n1"), ada.roster());
    }

    @Test
    void ourOwnHeartbeatComesAsOftenAsOthersWaitForIt() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        for (int i = 0; i < 300; i++) {
            hear(ada, i, 1);
        }
        simulation.run(Duration.ofMinutes(1));
        assertFalse(ada.bodies(Body.Presence.class).getLast().rate() > 150);
        int before = ada.bodies(Body.Presence.class).size();
        simulation.run(Duration.ofMinutes(12));
        assertEquals(OwnPresence.MIN_RATE_SECONDS, ada.bodies(Body.Presence.class).getLast().rate());
        int beats = ada.bodies(Body.Presence.class).size() - before;
        assertTrue(beats > 12, beats + " presences in 12 minutes");
    }

    @Test
    void aCrowdThatComesRaisesTheLimitAtOnce() {
        RateLimit limit = new RateLimit();
        ChatContext context = new ChatContext(0, 0, _ -> {});
        limit.linksChanged(1, context);
        for (int i = 0; i < 12; i++) {
            limit.windowOver(true, context);
        }
        assertEquals(OwnPresence.MIN_RATE_SECONDS, limit.seconds());
        for (int i = 0; i < 20_000; i++) {
            limit.heard();
        }
        assertFalse(limit.windowOver(true, context));
        assertEquals(2_500, limit.seconds());
    }
}
