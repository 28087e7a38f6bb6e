package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.sealed.HostileLetters;
import floodchat.protocol.sealed.SealedPayload;
import floodchat.protocol.sealed.StoredChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrivateMessagesTest {
    private static final Identity MALLORY = Authors.identity(13);
    private static final Duration SHORT = Duration.ofSeconds(12);

    private final ChatSimulation simulation = new ChatSimulation(8);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");
    private final ChatSimulation.Participant bob = simulation.arrive("bob");
    private final ChatSimulation.Participant eve = simulation.arrive("eve");

    private List<Delivery> deliveries(ChatSimulation.Participant participant) {
        return participant.all(ChatEvent.DeliveryChanged.class)
                .stream()
                .map(ChatEvent.DeliveryChanged::delivery)
                .toList();
    }

    private List<String> notices() {
        return ada.all(ChatEvent.Noticed.class).stream().map(ChatEvent.Noticed::sentence).toList();
    }

    private static List<ChatEffect.Publish> sealed(ChatSimulation.Participant participant) {
        return participant.published().stream().filter(publish -> publish.kind() == PayloadKind.SEALED).toList();
    }

    private static long refused(ChatSimulation.Participant participant, Refusal refusal) {
        return participant.effects.stream().filter(new ChatEffect.Reject(refusal)::equals).count();
    }

    @Test
    void aPrivateLineIsShownToItsRecipientAloneAndTheAuthorLearnsIt() {
        simulation.run(SHORT);
        ada.tell("bob", "psst");
        simulation.run(SHORT);
        assertEquals(List.of("(direct) ada -> psst"), bob.lines());
        assertEquals(List.of("(direct) ada -> psst"), ada.lines());
        assertEquals(List.of(), eve.lines());
        assertEquals(List.of(), eve.all(ChatEvent.RefusalsCounted.class), "what is not for us is no refusal");
        assertEquals(List.of(Delivery.QUEUED, Delivery.SENT), deliveries(ada), "bob has not written: no receipt");
        bob.tell("ada", "yes?");
        simulation.run(SHORT);
        ada.tell("bob", "nothing");
        simulation.run(Duration.ofMinutes(2));
        assertEquals(
                List.of("(direct) ada -> psst", "(direct) bob -> yes?", "(direct) ada -> nothing"), bob.lines());
        assertEquals(2, deliveries(ada).stream().filter(Delivery.SHOWN::equals).count());
        assertEquals(1, deliveries(bob).stream().filter(Delivery.SHOWN::equals).count());
        assertEquals(List.of(), eve.lines());
    }

    @Test
    void aLineToSeveralIsSealedForEachAndHasOneTime() {
        simulation.run(SHORT);
        Choice toBob = Choice.of("bob");
        ada.command(new ChatCommand.TellAll(List.of(toBob, Choice.of("eve")), "both of you"));
        simulation.run(SHORT);
        assertEquals(List.of("(direct) ada -> both of you"), bob.lines());
        assertEquals(List.of("(direct) ada -> both of you"), eve.lines());
        List<ChatEvent.Told> told = ada.all(ChatEvent.Told.class);
        assertEquals(2, told.size());
        assertEquals(told.getFirst().at(), told.getLast().at());
        assertEquals(told.getFirst().at(), bob.latest(ChatEvent.Told.class).written());
        assertTrue(bob.latest(ChatEvent.Told.class).at().isAfter(told.getFirst().at()));
        ada.command(new ChatCommand.TellAll(List.of(toBob, Choice.of("zed")), "nobody gets this"));
        simulation.run(SHORT);
        assertEquals(1, ada.all(ChatEvent.Refused.class).size());
        assertEquals(1, bob.lines().size());
    }

    @Test
    void noByteOfAPrivateLineIsReadable() {
        simulation.run(SHORT);
        ada.tell("bob", "a secret that nobody else reads");
        simulation.run(SHORT);
        assertEquals(1, bob.lines().size());
        for (ChatEffect.Publish publish : ada.published()) {
            String bytes = new String(publish.payload(), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains("secret"), "in the clear");
        }
        for (ChatEffect.Publish publish : sealed(ada)) {
            String hex = HexFormat.of().formatHex(publish.payload());
            assertFalse(hex.contains(ada.core.key()) || hex.contains(bob.core.key()), "who writes to whom");
        }
    }

    @Test
    void idsOfPrivateLinesAndOfPublicOnesAreNeverTheSame() {
        simulation.run(SHORT);
        ada.tell("bob", "one");
        ada.tell("eve", "one");
        ada.say("one");
        simulation.run(SHORT);
        List<MessageId> ids = ada.all(ChatEvent.Spoken.class).stream().map(ChatEvent.Spoken::id).toList();
        assertEquals(3, ids.stream().distinct().count());
        assertEquals(ids.getFirst(), bob.all(ChatEvent.Told.class).getFirst().id());
        assertNotEquals(ids.getFirst(), eve.all(ChatEvent.Told.class).getFirst().id());
    }

    @Test
    void aLineWaitsForARecipientWhoHasLeft() {
        simulation.run(SHORT);
        bob.unlink();
        simulation.run(Duration.ofMinutes(2));
        ada.tell("bob", "read this when you are back");
        assertEquals(
                "bob is not here: the line is kept for 7 days, and sent when they come.",
                ada.latest(ChatEvent.Noticed.class).sentence());
        simulation.run(Duration.ofMinutes(10));
        assertEquals(List.of(), bob.lines());
        bob.link();
        simulation.run(Duration.ofMinutes(2));
        assertEquals(List.of("(direct) ada -> read this when you are back"), bob.lines());
        ChatEvent.Told told = bob.latest(ChatEvent.Told.class);
        assertTrue(told.at().toEpochMilli() < simulation.nowMs() - Duration.ofMinutes(9).toMillis(),
                "when it was said");
    }

    /** The words of /unblock say so: the author's Floodchat got no receipt. */
    @Test
    void aLineThatWasWrittenToUsWhileItsAuthorWasBlockedComesAfterTheBlock() {
        simulation.run(SHORT);
        ada.command(new ChatCommand.Block(Choice.of("bob")));
        bob.tell("ada", "are you cross with me?");
        simulation.run(Duration.ofMinutes(1));
        assertEquals(List.of(), ada.lines());
        ada.command(new ChatCommand.Unblock(Choice.of("bob")));
        String answer = ada.latest(ChatEvent.Answered.class).sentences().getFirst();
        assertTrue(answer.endsWith(" What they wrote to you alone meanwhile may still come."), answer);
        simulation.run(Duration.ofHours(2));
        assertEquals(List.of("(direct) bob -> are you cross with me?"), ada.lines());
    }

    @Test
    void aLineSurvivesARestartOfItsAuthor() {
        simulation.run(SHORT);
        bob.unlink();
        simulation.run(Duration.ofMinutes(2));
        ada.tell("bob", "I keep this");
        simulation.run(SHORT);
        ada.restart("ada");
        assertEquals(
                List.of("Private lines still wait: 1 for " + bob.person().nameWithSuffix() + "."), notices());
        ada.command(new ChatCommand.ShowOutbox());
        String row = ada.latest(ChatEvent.Answered.class).sentences().getFirst();
        assertTrue(row.startsWith("1: to " + bob.person().nameWithSuffix() + ", "), row);
        bob.link();
        simulation.run(Duration.ofMinutes(3));
        assertEquals(List.of("(direct) ada -> I keep this"), bob.lines());
    }

    @Test
    void theDiskHasTheNameThatARecipientHadLastAndAFileOfAnEarlierVersionNone() {
        simulation.run(SHORT);
        ada.tell("bob", "one");
        bob.command(new ChatCommand.SetName("rob"));
        simulation.run(SHORT);
        ada.tell("rob", "two");
        ada.tell("rob", "three");
        List<StoredChange> names =
                ada.disk.stream().filter(StoredChange.RecipientNamed.class::isInstance).toList();
        assertEquals(2, names.size(), "once for each name");
        simulation.run(SHORT);
        ada.restart("ada");
        assertEquals(List.of("Private lines still wait: 3 for " + bob.person().nameWithSuffix() + "."), notices());
        ada.disk.removeAll(names);
        ada.restart("ada");
        String somebody = "somebody·" + bob.core.key().substring(0, 8);
        assertEquals(List.of("Private lines still wait: 3 for " + somebody + "."), notices());
    }

    /** The sealed file is ours, and its names are still checked like those of peers. */
    @Test
    void aNameOnTheDiskThatNobodyCanHaveIsNotShown() {
        simulation.run(SHORT);
        ada.tell("bob", "one");
        ada.disk.add(new StoredChange.RecipientNamed(bob.person().personKey(), "b".repeat(Names.MAX_NAME_LENGTH + 1)));
        ada.restart("ada");
        String somebody = "somebody·" + bob.core.key().substring(0, 8);
        assertEquals(List.of("Private lines still wait: 1 for " + somebody + "."), notices());
    }

    /** Nobody is here yet at a start, so only names on the disk are known. */
    @Test
    void aNoticeAtTheStartHasTheNamesThatAreOnTheDisk() {
        simulation.run(SHORT);
        List.of(bob, eve).forEach(ChatSimulation.Participant::die);
        ada.tell("bob", "one");
        ada.tell("bob", "two");
        ada.tell("eve", "three");
        simulation.run(SHORT);
        ada.command(new ChatCommand.AddContact(Choice.of("bob"), "rob"));
        ada.command(new ChatCommand.Block(Choice.of("eve")));
        String blocked = eve.person().nameWithSuffix();
        ada.restart("ada");
        assertEquals(List.of("Private lines still wait: 2 for rob*, 1 for " + blocked + "."), notices());
        simulation.run(Duration.ofMinutes(2)); // a link that lasts shows that the clock is right
        ada.unlink(); // a week of heartbeats would take long
        simulation.run(Duration.ofDays(7).plusHours(1));
        assertEquals(2, Collections.frequency(
                notices(), "A private line to rob* was given up: nobody took it for 7 days."));
    }

    @Test
    void aRestartOfTheRecipientShowsNoLineTwice() {
        simulation.run(SHORT);
        bob.tell("ada", "hi");
        ada.tell("bob", "hello");
        simulation.run(Duration.ofMinutes(1));
        bob.restart("bob");
        simulation.run(Duration.ofMinutes(1));
        assertEquals(List.of(), bob.lines());
        ada.tell("bob", "again");
        simulation.run(Duration.ofMinutes(1));
        assertEquals(List.of("(direct) ada -> again"), bob.lines());
        assertEquals(Delivery.SHOWN, deliveries(ada).getLast());
    }

    @Test
    void aLineThatNobodyTakesIsGivenUpAfterAWeek() {
        simulation.run(SHORT);
        bob.unlink();
        simulation.run(Duration.ofMinutes(2));
        ada.tell("bob", "never read");
        List.of(bob, eve).forEach(ChatSimulation.Participant::die); // a week of their heartbeats would take long
        ada.unlink();
        simulation.run(Duration.ofDays(7).plusHours(1));
        assertEquals(Delivery.GIVEN_UP, deliveries(ada).getLast());
        assertEquals(
                "A private line to bob was given up: nobody took it for 7 days.",
                ada.latest(ChatEvent.Noticed.class).sentence());
    }

    /** Its form alone makes nothing a sealed payload: relays would keep it as if it was signed. */
    @Test
    void aSealedPayloadWithoutItsFlagIsIgnored() {
        simulation.run(SHORT);
        byte[] letter = letter("mallory", "hi");
        ada.receive(letter, PayloadKind.KEPT, false);
        ada.receive(letter, PayloadKind.EPHEMERAL, false);
        simulation.run(SHORT);
        assertEquals(List.of(), ada.lines());
        assertEquals(2, refused(ada, Refusal.UNKNOWN));
        ada.receiveSealed(letter);
        simulation.run(SHORT);
        assertEquals(List.of("(direct) mallory -> hi"), ada.lines());
    }

    /** Attack 19. Nobody vouches for what the network says of a sealed payload. */
    @Test
    void aSealedPayloadThatIsCalledEarlierIsShownLikeAnyOther() {
        simulation.run(SHORT);
        ada.receive(letter("mallory", "hi"), PayloadKind.SEALED, true);
        simulation.run(SHORT);
        assertEquals(List.of("(direct) mallory -> hi"), ada.lines());
    }

    @Test
    void whatIsSignedIsNotTakenUnderTheFlagOfSealedPayloads() {
        ada.receiveSealed(Envelope.sign(MALLORY, Authors.TAG, simulation.say(1, "mallory", "hi")));
        assertEquals(List.of(), ada.lines());
        assertEquals(1, refused(ada, Refusal.UNREADABLE));
    }

    /** Attack 80. */
    @Test
    void sealedJunkIsCountedAndShowsNothing() {
        simulation.run(SHORT);
        byte[] junk = new byte[2_048];
        for (int i = 0; i < 2_000; i++) {
            new Random(i).nextBytes(junk);
            junk[0] = SealedPayload.VERSION;
            junk[1] = SealedPayload.KIND;
            ada.receiveSealed(junk.clone());
        }
        assertTrue(refused(ada, Refusal.TOO_MANY) > 1_000);
        assertEquals(List.of(), ada.lines());
        simulation.run(SHORT);
        ada.receiveSealed(letter("mallory", "hi"));
        simulation.run(SHORT);
        assertEquals(List.of("(direct) mallory -> hi"), ada.lines());
    }

    /** Attack 20. What we have sent is none of ours to read; a letter to ourselves is one that we never write. */
    @Test
    void ourOwnLetterThatComesBackIsRefused() {
        simulation.run(SHORT);
        ada.tell("bob", "psst");
        simulation.run(SHORT);
        int lines = ada.lines().size();
        sealed(ada).forEach(publish -> ada.receiveSealed(publish.payload()));
        simulation.run(SHORT);
        ada.receiveSealed(HostileLetters.toOneself(
                ada.identity, Authors.TAG, ada.prekeys(), simulation.nowMs(), "from myself"));
        simulation.run(SHORT);
        assertEquals(lines, ada.lines().size());
        assertEquals(1, refused(ada, Refusal.REPEATED));
    }

    /** Attack 21. */
    @Test
    void aLetterThatIsForwardedToAThirdShowsNothingThere() {
        simulation.run(SHORT);
        eve.receiveSealed(letter("mallory", "for ada"));
        eve.receiveSealed(HostileLetters.forwarded(
                MALLORY, Authors.TAG, eve.identity.key(), eve.prekeys(), simulation.nowMs(), "for ada"));
        simulation.run(SHORT);
        assertEquals(List.of(), eve.lines());
        assertEquals(1, refused(eve, Refusal.FORGED));
    }

    @Test
    void aStrangerIsNotAnswered() {
        simulation.run(SHORT);
        int before = ada.published().size();
        ada.receiveSealed(letter("mallory", "are you there?"));
        simulation.run(Duration.ofSeconds(2));
        assertEquals(before, ada.published().size());
        assertEquals(List.of("(direct) mallory -> are you there?"), ada.lines());
        assertEquals("mallory", ada.latest(ChatEvent.Told.class).from().name());
    }

    @Test
    void theNameOfSomebodyWhoIsHereIsTheOneInTheList() {
        ada.receive(MALLORY, simulation.presence(1, 0, "mallory", false, 15));
        simulation.run(Duration.ofSeconds(1));
        ada.receiveSealed(letter("bob", "trust me"));
        simulation.run(Duration.ofSeconds(1));
        assertEquals("mallory", ada.latest(ChatEvent.Told.class).from().name());
    }

    @Test
    void leavingWaitsUntilAPrivateLineIsHandedOver() {
        simulation.run(SHORT);
        ada.tell("bob", "the last word");
        ada.command(new ChatCommand.Leave(Duration.ofSeconds(10)));
        simulation.run(SHORT);
        assertEquals(new ChatEvent.Left(0, 0), ada.latest(ChatEvent.Left.class));
        assertEquals(List.of("(direct) ada -> the last word"), bob.lines());
    }

    @Test
    void leavingTellsHowManyPrivateLinesAreKept() {
        simulation.run(SHORT);
        ada.unlink();
        ada.tell("bob", "not today");
        ada.command(new ChatCommand.Leave(Duration.ofSeconds(10)));
        simulation.run(Duration.ofSeconds(9));
        assertEquals(List.of(), ada.all(ChatEvent.Left.class));
        simulation.run(SHORT);
        assertEquals(new ChatEvent.Left(0, 1), ada.latest(ChatEvent.Left.class));
    }

    @Test
    void withoutANameNothingShowsThatWeAreHere() {
        ChatSimulation.Participant shy = simulation.arrive(null);
        simulation.run(Duration.ofMinutes(30));
        assertEquals(List.of(), shy.published());
        shy.command(new ChatCommand.SetName("shy"));
        assertEquals(PayloadKind.EPHEMERAL, shy.published().getFirst().kind());
    }

    @Test
    void whileWeRunElsewhereNothingSealedLeaves() {
        simulation.run(SHORT);
        bob.tell("ada", "one");
        simulation.run(SHORT);
        ada.tell("bob", "two");
        simulation.run(SHORT);
        ChatSimulation.Participant copy = simulation.copyOf(ada, "ada");
        simulation.run(Duration.ofSeconds(1));
        int published = ada.published().size();
        bob.tell("ada", "three");
        simulation.run(Duration.ofMinutes(10));
        assertEquals(published, ada.published().size());
        assertTrue(copy.lines().contains("(direct) bob -> three"));
    }

    private byte[] letter(String name, String text) {
        return new LetterWriter(MALLORY, name)
                .letter(ada.identity.key(), ada.prekeys(), text, simulation.nowMs());
    }
}
