package floodchat.front.plain;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.SampleReports;
import floodchat.front.SettingAnswer;
import floodchat.front.SettingRequest;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import floodchat.protocol.flood.OtherVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PlainFrontTest {
    private static final int HISTORY = 2;
    private static final Address HERE = new Address("192.168.1.20", 55_555);
    private static final FloodEvent LINKED = new FloodEvent.StatusChanged(HERE, 1, new FloodEvent.Phase.Linked());

    private final EventBus bus = new EventBus();
    private final Mailbox<ChatCommand> chat = new Mailbox<>(1);
    private final Mailbox<FloodInquiry> inquiries = new Mailbox<>(10);
    private final List<ChatCommand> commands = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void linesAreCommandsAndTheEndOfTheInputLeaves() throws InterruptedException {
        int exitCode = run("hello\n@bob hi\n\nset username\nada\nconnect here:1\n", 0, LINKED);
        assertEquals(
                List.of(
                        new ChatCommand.Say("hello"),
                        new ChatCommand.Tell("bob", "hi"),
                        new ChatCommand.SetName("ada"),
                        new ChatCommand.Connect("here:1"),
                        new ChatCommand.Leave(PlainSettings.DEFAULT_PATIENCE)),
                commands);
        assertEquals(0, exitCode);
        assertEquals("", text(out));
    }

    @Test
    void aMessageThatReachedNobodyIsAnError() throws InterruptedException {
        assertEquals(3, run("hello\n", 1));
        assertTrue(text(err).contains("1 message reached nobody"));
    }

    @Test
    void aLineThatTheChatRefusesIsAnError() throws InterruptedException {
        ChatEvent refused =
                new ChatEvent.Refused(new ChatCommand.Tell("nobody", "hi"), "Nobody here is called nobody.");
        assertEquals(1, run("@nobody hi\n", 0, LINKED, refused));
        assertEquals("listening on 192.168.1.20:55555\nNobody here is called nobody.\n", text(err));
    }

    @Test
    void aConversationCantBeOpenedInPlainMode() throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        CountDownLatch told = new CountDownLatch(1);
        PlainSettings hurried = new PlainSettings(false, HISTORY, null, List.of(), Duration.ZERO);
        PlainFront front = new PlainFront(bus, PlainStreams.typedAfter(told, "@bob\n/query bob\n/close\n"), out,
                PlainStreams.telling(told, err), hurried, new TextFormat(false), null);
        bus.tell(roster(ADA, BOB, ALICE));
        bus.tell(new ChatEvent.Noticed("Everyone is here."));
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(0));
        front.open();
        assertEquals(1, front.run());
        front.close();
        service.join();
        assertEquals(List.of(new ChatCommand.Leave(Duration.ZERO)), commands);
        String reason = "There is nothing to tell bob yet: write a text after the name.";
        assertTrue(text(err).contains(reason + "\n" + reason + "\nEveryone is shown"), text(err));
    }

    /** Gives the front end these events, then types the lines. */
    private int runAfter(String lines, ChatEvent... events) throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        CountDownLatch told = new CountDownLatch(1);
        PlainFront front =
                new PlainFront(bus, PlainStreams.typedAfter(told, lines), out, PlainStreams.telling(told, err),
                        HISTORY);
        bus.tell(LINKED);
        for (ChatEvent event : events) {
            bus.tell(event);
        }
        bus.tell(new ChatEvent.Noticed("Everyone is here."));
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(0));
        front.open();
        int exitCode = front.run();
        front.close();
        service.join();
        return exitCode;
    }

    @Test
    void aMessageIsCountedBackToAndAnsweredWithAQuoteByThoseWhoAreNamed() throws InterruptedException {
        ChatEvent.Said before = new ChatEvent.Said(
                new MessageId(BOB.key(), 1, 1), BOB, "lunch at one?", NOON.minusSeconds(864_000), false);
        int exitCode = runAfter("/reply 2 yes\n/reply 1 @alice so\n/reply 1 to all\n/reply 9 yes\n",
                roster(ADA, BOB, ALICE), before, told(ALICE, ADA, 2, "psst"));
        assertEquals(1, exitCode);
        assertEquals(3, commands.size(), commands.toString());
        String quote = ((ChatCommand.Say) commands.getFirst()).text();
        assertTrue(quote.matches("> lunch at one\\? \\(bob 2026-11-1\\d \\d\\d:\\d\\d\\)\nyes"), quote);
        ChatCommand.Tell tell = (ChatCommand.Tell) commands.get(1);
        assertEquals(new Choice("alice", ALICE.key()), tell.recipient());
        assertTrue(tell.text().matches("> psst \\(alice [^)]*\\)\nso"), tell.text());
        assertTrue(text(err).contains("That message is private, so only alice may get the quote"), text(err));
        assertTrue(text(err).contains("There are fewer messages here"), text(err));
    }

    @Test
    void whatIsKnownOfAMessageIsWrittenToStandardError() throws InterruptedException {
        ChatEvent.Said own = saidByUs(ADA, 1, "mine");
        runAfter("/info\n/info 2\n", roster(ADA, BOB), said(BOB, 1, "one\nKey: 0000"), own,
                new ChatEvent.DeliveryChanged(own.id(), Delivery.SENT));
        assertTrue(text(err).contains("From: ada (you)\n"), text(err));
        assertTrue(text(err).contains("Delivery: ✓ passed on to other peers\n"), text(err));
        assertTrue(text(err).contains("From: bob, not a contact\n"), text(err));
        assertTrue(text(err).contains("Text: one ⏎ Key: 0000\n"), text(err));
        assertEquals("bob -> one ⏎ Key: 0000\n", text(out));
    }

    @Test
    void earlierLinesThatAreLeftOutAreNotCounted() throws InterruptedException {
        runAfter("/info 3\n", roster(ADA, BOB),
                new ChatEvent.CaughtUp(List.of(said(BOB, 1, "one"), said(BOB, 2, "two"), said(BOB, 3, "three"))));
        assertTrue(text(err).contains("There are fewer messages here"), text(err));
    }

    @Test
    void thePersonOfAFirstStartIsToldWhatToDoAndWhoIsHere() throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        CountDownLatch told = new CountDownLatch(4);
        PlainFront front = new PlainFront(
                bus, PlainStreams.typedAfter(told, ""), out, PlainStreams.telling(told, err), HISTORY);
        front.welcome();
        bus.tell(new ChatEvent.NameSet(ADA));
        bus.tell(roster(ADA, BOB));
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(0));
        front.open();
        assertEquals(0, front.run());
        front.close();
        service.join();
        assertEquals("""
                You are ada now.
                Others see this name. set username NAME changes it.
                Each line goes to everyone. @NAME and a text goes to that person alone. help lists all commands.
                2 here: ada (you) and bob.
                """, text(err));
    }

    @Test
    void waitingLinesAreToldOnceWithAWayOut() throws InterruptedException {
        assertEquals("1 line waits for a peer.", PlainLines.waiting(1, false, false));
        bus.subscribe(ChatCommand.class, chat); // room for one: the second line waits
        CountDownLatch told = new CountDownLatch(1);
        PlainFront front = new PlainFront(
                bus, new ByteArrayInputStream("one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8)), out,
                PlainStreams.telling(told, err),
                HISTORY);
        bus.tell(saidByUs(ADA, 1, "one"));
        bus.tell(saidByUs(ADA, 2, "two"));
        front.open();
        Thread service = Thread.ofVirtual().start(() -> {
            try {
                told.await();
                answerGoodbye(3);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        assertEquals(3, front.run());
        front.close();
        service.join();
        assertEquals(
                List.of(
                        "2 lines wait for a peer; no more lines are read until one is there. Ctrl-C gives up.",
                        "3 messages reached nobody."),
                text(err).lines().toList());
    }

    @Test
    void exitLeavesTheRestUnread() throws InterruptedException {
        assertEquals(0, run("one\nexit\ntwo\n", 0));
        assertEquals(List.of(new ChatCommand.Say("one"), new ChatCommand.Leave(PlainSettings.DEFAULT_PATIENCE)),
                commands);
    }

    @Test
    void aMistypedCommandIsNotSaid() throws InterruptedException {
        assertEquals(1, run("/hlep\n", 0));
        assertEquals(List.of(new ChatCommand.Leave(PlainSettings.DEFAULT_PATIENCE)), commands);
        assertTrue(text(err).contains("did you mean /help?"));
    }

    /** A script that deletes nothing must not look as if it had. */
    @Test
    void aCommandThatIsUnfinishedIsAnError() throws InterruptedException {
        assertEquals(1, run("/clear\n", 0));
        assertTrue(text(err).contains("Nothing was deleted: /clear history yes deletes all lines"), text(err));
    }

    @Test
    void whoAsksForHelpHasMadeNoMistake() throws InterruptedException {
        assertEquals(0, run("/help\n", 0));
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheNextOneIsSaid() throws InterruptedException {
        assertEquals(1, run("x".repeat(100_000) + "\nshort\n", 0));
        assertEquals(new ChatCommand.Say("short"), commands.getFirst());
        assertTrue(text(err).contains("was not sent"));
    }

    @Test
    void aSlowChatGetsAllLinesInOrder() throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("line ").append(i).append('\n');
        }
        run(lines.toString(), 0);
        assertEquals(501, commands.size());
        for (int i = 0; i < 500; i++) {
            assertEquals(new ChatCommand.Say("line " + i), commands.get(i));
        }
    }

    @Test
    void standardOutputHasOnlyMessages() throws InterruptedException {
        run(
                "",
                0,
                roster(ADA, ALICE, OTHER_ALICE, BOB),
                said(BOB, 1, "hello"),
                told(BOB, ADA, 2, "psst"),
                saidByUs(ADA, 1, "our own"),
                said(ALICE, 1, "two\nlines \u001B[31m\u0007"),
                new ChatEvent.PeerJoined(BOB, NOON),
                new ChatEvent.Noticed("a notice"),
                new ChatEvent.RefusalsCounted(Map.of(Refusal.FORGED, 1L)),
                new ChatEvent.StorageChanged(false, "The disk is full."),
                new ChatEvent.RunsElsewhere("ada"),
                new ChatEvent.RunsHere(),
                new ChatEvent.Missed(3));
        assertEquals("bob -> hello\n(direct) bob -> psst\nalice·3f2a00aa -> two ⏎ lines \n", text(out));
        assertEquals(
                "bob joined.\na notice\nThe disk is full.\n"
                        + "ada runs elsewhere too: take over? Type /takeover to speak from here; "
                        + "until then nothing is sent from here.\n"
                        + "You speak from here again. The other Floodchat becomes silent.\n"
                        + "3 messages were missed here.\n",
                text(err));
    }

    @Test
    void contactsHaveASignAndRequestsGoToStandardError() throws InterruptedException {
        run(
                "",
                0,
                roster(ADA, BOB),
                new ChatEvent.ContactsChanged(List.of(new Contact(BOB.key(), "rob", false, 0)), List.of(), List.of()),
                said(BOB, 1, "hello"),
                new ChatEvent.RequestsChanged(1, told(ALICE, ADA, 1, "buy\nthis"), List.of()),
                new ChatEvent.RequestsChanged(0, null, List.of()),
                new ChatEvent.Answered(List.of("One.", "Two.")));
        assertEquals("rob* -> hello\n", text(out));
        assertEquals("(request) alice·3f2a00aa -> buy ⏎ this\nOne.\nTwo.\n", text(err));
    }

    @Test
    void linesOfAMutedPersonAreCountedOnStandardErrorNowAndThen() throws InterruptedException {
        ChatEvent[] events = new ChatEvent[26];
        events[0] = roster(ADA, BOB);
        for (int i = 1; i <= 25; i++) {
            events[i] = new ChatEvent.Hidden(said(BOB, i, "buy"), i);
        }
        run("", 0, (Object[]) events);
        assertEquals("", text(out));
        assertEquals("1 line of bob hidden.\n10 lines of bob hidden.\n", text(err));
    }

    @Test
    void namesakesAreToldApartInEveryLineFromTheSecondOn() throws InterruptedException {
        Person twin = new Person("dddd0000dddd0000", "bob");
        run(
                "",
                0,
                roster(ADA, BOB),
                new ChatEvent.PeerFound(BOB, NOON),
                said(BOB, 1, "first"),
                new ChatEvent.PeerJoined(twin, NOON),
                said(BOB, 2, "second"),
                new ChatEvent.PeerRenamed(BOB, new Person(BOB.key(), "robert"), NOON),
                new ChatEvent.PeerLeft(new Person(BOB.key(), "robert"), false, NOON),
                roster(ADA, twin),
                said(twin, 1, "third"));
        assertEquals("bob -> first\nbob -> second\nbob·dddd0000 -> third\n", text(out));
        assertEquals(
                "bob is here.\nbob·dddd0000 joined.\nbob is now called robert.\nrobert left.\n", text(err));
    }

    @Test
    void theOwnAddressIsToldOnce() throws InterruptedException {
        run("", 0, new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.Joining(HERE, false)), LINKED);
        assertEquals("listening on 192.168.1.20:55555\n", text(err));
    }

    @Test
    void aPersonIsToldOnceToUpgradeButNotThatOthersMust() throws InterruptedException {
        FloodEvent older = differs(new OtherVersion(5, 6));
        FloodEvent newer = differs(new OtherVersion(7, 6));
        run("", 0, older, newer, newer, LINKED, newer);
        assertEquals(
                List.of(
                        "listening on 192.168.1.20:55555",
                        "A peer speaks version 7 of the protocol, this Floodchat 6: upgrade this Floodchat."),
                text(err).lines().toList());
    }

    private static FloodEvent differs(OtherVersion version) {
        return new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.VersionDiffers(version));
    }

    @Test
    void whatTheRouterPassesOnIsToldWhenItBeginsAndWhenItEnds() throws InterruptedException {
        FloodEvent.Phase linked = new FloodEvent.Phase.Linked();
        Address outside = new Address("203.0.113.1", 40_000);
        run("", 0, LINKED, new FloodEvent.StatusChanged(HERE, 1, linked, outside),
                new FloodEvent.StatusChanged(HERE, 2, linked, outside), LINKED);
        assertEquals(
                """
                        listening on 192.168.1.20:55555
                        the router passes 203.0.113.1:40000 on to this peer
                        the router no longer passes 203.0.113.1:40000 on to this peer
                        """,
                text(err));
    }

    @Test
    void aWarningOfTheClockIsTakenBackWhenAPeerAgrees() throws InterruptedException {
        FloodEvent differs =
                new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.ClockDiffers(10_800_000, 2));
        run("", 0, differs, differs, LINKED, LINKED);
        assertEquals(
                List.of(
                        "This machine's clock is 3 h ahead of the others': set it right.",
                        "listening on 192.168.1.20:55555",
                        PlainLines.CLOCK_AGREES),
                text(err).lines().toList());
    }

    @Test
    void aFailureOfThePeerEndsWithItsReason() throws InterruptedException {
        assertEquals(1, runInSilence(new ChatEvent.Failed("The port is gone."), out));
        assertEquals("The port is gone.\n", text(err));
    }

    @Test
    void aReaderThatHasGoneEndsTheProgramWithAGoodbye() throws InterruptedException {
        assertEquals(141, runWithFailing("Broken pipe", said(BOB, 1, "hello")));
        assertEquals("", text(err));
        assertEquals(List.of(new ChatCommand.Leave(Duration.ofSeconds(1))), commands);
    }

    @Test
    void aFullDiskIsOneSentenceAndExitCodeOne() throws InterruptedException {
        assertEquals(1, runWithFailing("No space left on device", said(BOB, 1, "hello")));
        assertEquals("floodchat: Can't write to standard output: No space left on device.\n", text(err));
    }

    @Test
    void anOutputThatFailsAtTheVeryLastLineIsNoticed() throws InterruptedException {
        assertEquals(141, runWithFailing("Broken pipe", said(BOB, 1, "hello"), new ChatEvent.Left(0, 0)));
    }

    @Test
    void remarksThatCannotBeWrittenEndTheProgram() throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        PlainStreams.Silent silent = new PlainStreams.Silent();
        PlainFront front = new PlainFront(bus, silent, out, PlainStreams.failing("No space left on device"), HISTORY);
        bus.tell(new ChatEvent.Noticed("a notice"));
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(0));
        front.open();

        assertEquals(1, front.run());

        front.close();
        service.join();
        silent.end();
    }

    @Test
    void onlyTheNewestEarlierLinesAreShownAndARemarkCountsTheOthers() throws InterruptedException {
        ChatEvent backlog = new ChatEvent.CaughtUp(
                List.of(said(BOB, 1, "one"), said(BOB, 2, "two"), said(BOB, 3, "three")));

        run("", 0, roster(ADA, BOB), backlog);

        String earlier = "(earlier 2026-11-22T12:00:00Z) bob -> ";
        assertEquals(earlier + "two\n" + earlier + "three\n", text(out));
        assertEquals("1 earlier line was left out; --history N shows the newest N.\n", text(err));
    }

    @Test
    void whoIsHereIsAnsweredWhenThoseWhoAreHereHaveAnswered() throws InterruptedException {
        assertEquals(0, runBeforeAnyoneAnswers("/who\n", roster(ADA, BOB)));
        assertEquals("listening on 192.168.1.20:55555\n2 here: ada (you) and bob\n", text(err));
    }

    @Test
    void aLineToTwoPeopleWhoAnswerLaterGoesToBoth() throws InterruptedException {
        assertEquals(0, runBeforeAnyoneAnswers("@bob @alice hi\n", roster(ADA, BOB, ALICE)));
        ChatCommand both = new ChatCommand.TellAll(
                List.of(new Choice("bob", BOB.key()), new Choice("alice", ALICE.key())), "hi");
        assertEquals(List.of(both, new ChatCommand.Leave(PlainSettings.DEFAULT_PATIENCE)), commands);
    }

    @Test
    void linesWaitForAPeerOrForTheNetwork() {
        assertEquals("657 lines wait for a peer.", PlainLines.waiting(657, false, false));
        assertEquals("657 lines wait to be sent.", PlainLines.waiting(657, true, false));
        assertEquals("2 lines wait to be sent; no more lines are read until they are sent. Ctrl-C gives up.",
                PlainLines.waiting(2, true, true));
    }

    @Test
    void theAnswerOfTheNetworkEndsWithWhatIsWrongHere() {
        List<String> lines = PlainLines.network(SampleReports.linked(5), 3, Map.of(), "The disk is full.", NOON);
        assertEquals("The disk is full.", lines.getLast());
    }

    /** The first question is lost, as it is before the network is there. Answers that nobody asked for are not told. */
    @Test
    void aQuestionForTheNetworkIsAnsweredOnceEvenAtTheEndOfTheInput() throws InterruptedException {
        bus.subscribe(FloodInquiry.class, inquiries);
        Thread engine = Thread.ofVirtual().start(() -> {
            try {
                inquiries.take();
                inquiries.take();
                bus.tell(SampleReports.linked(2));
                bus.tell(SampleReports.linked(7));
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        bus.tell(SampleReports.linked(7));
        run("/net\n", 0, roster(ADA, BOB));
        engine.join();
        assertEquals(
                """
                        Link 192.168.1.21:55555: dialled by us, eager, round trip 0.31 ms, in 87 B/s 3.0 packets/s, \
                        out 882 B/s 0.9 packets/s, queue 0
                        Link [2001:db8:85a3:8d3:1319:8a2e:370:7348]:55555: dialled by it, eager, round trip 48 ms, \
                        in 73 B/s 2.5 packets/s, out 613 B/s 0.9 packets/s, queue 12
                        Size: about 3 peers, from their presence messages
                        Links: 2 (5 wanted, 7 at most), 1 we dialled, 1 dialled us
                        Known: 23 other peers, 42 at most
                        Seen: 1,204 packets known, so that none is shown twice
                        Copies: 1.02 per packet in the last 5 minutes, 1.09 since 2026-11-22T10:53:20Z
                        Repair: 2026-11-22T11:55:00Z, 10.0.0.5:55555 replaced 10.0.0.7:55555
                        Here: 192.168.1.20:55555, since 2026-11-22T10:53:20Z
                        Reached: yes: 203.113.100.200 dialled this peer at 2026-11-22T11:40:00Z
                        Router: passes 198.51.100.20:55555 on to this peer (PCP, until 2026-11-22T12:15:00Z)
                        Nothing is wrong: 2 links, and no other peer is known.
                        """,
                text(err));
        assertEquals("", text(out));
    }

    /** Runs a front end on this input, after these events. The chat answers goodbye. */
    private int run(String input, int unsent, Object... events) throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        PlainFront front =
                new PlainFront(bus, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err,
                        HISTORY);
        for (Object event : events) {
            bus.tell(event);
        }
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(unsent));
        front.open();
        int exitCode = front.run();
        front.close();
        service.join();
        return exitCode;
    }

    @Test
    void settingsAreAskedForAndChangedAndARefusalIsExitCode1() throws InterruptedException {
        Mailbox<SettingRequest> requests = new Mailbox<>(2);
        bus.subscribe(SettingRequest.class, requests);
        Thread desk = Thread.ofVirtual().start(() -> {
            try {
                bus.tell(SettingAnswer.of(List.of("one of " + requests.take().name(), "two")));
                bus.tell(SettingAnswer.refusal("not " + requests.take().value()));
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });

        int exitCode = run("/set log.level\n/set log.level = \"loud\"\n", 0, LINKED);

        desk.join();
        assertEquals(1, exitCode);
        assertTrue(text(err).contains("one of log.level\ntwo\nnot \"loud\"\n"), text(err));
        assertEquals("", text(out));
    }

    /** Runs a front end on this input. The link and the people come after the reader has begun. */
    private int runBeforeAnyoneAnswers(String input, ChatEvent people) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        bus.subscribe(ChatCommand.class, chat);
        InputStream lines = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] bytes) throws IOException {
                asked.countDown();
                return super.read(bytes);
            }
        };
        PlainFront front = new PlainFront(bus, lines, out, err, HISTORY);
        Thread service = Thread.ofVirtual().start(() -> {
            try {
                asked.await();
                bus.tell(LINKED);
                bus.tell(people);
                answerGoodbye(0);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        front.open();
        int exitCode = front.run();
        front.close();
        service.join();
        return exitCode;
    }

    /** Runs a front end without input whose standard output fails, after these events. The chat answers goodbye. */
    private int runWithFailing(String error, Object... events) throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        PlainStreams.Silent silent = new PlainStreams.Silent();
        PlainFront front = new PlainFront(bus, silent, PlainStreams.failing(error), err, HISTORY);
        for (Object event : events) {
            bus.tell(event);
        }
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(0));
        front.open();
        int exitCode = front.run();
        front.close();
        silent.end();
        service.join();
        return exitCode;
    }

    /** Runs a front end without input on one event. */
    private int runInSilence(ChatEvent event, OutputStream output) throws InterruptedException {
        PlainStreams.Silent silent = new PlainStreams.Silent();
        PlainFront front = new PlainFront(bus, silent, output, err, HISTORY);
        front.open();
        bus.tell(event);
        int exitCode = front.run();
        front.close();
        silent.end();
        return exitCode;
    }

    private void answerGoodbye(int unsent) {
        try {
            ChatCommand command = chat.take();
            while (!(command instanceof ChatCommand.Leave)) {
                commands.add(command);
                command = chat.take();
            }
            commands.add(command);
            bus.tell(new ChatEvent.Left(unsent, 0));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
