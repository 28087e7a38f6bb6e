package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Absent;
import floodchat.protocol.message.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is here and does not look. */
class AbsenceTest {
    private static final Duration SHORT = Duration.ofSeconds(12);
    private static final Identity MALLORY = Authors.identity(13);

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");
    private final ChatSimulation.Participant bob = simulation.arrive("bob");

    AbsenceTest() {
        simulation.run(SHORT);
    }

    private static @Nullable Absence absence(
            ChatSimulation.Participant seenBy, ChatSimulation.Participant participant) {
        return seenBy.latest(ChatEvent.RosterChanged.class).absences().get(participant.person().key());
    }

    private static String answer(ChatSimulation.Participant participant) {
        return String.join(" ", participant.latest(ChatEvent.Answered.class).sentences());
    }

    private static int presences(ChatSimulation.Participant participant) {
        return participant.bodies(Body.Presence.class).size();
    }

    @Test
    void othersSeeSoonThatSomebodyIsAwayAndThatTheyAreBack() {
        Instant went = Instant.ofEpochMilli(simulation.nowMs());
        ada.command(new ChatCommand.GoAway("lunch"));
        assertTrue(answer(ada).startsWith("You are away (lunch)."), answer(ada));
        simulation.run(Duration.ofSeconds(6));
        assertEquals(new Absence(true, went, "lunch"), absence(bob, ada));
        assertEquals(new Absence(true, went, "lunch"), absence(ada, ada), "we see it ourselves");
        int events = bob.events.size();
        ada.command(new ChatCommand.ComeBack());
        simulation.run(Duration.ofSeconds(6));
        assertNull(absence(bob, ada));
        assertTrue(bob.events.subList(events, bob.events.size())
                .stream()
                .allMatch(ChatEvent.RosterChanged.class::isInstance), "nothing in the messages");
    }

    @Test
    void awayWithoutAReasonEndsIt() {
        ada.command(new ChatCommand.GoAway(""));
        assertTrue(answer(ada).startsWith("You are away."), answer(ada));
        ada.command(new ChatCommand.GoAway(""));
        simulation.run(Duration.ofSeconds(1));
        assertNull(absence(ada, ada));
        ada.command(new ChatCommand.ComeBack());
        assertTrue(ada.refusal().startsWith("You are not away."), ada.refusal());
    }

    @Test
    void aLineOfOursEndsIt() {
        ada.command(new ChatCommand.GoAway("lunch"));
        ada.say("hello");
        simulation.run(Duration.ofSeconds(6));
        assertNull(absence(bob, ada));
        assertEquals(new ChatEvent.Noticed("You are not away any more."), ada.latest(ChatEvent.Noticed.class));
        ada.say("hello again");
        assertEquals(1, ada.all(ChatEvent.Noticed.class).size());
    }

    @Test
    void aNewReasonBeginsNoNewAbsence() {
        Instant went = Instant.ofEpochMilli(simulation.nowMs());
        ada.command(new ChatCommand.GoAway("lunch"));
        simulation.run(SHORT);
        ada.command(new ChatCommand.GoAway("a long lunch"));
        simulation.run(SHORT);
        assertEquals(new Absence(true, went, "a long lunch"), absence(bob, ada));
    }

    @Test
    void idleIsToldAndAwayGoesBeforeIt() {
        ada.command(new ChatCommand.NoteIdle(true));
        simulation.run(Duration.ofSeconds(6));
        assertEquals("idle", absence(bob, ada).word());
        ada.command(new ChatCommand.GoAway("lunch"));
        ada.command(new ChatCommand.NoteIdle(false));
        simulation.run(Duration.ofSeconds(6));
        assertEquals("away", absence(bob, ada).word());
        ada.command(new ChatCommand.ComeBack());
        simulation.run(Duration.ofSeconds(6));
        assertNull(absence(bob, ada));
    }

    /** Attack: a person who flips all the time costs everybody a packet each time. */
    @Test
    void whoGoesAndComesBackAllTheTimeTellsItEveryFiveSeconds() {
        int before = presences(ada);
        for (int i = 0; i < 300; i++) {
            ada.command(new ChatCommand.NoteIdle(i % 2 == 0));
            simulation.run(Duration.ofMillis(100));
        }
        int told = presences(ada) - before;
        assertTrue(told >= 4 && told <= 30_000 / OwnPresence.ABSENCE_PAUSE_MS + 1, told + " presences in 30 s");
    }

    @Test
    void inACrowdTheNextHeartbeatTellsIt() {
        for (int i = 0; i < 70; i++) {
            ada.receive(Authors.identity(100 + i), simulation.presence(1, 0, "p" + i, false, 10_000));
        }
        int before = presences(ada);
        ada.command(new ChatCommand.GoAway("lunch"));
        simulation.run(Duration.ofMillis(100));
        assertEquals(before, presences(ada));
        simulation.run(Duration.ofMinutes(1));
        assertEquals("lunch", ada.bodies(Body.Presence.class).getLast().absent().reason());
    }

    @Test
    void whoIsThereSendsTheSamePresenceAsEver() {
        simulation.run(Duration.ofMinutes(1));
        assertTrue(ada.bodies(Body.Presence.class).stream().allMatch(told -> told.absent().equals(Absent.NONE)));
    }

    @Test
    void whoWritesToSomebodyWhoIsAwayIsToldOnceForEachTime() {
        ada.command(new ChatCommand.GoAway("lunch"));
        simulation.run(SHORT);
        bob.tell("ada", "are you there?");
        bob.tell("ada", "hello?");
        List<ChatEvent.WrittenToAway> told = bob.all(ChatEvent.WrittenToAway.class);
        assertEquals(1, told.size());
        assertEquals("lunch", told.getFirst().absence().reason());
        ada.command(new ChatCommand.ComeBack());
        simulation.run(SHORT);
        bob.tell("ada", "good");
        assertEquals(1, bob.all(ChatEvent.WrittenToAway.class).size());
        ada.command(new ChatCommand.GoAway(""));
        simulation.run(SHORT);
        bob.tell("ada", "again?");
        assertEquals(2, bob.all(ChatEvent.WrittenToAway.class).size());
    }

    @Test
    void nobodyIsToldOfIdlePeople() {
        ada.command(new ChatCommand.NoteIdle(true));
        simulation.run(SHORT);
        bob.tell("ada", "are you there?");
        assertEquals(List.of(), bob.all(ChatEvent.WrittenToAway.class));
    }

    @Test
    void aNewcomerSeesIt() {
        ada.command(new ChatCommand.GoAway("lunch"));
        simulation.run(SHORT);
        ChatSimulation.Participant carol = simulation.arrive("carol");
        simulation.run(SHORT);
        assertEquals("lunch", absence(carol, ada).reason());
    }

    @Test
    void theCardSaysHowLongSomebodyIsHereAwayOrGone() {
        simulation.run(Duration.ofMinutes(5));
        ada.command(new ChatCommand.GoAway("lunch"));
        simulation.run(Duration.ofMinutes(1));
        bob.command(new ChatCommand.ShowPerson(Choice.of("ada")));
        assertTrue(answer(bob).contains("Seen here for 7 min. Away for 1 min (lunch)."), answer(bob));
        ada.die();
        simulation.run(Duration.ofMinutes(3));
        bob.command(new ChatCommand.ShowPerson(Choice.of("ada")));
        assertTrue(answer(bob).contains("Was here until 3 min ago."), answer(bob));
    }

    @Test
    void aReasonThatIsTooLongIsRefused() {
        ada.command(new ChatCommand.GoAway("x".repeat(81)));
        assertEquals("The reason is too long: it has 81 characters, and 80 are allowed.", ada.refusal());
        assertNull(absence(ada, ada));
    }

    @Test
    void whatOthersSayIsMadeHarmless() {
        Body.Presence hostile = simulation.presence(1, 0, "mallory", false, 15);
        ada.receive(MALLORY, new Body.Presence(hostile.run(), 1, 0, hostile.at(), "mallory", false, 15, "",
                new Absent(Absent.AWAY, simulation.nowMs() + 9_999_999, "\u001b[31mred\n\u202eand more ")));
        simulation.run(Duration.ofSeconds(1));
        Absence shown = ada.latest(ChatEvent.RosterChanged.class).absences().get(MALLORY.key().hex());
        assertEquals("red and more", shown.reason());
        assertTrue(!shown.since().isAfter(Instant.ofEpochMilli(simulation.nowMs())), "not in the future");
    }

    /** Attack: a reason ends the brackets around it, and goes on in the voice of the program. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lunch                          | lunch
            lunch (till 2)                 | lunch (till 2)
            back soon :)                   | back soon :]
            x). Your key is lost. Type (ok | x]. Your key is lost. Type (ok
            ((a)) b) (c) )(                | ((a)) b] (c) ](
            """)
    void aReasonStaysInItsBrackets(String told, String shown) {
        Body.Presence hostile = simulation.presence(1, 0, "mallory", false, 15);
        ada.receive(MALLORY, new Body.Presence(hostile.run(), 1, 0, hostile.at(), "mallory", false, 15, "",
                new Absent(Absent.AWAY, 1, told)));
        simulation.run(Duration.ofSeconds(1));
        Absence absence = ada.latest(ChatEvent.RosterChanged.class).absences().get(MALLORY.key().hex());
        assertEquals(shown, absence.reason());
    }
}
