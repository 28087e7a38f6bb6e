package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
    private static final Roster ROSTER = new Roster(ADA, List.of(BOB, CAROL, ALICE, OTHER_ALICE));

    @Test
    void aLineIsSaidToEveryone() {
        assertEquals(send(new ChatCommand.Say("hello")), parse("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", " \n ", "\u00A0", "\u2007\u202F", "\u2800", "\u3164", "\u200B"})
    void anEmptyLineDoesNothing(String line) {
        assertEquals(new Intent.Nothing(), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@bob hi", "  @bob  hi ", "@bob: hi", "@bob, hi", "@bob:\thi"})
    void aLineThatStartsWithAnAtSignGoesToOnePerson(String line) {
        assertEquals(send(new ChatCommand.Tell(new Choice("bob", BOB.key()), "hi")), parse(line));
    }

    @Test
    void aPersonWithACommonNameIsAddressedWithTheShortKey() {
        assertEquals(send(new ChatCommand.Tell("alice·3f2a", "hi you")), parse("@alice·3f2a hi you"));
    }

    @ParameterizedTest
    @CsvSource({
        "@, Who should get this",
        "'@ hi', Who should get this"
    })
    void aDirectMessageWithoutTextOrNameIsRefused(String line, String reason) {
        assertTrue(refusal(line).contains(reason), refusal(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "//quit", "  //quit", "  hello", "@alice·3f2a hi you", "@bob\n  code",
        "connect here:1"})
    void theLineOfACommandMeansThatCommandAgain(String line) {
        Intent.Send send = assertInstanceOf(Intent.Send.class, parse(line));
        assertEquals(line, CommandParser.lineOf(send.command()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "quit", " quit ", "/quit", "/QUIT", "/exit"})
    void exitAndQuitLeave(String line) {
        assertEquals(new Intent.Quit(), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit now", "quitting time", "connection lost?", "set usernames", "connect the two wires",
        "Exit"
    })
    void aSentenceThatStartsLikeACommandIsSaid(String line) {
        assertEquals(send(new ChatCommand.Say(line)), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set username", "/name", "  set username  ", "/NAME"})
    void withoutANameThePersonIsAskedForOne(String line) {
        assertEquals(new Intent.ChooseName(), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set username ada", "/name ada", "/name  ada "})
    void aNameThatIsGivenIsSet(String line) {
        assertEquals(send(new ChatCommand.SetName("ada")), parse(line));
    }

    @Test
    void aBadNameIsRefused() {
        assertTrue(refusal("/name a b").contains("space"));
    }

    @ParameterizedTest
    @CsvSource({
        "connect localhost:55555, localhost:55555",
        "/connect [::1]:7, [::1]:7",
        "'connect  a.example:1 ', a.example:1"
    })
    void connectTakesAnAddress(String line, String address) {
        assertEquals(send(new ChatCommand.Connect(address)), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "connect",
        "/connect",
        "connect localhost",
        "/connect localhost 1",
        "connect a:0",
        "connect a:65536",
        "connect ::1:7",
        "connect [a]:7",
        "connect :7",
        "connect a:"
    })
    void aBadAddressIsRefused(String line) {
        assertTrue(refusal(line).contains("HOST:PORT"));
    }

    @Test
    void whoNetAndHelpAreCommands() {
        assertEquals(new Intent.ShowWho(), parse("/who"));
        assertEquals(new Intent.ShowHelp(), parse("/help"));
        assertEquals(new Intent.ShowNetwork(), parse("/net"));
        assertEquals(new Intent.Send(new ChatCommand.TakeOver()), parse("/takeover"));
    }

    @ParameterizedTest
    @CsvSource({"/hlep, /help", "'  /whoo', /who", "/qiut, /quit", "/conect a:1, /connect", "/he, /help",
        "/hwo, /who", "/nte, /net", "/exti, /exit", "/q, /quit", "/c, /connect"})
    void aMistypedCommandIsRefusedWithTheNearestCommand(String line, String nearest) {
        assertTrue(refusal(line).contains("did you mean " + nearest + "?"), refusal(line));
    }

    @ParameterizedTest
    @CsvSource({"/tell bob hi, @NAME and a text", "/W bob hi, @NAME and a text",
        "/nick x, /name ada", "/names, /who", "/join #x, /connect HOST:PORT",
        "/server x, /connect HOST:PORT"})
    void aCommandOfAnotherChatIsRefusedWithAdvice(String line, String way) {
        assertTrue(refusal(line).contains(way), refusal(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/xyzzy", "/etc/passwd", " /shrug", "/me waves", "/foo"})
    void anUnknownCommandIsNeverSent(String line) {
        assertTrue(refusal(line).contains("/help"), refusal(line));
    }

    @Test
    void twoSlashesSayATextThatStartsWithASlash() {
        assertEquals(send(new ChatCommand.Say("/etc/passwd")), parse("//etc/passwd"));
    }

    @Test
    void aTextOfTheLargestSizeIsSaidAndOneByteMoreIsRefused() {
        String most = "ä".repeat(Texts.MAX_TEXT_BYTES / 2);
        assertEquals(send(new ChatCommand.Say(most)), parse(most));
        assertTrue(refusal(most + "x").contains("too long"));
        assertTrue(refusal("@bob " + most + "x").contains("too long"));
    }

    @Test
    void controlCharactersAreNotSent() {
        assertEquals(send(new ChatCommand.Say("ab")), parse("a\u001B[31mb\u202E"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@bob @carol hi", "@bob: @carol, hi", "@BOB\t@CAROL hi", "/msg bob @carol hi",
        "/msg @bob @carol hi"})
    void aLineToTwoPeopleGoesToBoth(String line) {
        ChatCommand.TellAll command = assertInstanceOf(
                ChatCommand.TellAll.class, assertInstanceOf(Intent.Send.class, parse(line)).command());
        assertEquals("hi", command.text());
        assertEquals(List.of(BOB.key(), CAROL.key()), command.recipients().stream().map(Choice::key).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@bob", " @bob: ", "/query bob", "/query @bob", "/msg @bob"})
    void aNameAloneMeansTheConversation(String line) {
        boolean message = line.startsWith("/msg");
        assertEquals(message, parse(line) instanceof Intent.Refusal);
        assertTrue(message || parse(line) instanceof Intent.GoTo(var people, String reason)
                && people.equals(List.of(BOB)) && reason.contains("nothing to tell bob"));
    }

    @Test
    void severalNamesAloneMeanTheConversationOfTheGroup() {
        assertEquals(List.of(BOB, CAROL), assertInstanceOf(Intent.GoTo.class, parse("@bob @carol")).people());
        assertEquals(List.of(CAROL, BOB), assertInstanceOf(Intent.GoTo.class, parse("/query carol bob")).people());
    }

    @ParameterizedTest
    @CsvSource({"@zed, Nobody here is called zed", "@alice, Several people are called alice", "@ada, That is you",
        "/query, Write /query NAME", "/query bob zed, Nobody here is called zed", "/msg bob, Write /msg NAME TEXT"})
    void aConversationWithNobodyIsRefusedWithTheReason(String line, String reason) {
        assertTrue(refusal(line).contains(reason), refusal(line));
    }

    @Test
    void inAConversationALineGoesToItsReaders() {
        assertEquals(
                send(new ChatCommand.Tell(new Choice("bob", BOB.key()), "hi")),
                CommandParser.parse("hi", ROSTER, List.of(BOB)));
        assertEquals(
                send(new ChatCommand.TellAll(
                        List.of(new Choice("bob", BOB.key()), new Choice("carol", CAROL.key())), "/hi")),
                CommandParser.parse("//hi", ROSTER, List.of(BOB, CAROL)));
        assertEquals(
                send(new ChatCommand.Tell(new Choice("carol", CAROL.key()), "hi")),
                CommandParser.parse("@carol hi", ROSTER, List.of(BOB)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@home is where I am", "@bob hi", "@ada is me", "@ @carol", "hi @carol"})
    void aSecondWordWithAnAtSignThatIsNobodyElseIsText(String text) {
        assertEquals(send(new ChatCommand.Tell(new Choice("bob", BOB.key()), text)), parse("@bob " + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", " help ", "/?", "/h", "/H"})
    void helpAloneShowsHelp(String line) {
        assertEquals(new Intent.ShowHelp(), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help!", "help me", "Help", "?", "who", "h"})
    void aLineThatIsMoreThanHelpIsSaid(String line) {
        assertEquals(send(new ChatCommand.Say(line)), parse(line));
    }

    @Test
    void leadingBlanksAreSaid() {
        assertEquals(send(new ChatCommand.Say("    int x;")), parse("    int x;  "));
        assertEquals(send(new ChatCommand.Say("        int x;")), parse("\tint x;"));
        assertEquals(send(new ChatCommand.Say("  if\n    a")), parse("\n  if\n    a\n"));
        assertEquals(
                send(new ChatCommand.Tell(new Choice("bob", BOB.key()), "    a\n  b")), parse("@bob \n    a\n  b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  //etc", "   /who", "\u00A0/who", "\u200B/who", "\u2800/who", "\t/who"})
    void aCommandAfterBlanksIsNeverSaid(String line) {
        Intent intent = parse(line);
        boolean doubled = line.contains("//");
        assertEquals(doubled ? send(new ChatCommand.Say("  /etc")) : new Intent.ShowWho(), intent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@bob! hi", "@bob; hi", "@bob? hi", "@bob… hi", "\u00A0@bob\u00A0hi"})
    void punctuationAndBlanksAroundTheRecipientAreNoPartOfTheName(String line) {
        assertEquals(send(new ChatCommand.Tell(new Choice("bob", BOB.key()), "hi")), parse(line));
    }

    private static Intent parse(String line) {
        return CommandParser.parse(line, ROSTER);
    }

    private static Intent send(ChatCommand command) {
        return new Intent.Send(command);
    }

    private static String refusal(String line) {
        return assertInstanceOf(Intent.Refusal.class, parse(line)).reason();
    }

    @Test
    void theHistoryIsWrittenToAFileThatIsNamed() {
        assertEquals(
                new Intent.AskHistory(new HistoryInquiry.Export("my lines.txt")), parse("/export my lines.txt "));
        assertInstanceOf(Intent.Refusal.class, parse("/export"));
    }

    @Test
    void theHistoryIsDeletedOnlyIfAPersonIsSure() {
        assertEquals(new Intent.AskHistory(new HistoryInquiry.Clear()), parse("/clear history yes"));
        assertInstanceOf(Intent.Refusal.class, parse("/clear"));
        assertInstanceOf(Intent.Refusal.class, parse("/clear history"));
    }

    @Test
    void aSearchTakesAllThatFollows() {
        assertEquals(new Intent.Search("from:bob in:everyone otter"), parse("/search  from:bob in:everyone otter "));
        assertEquals(new Intent.Search(""), parse("/search"));
    }
}
