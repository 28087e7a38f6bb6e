package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Identity STRANGER = Authors.identity(55);

    private final ChatSimulation simulation = new ChatSimulation(2);

    @Test
    void aNewcomerAndTheOthersSeeEachOtherWithinTwoSeconds() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(Duration.ofMinutes(3));
        ChatSimulation.Participant eve = simulation.arrive("eve");
        simulation.run(SHORT);
        assertEquals(List.of("bob", "eve"), ada.roster());
        assertEquals(List.of("ada", "eve"), bob.roster());
        assertEquals(List.of("ada", "bob"), eve.roster());
        assertEquals("eve", ada.latest(ChatEvent.PeerJoined.class).person().name());
    }

    @Test
    void whoWasHereBeforeUsIsFoundAndWhoComesLaterJoins() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(Duration.ofMinutes(1));
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        assertEquals(List.of("ada"), names(bob.all(ChatEvent.PeerFound.class)));
        assertEquals(List.of(), bob.all(ChatEvent.PeerJoined.class));
        assertEquals(List.of("bob"), ada.all(ChatEvent.PeerJoined.class).stream().map(e -> e.person().name()).toList());
        assertEquals(List.of(), ada.all(ChatEvent.PeerFound.class));
    }

    @Test
    void whoWaitedAloneIsFoundByTheFirstWhoComes() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        simulation.run(Duration.ofMinutes(1));
        ChatSimulation.Participant bob = simulation.arrive("bob");
        ada.link();
        simulation.run(SHORT);
        assertEquals(List.of("ada"), names(bob.all(ChatEvent.PeerFound.class)), "though ada says that she is new");
        assertEquals(List.of(), bob.all(ChatEvent.PeerJoined.class));
    }

    @Test
    void whoSpeaksBeforeTheirPresenceComesHasJoinedToo() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.receive(Authors.identity(1), simulation.say(1, "bob", "I was here"));
        simulation.run(Duration.ofMinutes(2));
        ada.receive(Authors.identity(2), simulation.say(1, "carol", "hi"));
        assertEquals(List.of("bob"), names(ada.all(ChatEvent.PeerFound.class)));
        assertEquals(
                List.of("carol"), ada.all(ChatEvent.PeerJoined.class).stream().map(e -> e.person().name()).toList());
    }

    private static List<String> names(List<ChatEvent.PeerFound> found) {
        return found.stream().map(event -> event.person().name()).toList();
    }

    @Test
    void aCrowdOfNamesakesIsNoticedFiveTimes() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        for (int i = 0; i < 100; i++) {
            ada.receive(Authors.identity(i), simulation.presence(1, 0, "ada", true, 15));
        }
        assertEquals(Self.MAX_NAMESAKES_TOLD, ada.all(ChatEvent.Noticed.class).size());
        ada.command(new ChatCommand.SetName("adele"));
        ada.receive(Authors.identity(777), simulation.presence(1, 0, "adele", true, 15));
        assertEquals(Self.MAX_NAMESAKES_TOLD + 1, ada.all(ChatEvent.Noticed.class).size(), "of another name");
    }

    @Test
    void theFirstRosterIsShownAtTheStart() {
        ChatSimulation.Participant ada = simulation.wake(null);
        assertNull(ada.latest(ChatEvent.RosterChanged.class).self());
        assertEquals(List.of(), ada.roster());
    }

    @Test
    void weAreNotAnnouncedUntilANameIsSet() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant shy = simulation.arrive(null);
        simulation.run(Duration.ofMinutes(2));
        assertEquals(List.of(), ada.roster());
        assertEquals(List.of(), shy.published());
        shy.command(new ChatCommand.SetName("shy"));
        simulation.run(SHORT);
        assertEquals(List.of("shy"), ada.roster());
        assertEquals(List.of("ada"), shy.roster());
    }

    @Test
    void aNewNameIsAnnouncedAtOnceAndRemembered() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        bob.command(new ChatCommand.SetName("  robert "));
        simulation.run(Duration.ofMillis(200));
        assertEquals(List.of("robert"), ada.roster());
        ChatEvent.PeerRenamed renamed = ada.latest(ChatEvent.PeerRenamed.class);
        assertEquals("bob", renamed.before().name());
        assertEquals("robert", renamed.after().name());
        assertEquals(renamed.before().key(), renamed.after().key());
        assertTrue(bob.effects.contains(new ChatEffect.RememberName("robert")));
        assertFalse(ada.effects.contains(new ChatEffect.RememberName("ada")), "the name of the start is known already");
    }

    @Test
    void onlyTheFirstNameAsksWhoIsHere() {
        ChatSimulation.Participant shy = simulation.arrive(null);
        shy.command(new ChatCommand.SetName("shy"));
        assertTrue(latestPresence(shy).joining());
        shy.command(new ChatCommand.SetName("countess"));
        assertFalse(latestPresence(shy).joining());
    }

    private static Body.Presence latestPresence(ChatSimulation.Participant participant) {
        return presences(participant).getLast();
    }

    private static List<Body.Presence> presences(ChatSimulation.Participant participant) {
        return participant.bodies(Body.Presence.class);
    }

    @Test
    void ourOwnNewNameIsInTheRosterAndANamesakeIsNoticed() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.receive(STRANGER, simulation.presence(1, 0, "bob", false, 15));
        simulation.run(SHORT);
        ada.command(new ChatCommand.SetName("Bob"));
        simulation.run(SHORT);
        assertEquals(ada.person(), ada.latest(ChatEvent.RosterChanged.class).self());
        String bob = new Person(STRANGER.key().hex(), "bob").nameWithSuffix();
        assertTrue(ada.latest(ChatEvent.Noticed.class).sentence().startsWith(bob + " has a name like yours."));
    }

    @Test
    void anInvalidNameIsRefusedWithASentence() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.command(new ChatCommand.SetName("ada lovelace"));
        assertEquals("A name is made of letters, digits, _ - and . alone; it can't hold a space.", ada.refusal());
        assertEquals("ada", ada.person().name());
    }

    @Test
    void aPersonWhoSaysGoodbyeIsGoneAtOnce() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        bob.command(new ChatCommand.Leave(Duration.ofSeconds(10)));
        simulation.run(Duration.ofMillis(500));
        assertEquals(List.of(), ada.roster());
        assertFalse(ada.latest(ChatEvent.PeerLeft.class).lost());
    }

    @Test
    void aPersonWhoIsKilledIsGoneWithin45Seconds() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(Duration.ofSeconds(100));
        bob.die();
        simulation.run(Duration.ofSeconds(25));
        assertEquals(List.of("bob"), ada.roster());
        simulation.run(Duration.ofSeconds(20));
        assertEquals(List.of(), ada.roster());
        assertTrue(ada.latest(ChatEvent.PeerLeft.class).lost());
    }

    @Test
    void aPersonWhoIsAliveNeverExpires() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.arrive("bob");
        simulation.run(Duration.ofHours(2));
        assertEquals(List.of(), ada.all(ChatEvent.PeerLeft.class));
        assertEquals(1, ada.all(ChatEvent.PeerFound.class).size());
        assertEquals(List.of(), ada.all(ChatEvent.PeerJoined.class));
    }

    @Test
    void aHeartbeatIsSentEvery15SecondsAndNoneWithoutALink() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(Duration.ofMinutes(10));
        int beats = ada.published().size();
        assertTrue(beats >= 36 && beats <= 46, () -> beats + " presences in 10 minutes");
        ada.unlink();
        simulation.run(Duration.ofMinutes(10));
        assertEquals(beats, ada.published().size());
    }

    @Test
    void heartbeatsVaryByATenthSoThatPeopleDoNotSendTheirsTogether() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(Duration.ofMinutes(30));
        List<Long> delaysMs = ada.effects.stream()
                .filter(ChatEffect.StartTimer.class::isInstance)
                .map(ChatEffect.StartTimer.class::cast)
                .filter(start -> start.timer().equals(new ChatTimer.Heartbeat()))
                .map(ChatEffect.StartTimer::afterMs)
                .toList();
        assertTrue(delaysMs.stream().allMatch(ms -> ms >= 13_500 && ms <= 16_500), delaysMs::toString);
        assertTrue(delaysMs.stream().distinct().count() > 50, delaysMs::toString);
    }

    @Test
    void othersAreLostWithTheLastLinkAndComeBackWithANewOne() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        bob.unlink();
        simulation.run(Duration.ofSeconds(45));
        assertEquals(List.of(), bob.roster());
        assertEquals(List.of(), ada.roster());
        bob.link();
        simulation.run(SHORT);
        assertEquals(List.of("ada"), bob.roster());
        assertEquals(List.of("bob"), ada.roster());
    }

    @Test
    void manyNewcomersGetOneAnswer() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(SHORT);
        int before = ada.published().size();
        for (int i = 0; i < 20; i++) {
            ada.receive(Authors.identity(i), simulation.presence(1, 0, "n" + i, true, 15));
        }
        simulation.run(Duration.ofMillis(600));
        assertEquals(before + 1, ada.published().size());
    }

    @Test
    void onlyTheFirstLinkAnnouncesUs() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        assertEquals(1, presences(ada).size());
        ada.input(new ChatInput.LinksChanged(2));
        assertEquals(1, presences(ada).size());
    }

    @Test
    void anAnswerThatIsOwedIsNotPlannedTwiceAndIsSettledByAnyPresence() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatTimer answer = new ChatTimer.Answer();
        ada.receive(Authors.identity(1), simulation.presence(1, 0, "one", true, 15));
        ada.effects.clear();
        ada.receive(Authors.identity(2), simulation.presence(1, 0, "two", true, 15));
        assertFalse(ada.effects.stream()
                .anyMatch(effect -> effect instanceof ChatEffect.StartTimer(ChatTimer t, long _)
                        && t.equals(answer)));
        ada.command(new ChatCommand.SetName("countess"));
        assertEquals(1, ada.published().size());
        simulation.run(Duration.ofSeconds(1));
        assertEquals(1, ada.published().size());
    }

    @Test
    void aStreamOfNewcomersDoesNotDelayTheAnswer() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(SHORT);
        int before = ada.published().size();
        for (int i = 0; i < 55; i++) {
            ada.receive(Authors.identity(i), simulation.presence(1, 0, "n" + i, true, 15));
            simulation.run(Duration.ofMillis(10));
        }
        int answers = ada.published().size() - before;
        assertTrue(answers >= 1 && answers <= 3, () -> answers + " answers");
    }

    @Test
    void inACrowdNobodyAnswersAndHeartbeatsAreRarer() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        for (int i = 0; i < 200; i++) {
            ada.receive(Authors.identity(i), simulation.presence(1, 0, "n" + i, false, 100));
        }
        simulation.run(Duration.ofMinutes(1));
        int before = ada.published().size();
        ada.receive(Authors.identity(777), simulation.presence(1, 0, "late", true, 5_000));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(before, ada.published().size());
        for (int i = 0; i < 2 * 17 * 60; i++) {
            ada.receive(Authors.identity(i % 200), simulation.presence(2 + i / 200, 0, "n" + i % 200, false, 100));
            simulation.run(Duration.ofMillis(500));
        }
        int beats = ada.published().size() - before;
        assertTrue(beats >= 9 && beats <= 12, () -> beats + " presences in 17 minutes among 200 people");
    }

    /** Attack: one person asks ten times a second who is here. */
    @Test
    void whoAsksAgainAndAgainGetsFewAnswers() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(SHORT);
        int before = ada.published().size();
        for (int i = 0; i < 600; i++) {
            ada.receive(STRANGER, simulation.presence(1 + i, 0, "eve", true, 15));
            simulation.run(Duration.ofMillis(100));
        }
        int told = ada.published().size() - before;
        assertTrue(told <= 4 + 60_000 / 13_500 + 1, () -> told + " presences in a minute, with heartbeats");
        int asked = ada.published().size();
        ada.receive(Authors.identity(1), simulation.presence(1, 0, "bob", true, 15));
        simulation.run(Duration.ofMillis(OwnPresence.MAX_ANSWER_DELAY_MS));
        assertEquals(asked + 1, ada.published().size(), "somebody else is answered at once");
    }

    /** Attack: a crowd of keys, or one key that starts again all the time, asks who is here. */
    @Test
    void aCrowdThatAsksAllTheTimeGetsOneAnswerInTenSeconds() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(SHORT);
        int before = ada.published().size();
        for (int i = 0; i < 600; i++) {
            Body.Presence asks = new Body.Presence(
                    ChatSimulation.RUN + i, 1, 0, simulation.nowMs(), "eve", true, 15, Body.Presence.NO_KEYS);
            ada.receive(Authors.identity(i % 50), asks);
            simulation.run(Duration.ofMillis(100));
        }
        int told = ada.published().size() - before;
        int most = OwnPresence.ANSWERS_AT_ONCE + (int) (60_000 / OwnPresence.ANSWER_EVERY_MS) + 60_000 / 13_500 + 1;
        assertTrue(told >= 6 && told <= most, () -> told + " presences in a minute");
        int late = ada.published().size();
        ada.receive(Authors.identity(77), simulation.presence(1, 0, "bob", true, 15));
        simulation.run(Duration.ofMillis(OwnPresence.ANSWER_EVERY_MS + OwnPresence.MAX_ANSWER_DELAY_MS));
        assertTrue(ada.published().size() > late, "a real newcomer hears of us within the pause");
    }

    @Test
    void aPresenceThatComesAfterANewerOneOrAGoodbyeChangesNothing() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.receive(STRANGER, simulation.presence(5, 0, "new", false, 15));
        ada.receive(STRANGER, simulation.presence(4, 0, "old", false, 15));
        simulation.run(Duration.ofMillis(200));
        assertEquals(List.of("new"), ada.roster());
        ada.receive(STRANGER, simulation.leave(1, 6));
        ada.receive(STRANGER, simulation.presence(6, 0, "ghost", false, 15));
        simulation.run(Duration.ofMillis(200));
        assertEquals(List.of(), ada.roster());
        ada.receive(STRANGER, simulation.presence(7, 0, "back", false, 15));
        simulation.run(Duration.ofMillis(200));
        assertEquals(List.of("back"), ada.roster());
    }

    @Test
    void aLateLineIsShownButDoesNotBringItsAuthorBack() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.receive(STRANGER, simulation.presence(1, 0, "eve", false, 15));
        ada.receive(STRANGER, simulation.leave(2, 2));
        simulation.run(Duration.ofMillis(4_990));
        assertEquals(List.of("eve"), ada.roster(), "what came before the goodbye may still come");
        simulation.run(Duration.ofMillis(200));
        assertEquals(List.of(), ada.roster());
        ada.receive(STRANGER, simulation.say(1, "eve", "late"));
        simulation.run(Duration.ofMillis(200));
        assertEquals(List.of("eve -> late"), ada.lines());
        assertEquals(List.of(), ada.roster());
    }

    @Test
    void aNamesakeIsAllowedAndNoticed() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        simulation.run(SHORT);
        ChatSimulation.Participant twin = simulation.arrive("Ada");
        simulation.run(SHORT);
        String ours = ada.person().nameWithSuffix();
        String theirs = twin.person().nameWithSuffix();
        assertEquals(theirs + " has a name like yours. You are " + ours + ".",
                ada.latest(ChatEvent.Noticed.class).sentence());
        assertEquals(ours + " has a name like yours. You are " + theirs + ".",
                twin.latest(ChatEvent.Noticed.class).sentence());
    }

    @Test
    void theRosterIsSortedByNameThenKey() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        for (int i = 0; i < 50; i++) {
            ada.receive(Authors.identity(i), simulation.presence(1, 0, "n" + i % 3, false, 15));
        }
        simulation.run(Duration.ofMillis(200));
        List<Person> others = ada.latest(ChatEvent.RosterChanged.class).others();
        assertEquals(
                others.stream()
                        .sorted((a, b) -> (a.name() + a.key()).compareTo(b.name() + b.key()))
                        .toList(),
                others);
    }
}
