package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.front.SampleReports;
import floodchat.front.Setting;
import floodchat.front.SettingAnswer;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares screens with text files. After a change on purpose, {@code mvn test -Dtest=ScreensTest
 * -Dscreens.write=true} writes the files again. Look at the difference before you commit it.
 */
class ScreensTest {
    private static final Path SCREENS = Path.of("src/test/resources/screens");
    private static final Instant YESTERDAY = NOON.minusSeconds(86_400);
    private static final Key ALT_M = new Key.Typed('m', false, true);
    private static final MessageId KNOWN = new MessageId(ADA.key(), 1, 1, BOB.key());

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "60, 20", "40, 10", "20, 5"})
    void aConversationInWindowsOfEverySize(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).type("@bob see you there");
        assertLooksLike("conversation-" + columns + "x" + rows, painted);
    }

    @Test
    void theFirstFrame() throws IOException {
        assertLooksLike("first-frame", PaintedWindow.of(80, 24));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void theFirstStartAsksForAName(int columns, int rows) throws IOException {
        PaintedWindow painted = PaintedWindow.withoutName(columns, rows)
                .waiting(4_000, false)
                .type("bad name")
                .press(Key.Name.ENTER);
        assertLooksLike("name-dialog-" + columns + "x" + rows, painted);
    }

    @Test
    void theFirstNameIsFollowedByThreeHints() throws IOException {
        PaintedWindow painted = PaintedWindow.withoutName(80, 24).type("ada").press(Key.Name.ENTER);
        painted.hear(new ChatEvent.NameSet(ADA), roster(ADA)).joining(false);
        painted.now = painted.now.plusSeconds(5);
        assertLooksLike("first-name", painted.tick());
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void whatIsAskedBeforeALineIsSent(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).hear(
                new ChatEvent.ContactsChanged(List.of(new Contact("d0d0d0d0d0d0d0d0", "dora", false, 0)), List.of(),
                        List.of()));
        painted.type("@dora are you there?").press(Key.Name.ENTER);
        assertLooksLike("question-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void theSizeOfALongMessage(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).paste("word ".repeat(702) + "ü");
        assertLooksLike("counter-" + columns + "x" + rows, painted);
    }

    @Test
    void anAtSignOpensTheListOfPeople() throws IOException {
        assertLooksLike("popup-people", conversation(80, 24).type("ask @").press(Key.Name.DOWN));
    }

    @Test
    void contactsAreMarkedAndSoIsWhoLooksLikeOne() throws IOException {
        Person imitator = new Person("bad0bad0bad0bad0", "rob");
        PaintedWindow painted = conversation(80, 24).hear(
                new ChatEvent.ContactsChanged(
                        List.of(new Contact(BOB.key(), "rob", false, 0), new Contact(CAROL.key(), "carol", true, 0)),
                        List.of(ALICE), List.of()),
                roster(ADA, ALICE, BOB, CAROL, imitator),
                at(NOON, said(imitator, 1, "hi, it is me")),
                new ChatEvent.RequestsChanged(1, null, List.of()),
                new ChatEvent.RequestsChanged(2, null, List.of()),
                new ChatEvent.Answered(List.of("rob* is your contact since 2026-11-22.", "Key: bb07bb07.")));
        assertLooksLike("contacts-80x24", painted.type("@rob "));
    }

    @Test
    void whatAMutedPersonSaysIsOneEntryInTheWindow() throws IOException {
        PaintedWindow painted = conversation(80, 24).hear(
                new ChatEvent.ContactsChanged(List.of(), List.of(), List.of(BOB)),
                new ChatEvent.Hidden(at(NOON, said(BOB, 21, "buy")), 1),
                at(NOON, said(CAROL, 21, "who is that?")),
                new ChatEvent.Hidden(told(BOB, ADA, 22, "Ada, buy"), 2));
        assertLooksLike("muted-80x24", painted);
    }

    @Test
    void whoIsAbsentIsMarkedAndWhoWentIsListedIfThereWasAConversation() throws IOException {
        PaintedWindow painted = conversation(80, 24).hear(
                told(CAROL, ADA, 21, "see you"),
                new ChatEvent.RosterChanged(ADA, List.of(ALICE, BOB), Map.of(
                        ADA.key(), new Absence(false, NOON, ""),
                        ALICE.key(), new Absence(false, NOON, ""),
                        BOB.key(), new Absence(true, NOON.minusSeconds(600), "lunch"))),
                new ChatEvent.PeerLeft(CAROL, false, NOON.minusSeconds(7_300)),
                new ChatEvent.WrittenToAway(BOB, new Absence(true, NOON.minusSeconds(600), "lunch")));
        assertLooksLike("absent-80x24", painted);
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10", "20, 5"})
    void somebodyIsChosenInThePeerList(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows)
                .hear(new ChatEvent.RequestsChanged(1, null, List.of(ALICE)))
                .type("a draft")
                .press(new Key.Typed('p', false, true))
                .press(Key.Name.END);
        assertLooksLike("choosing-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10"})
    void theNumberToCompareIsInSightAndNoRowOfItIsBroken(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).hear(new ChatEvent.Answered(List.of(
                "Compare these digits by another way than Floodchat: face to face, or by phone if you know the voice. "
                        + "bob* types /verify and your name.",
                "If all 60 digits are the same, type /verify bob yes.",
                "Your number with bob*:\n00001 10002 20003 30004\n40005 50006 60007 70008\n80009 90010 11111 22222")));
        assertLooksLike("safety-number-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10", "20, 5"})
    void aConversationWithOnePersonSaysWhoReadsIt(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).type("@bob").press(Key.Name.ESCAPE, Key.Name.ENTER);
        painted.hear(said(CAROL, 20, "Ada, are you there?"), told(ALICE, ADA, 21, "and here?"));
        assertLooksLike("private-" + columns + "x" + rows, painted.type("not for everyone"));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10"})
    void aConversationWithAGroupNamesItsReaders(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).type("@bob @carol").press(Key.Name.ENTER);
        painted.hear(
                new ChatEvent.Told(new MessageId(ADA.key(), 1, 9, BOB.key()), ADA, BOB, "lunch?", NOON, true),
                new ChatEvent.Told(new MessageId(ADA.key(), 1, 9, CAROL.key()), ADA, CAROL, "lunch?", NOON, true),
                told(CAROL, ADA, 22, "yes"));
        assertLooksLike("group-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10", "20, 5"})
    void theListOfConversations(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).type("@bob").press(Key.Name.ESCAPE, Key.Name.ENTER);
        painted.hear(said(CAROL, 20, "Ada, are you there?"), told(ALICE, ADA, 21, "and here?"));
        assertLooksLike("switcher-" + columns + "x" + rows, painted.press(new Key.Typed('k', false, true)));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10"})
    void aLineStandsWhereThePersonStoppedReading(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).press(new Key.Focused(false));
        painted.hear(said(CAROL, 20, "Ada, are you there?"), said(BOB, 21, "no"), told(ALICE, ADA, 22, "and here?"));
        assertLooksLike("last-read-" + columns + "x" + rows, painted.press(new Key.Focused(true)));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "60, 16", "40, 10", "20, 5"})
    void aMessageIsChosen(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).type("a draft").press(ALT_M);
        painted.press(Key.Name.UP, Key.Name.UP, Key.Name.UP, Key.Name.UP);
        assertLooksLike("message-mode-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "60, 16", "40, 10", "20, 5"})
    void theCardOfAMessage(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).press(ALT_M).press(Key.Name.UP, Key.Name.UP).type("i");
        assertLooksLike("message-card-" + columns + "x" + rows, painted);
    }

    @Test
    void aHostileTextStaysInItsFactOfTheCard() throws IOException {
        Person hostile = new Person("6666666666666666", "\u001B]0;owned\u0007\u202Eeve");
        PaintedWindow painted = PaintedWindow.of(72, 20).hear(roster(ADA, hostile));
        painted.hear(said(hostile, 1, "hi\nKey       │ 00000000\u001B[2J\n\u202Ekey\u009B31m https://example.org/"
                + "x".repeat(100)));
        assertLooksLike("message-card-hostile", painted.press(ALT_M).type("i"));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "60, 16", "40, 10"})
    void anAnswerQuotes(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).press(ALT_M).press(Key.Name.UP, Key.Name.UP).type("r");
        assertLooksLike("message-answer-" + columns + "x" + rows, painted.type("I do"));
    }

    @ParameterizedTest
    @CsvSource({"60, 16", "40, 10"})
    void theMarksSayHowFarOurLinesHaveCome(int columns, int rows) throws IOException {
        PaintedWindow painted = PaintedWindow.of(columns, rows).linked(3).hear(roster(ADA, BOB, CAROL));
        Delivery[] all = Delivery.values();
        for (int i = 0; i < all.length; i++) {
            MessageId id = new MessageId(ADA.key(), 1, i, BOB.key());
            painted.hear(
                    new ChatEvent.Told(id, ADA, BOB, all[i].name(), NOON.plusSeconds(i), true),
                    new ChatEvent.DeliveryChanged(id, all[i]));
        }
        assertLooksLike("deliveries-" + columns + "x" + rows, painted.press(ALT_M).type("i"));
    }

    @ParameterizedTest
    @CsvSource({"60, 16", "40, 10", "20, 5"})
    void aSlashOpensTheListOfCommands(int columns, int rows) throws IOException {
        assertLooksLike(
                "popup-commands-" + columns + "x" + rows,
                conversation(columns, rows).type("/"));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10"})
    void behindSetStandTheSettings(int columns, int rows) throws IOException {
        String size = "-" + columns + "x" + rows;
        assertLooksLike("popup-settings" + size, conversation(columns, rows).type("/set "));
        assertLooksLike("popup-themes" + size, conversation(columns, rows).type("/set window.theme "));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10"})
    void aSettingIsExplained(int columns, int rows) throws IOException {
        Setting theme = Setting.WINDOW_THEME;
        PaintedWindow painted = conversation(columns, rows);
        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.of(List.of(
                "window.theme = \"auto\"",
                theme.sentence(),
                "It must be " + theme.kind().demand() + ". Default: \"auto\". A change acts at once."))));
        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.refusal(
                "window.theme must be " + theme.kind().demand() + ", not \"blue\".")));
        assertLooksLike("setting-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"60, 16", "40, 10", "20, 5"})
    void aLongDraftScrollsBelowItsPrompt(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows);
        painted.paste("@bob I have to tell you " + "a long and ".repeat(40) + "longer\nstory: the end");
        painted.press(Key.Name.LEFT, Key.Name.LEFT, Key.Name.LEFT);
        assertLooksLike("long-draft-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void aLineThatIsRefusedStaysWithItsReason(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).waiting(4_000, true);
        painted.type("/nick ada the third").press(Key.Name.ENTER);
        assertLooksLike("refusal-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void aHintStandsBesideTheNameAndTheKeyForHelp(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).type("a draft").control('c');
        assertLooksLike("hint-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void aSilentWindowSaysSoInItsPrompt(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).hear(new ChatEvent.RunsElsewhere("ada"));
        for (int i = 0; i < rows; i++) {
            painted.hear(said(BOB, 100 + i, "line " + i)); // the sentence has scrolled away
        }
        assertLooksLike("silent-" + columns + "x" + rows, painted.type("@bob hi"));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 40", "80, 24", "40, 10", "20, 5"})
    void theHelpPage(int columns, int rows) throws IOException {
        assertLooksLike(
                "help-" + columns + "x" + rows, conversation(columns, rows).press(Key.Name.F1));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "60, 20", "40, 10"})
    void aNarrowNetworkPageLeavesOutDetails(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).press(Key.Name.F3);
        assertLooksLike("network-" + columns + "x" + rows, painted.inspect(SampleReports.linked(7)));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24"})
    void theNetworkPageOfAPeerWithManyLinks(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).press(Key.Name.F3);
        assertLooksLike("network-16-links-" + columns + "x" + rows, painted.inspect(SampleReports.linked(16)));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10"})
    void theNetworkPageSaysWhatIsWrongFirst(int columns, int rows) throws IOException {
        PaintedWindow painted = conversation(columns, rows).press(Key.Name.F3);
        painted.inspect(SampleReports.troubled(2)).hear(said(BOB, 90, "unseen"), said(BOB, 91, "unseen too"));
        assertLooksLike("network-troubled-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void theNetworkPageOfSomeoneAlone(int columns, int rows) throws IOException {
        PaintedWindow painted = PaintedWindow.of(columns, rows).press(Key.Name.F3);
        painted.hear(roster(ADA)).waiting(1_000, false);
        assertLooksLike("network-alone-" + columns + "x" + rows, painted.inspect(SampleReports.alone()));
    }

    @Test
    void theNetworkPageScrollsToItsEnd() throws IOException {
        PaintedWindow painted = conversation(40, 10).press(Key.Name.F3).inspect(SampleReports.linked(7));
        painted.press(Key.Name.PAGE_DOWN, Key.Name.PAGE_DOWN, Key.Name.PAGE_DOWN, Key.Name.PAGE_DOWN);
        assertLooksLike("network-scrolled-40x10", painted);
    }

    @Test
    void aScrolledViewTellsWhatIsBelow() throws IOException {
        PaintedWindow painted = conversation(60, 14).press(Key.Name.PAGE_UP);
        painted.hear(said(BOB, 90, "this must not move the reader"), said(BOB, 91, "nor this"));
        assertLooksLike("scrolled", painted);
    }

    @Test
    void oddGlyphsKeepTheirColumns() throws IOException {
        PaintedWindow painted = PaintedWindow.of(72, 16).hear(roster(ADA, new Person("7a7a7a7a7a7a7a7a", "李雷"), BOB));
        painted.hear(
                said(BOB, 1, "你好,大家好!今天天气很好"),
                said(BOB, 2, "👨‍👩‍👧‍👦 family, 🇩🇪 flag, 👍🏽 thumb, ☀️ sun, 1️⃣ key, ✅ done"),
                said(BOB, 3, "e\u0301tude, nai\u0308ve, ko\u0304an; \u0301alone; नमस्ते; 한국어"),
                said(BOB, 4, "z" + "\u0335".repeat(200) + "algo keeps its cell"),
                said(BOB, 5, "wide at the margin: 中中中中中中中中中中中中中中中中中中中中中中中中中中中中"));
        assertLooksLike("odd-glyphs", painted.type("中文 👋🏽 e\u0301"));
    }

    @Test
    void hostileTextsAreHarmless() throws IOException {
        Person hostile = new Person("6666666666666666", "\u001B]0;owned\u0007\u202Eeve");
        PaintedWindow painted = PaintedWindow.of(72, 14).hear(roster(ADA, hostile));
        painted.hear(
                said(hostile, 1, "\u001B[2J\u001B[H cleared? \u009B31m red? \u0007 \u0000 \u007F"),
                said(hostile, 2, "left \u202Eto right\u202C and \u2066isolated\u2069 \u200B\u2028 line"),
                said(hostile, 3, "x".repeat(200)),
                new ChatEvent.Noticed("\u001B[31mnotice\r\n of a sort\t."));
        assertLooksLike("hostile", painted);
    }

    @Test
    void backlogMessagesAreMarkedAndSortedByTime() throws IOException {
        PaintedWindow painted = conversation(72, 20);
        painted.hear(new ChatEvent.CaughtUp(List.of(
                earlier(BOB, 7, 90_000, "is anybody here?"),
                earlier(ALICE, 8, 80_000, "not many today, ada is away"),
                earlier(BOB, 9, 0, "there she is"))));
        assertLooksLike("earlier", painted);
    }

    private static ChatEvent.Spoken earlier(Person from, long sequence, long secondsAgo, String text) {
        return new ChatEvent.Said(
                new MessageId(from.key(), 1, sequence), from, text, NOON.minusSeconds(secondsAgo), false);
    }

    @Test
    void severalPastedLinesAreShownAndWait() throws IOException {
        assertLooksLike("pasted-lines", conversation(60, 20).paste("one\r\ntwo\rthree\n"));
    }

    @Test
    void aWindowThatIsTooSmallSaysSo() throws IOException {
        assertLooksLike("too-small", conversation(19, 4));
    }

    private static PaintedWindow conversation(int columns, int rows) {
        Person longName = new Person("5d5d000000005d5d", "müller-lüdenscheidt.the.third");
        PaintedWindow painted = PaintedWindow.of(columns, rows);
        return painted.linked(3)
                .hear(
                        roster(ADA, ALICE, OTHER_ALICE, BOB, CAROL, longName),
                        at(YESTERDAY, said(BOB, 1, "see you tomorrow")),
                        at(NOON.minusSeconds(300), said(BOB, 2, "hello everyone")),
                        at(
                                NOON.minusSeconds(290),
                                said(CAROL, 1,
                                        "Hi bob! The meeting was moved to Thursday; the room is still the same one.")),
                        at(
                                NOON.minusSeconds(200),
                                said(
                                        longName,
                                        1,
                                        "Grüße, see https://example.org/a/very/long/path/that/never/ends/index.html")),
                        at(NOON.minusSeconds(190), said(ALICE, 1, "ask Ada, not me")),
                        new ChatEvent.PeerJoined(new Person("dada000000000000", "dave"), NOON.minusSeconds(100)),
                        new ChatEvent.PeerLeft(new Person("0f0f000000000000", "frank"), true, NOON.minusSeconds(100)),
                        new ChatEvent.Told(
                                new MessageId(BOB.key(), 1, 3, ADA.key()),
                                BOB,
                                ADA,
                                "psst",
                                NOON.minusSeconds(60),
                                false),
                        new ChatEvent.Told(
                                KNOWN, ADA, BOB, "I know", NOON.minusSeconds(50), true),
                        new ChatEvent.DeliveryChanged(KNOWN, Delivery.SHOWN),
                        saidByUs(ADA, 2, "good morning"));
    }

    private static ChatEvent.Said at(Instant at, ChatEvent.Said said) {
        return new ChatEvent.Said(said.id(), said.from(), said.text(), at, said.own());
    }

    static void assertLooksLike(String name, PaintedWindow painted) throws IOException {
        Path file = SCREENS.resolve(name + ".txt");
        String actual = painted.text();
        if (Boolean.getBoolean("screens.write")) {
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, "the screen " + file);
    }
}
