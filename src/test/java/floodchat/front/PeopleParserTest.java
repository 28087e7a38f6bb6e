package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.RequestPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleParserTest {
    private static final Roster ROSTER = new Roster(ADA, List.of(BOB));
    private static final Choice CHOSEN = new Choice("bob", BOB.key());
    private static final Choice NOT_HERE = Choice.of("zoe");

    @Test
    void eachCommandAboutPeopleIsUnderstood() {
        assertCommand("/contact add bob", new ChatCommand.AddContact(CHOSEN, null));
        assertCommand("/contact add bob rob", new ChatCommand.AddContact(CHOSEN, "rob"));
        assertCommand("/contact rename bob rob", new ChatCommand.RenameContact(CHOSEN, "rob"));
        assertCommand("/contact remove bob", new ChatCommand.RemoveContact(CHOSEN));
        assertCommand("/contacts", new ChatCommand.ShowContacts());
        assertCommand("/verify bob", new ChatCommand.ShowSafetyNumber(CHOSEN));
        assertCommand("/verify bob yes", new ChatCommand.MarkVerified(CHOSEN));
        assertCommand("/who bob", new ChatCommand.ShowPerson(CHOSEN));
        assertCommand("/block bob", new ChatCommand.Block(CHOSEN));
        assertCommand("/block zoe", new ChatCommand.Block(NOT_HERE));
        assertCommand("/mute bob", new ChatCommand.Mute(CHOSEN, null));
        assertCommand("/unmute zoe", new ChatCommand.Unmute(NOT_HERE));
        assertCommand("/mute", new ChatCommand.ShowMuted());
        assertCommand("/unblock zoe", new ChatCommand.Unblock(NOT_HERE));
        assertCommand("/accept zoe", new ChatCommand.Accept(NOT_HERE));
        assertCommand("/requests list", new ChatCommand.ShowRequests());
        assertCommand("/requests clear", new ChatCommand.ClearRequests());
        assertCommand("/requests on", new ChatCommand.SetRequests(RequestPolicy.ON));
        assertCommand("/requests crowd", new ChatCommand.SetRequests(RequestPolicy.CROWD));
        assertCommand("/requests off", new ChatCommand.SetRequests(RequestPolicy.OFF));
    }

    /** The line of a command that was refused goes back to where it was typed. */
    private static void assertCommand(String line, ChatCommand command) {
        assertEquals(new Intent.Send(command), CommandParser.parse(line, ROSTER));
        assertEquals(line, CommandParser.lineOf(command));
    }

    @Test
    void whatWaitsIsListedAndGivenUp() {
        for (ChatCommand command : List.of(new ChatCommand.ShowOutbox(), new ChatCommand.DropLine(12),
                new ChatCommand.DropLinesTo(CHOSEN), new ChatCommand.DropLinesTo(Choice.of("12")))) {
            assertEquals(new Intent.Send(command), CommandParser.parse(CommandParser.lineOf(command), ROSTER));
        }
        assertEquals(new Intent.Send(new ChatCommand.DropLinesTo(CHOSEN)),
                CommandParser.parse("/outbox drop bob", ROSTER));
        assertInstanceOf(Intent.Refusal.class, CommandParser.parse("/outbox drop", ROSTER));
        assertInstanceOf(Intent.Refusal.class, CommandParser.parse("/outbox bob", ROSTER));
    }

    @Test
    void awayMayHaveAReason() {
        assertEquals(new Intent.Send(new ChatCommand.GoAway("")), CommandParser.parse("/away ", ROSTER));
        assertEquals(new Intent.Send(new ChatCommand.GoAway("a long lunch")),
                CommandParser.parse("/away  a long lunch", ROSTER));
        assertEquals(new Intent.Send(new ChatCommand.ComeBack()), CommandParser.parse("/back", ROSTER));
    }

    @ParameterizedTest
    @CsvSource({"30m, 30", "2h, 120", "3D, 4320", "365d, 525600"})
    void aMuteMayHaveATime(String typed, long minutes) {
        ChatCommand mute = new ChatCommand.Mute(CHOSEN, Duration.ofMinutes(minutes));
        assertEquals(new Intent.Send(mute), CommandParser.parse("/mute @bob " + typed, ROSTER));
        assertEquals(new Intent.Send(mute), CommandParser.parse(CommandParser.lineOf(mute), ROSTER));
    }

    @Test
    void anAtSignAndOtherLetterCaseDoNoHarm() {
        assertEquals(new Intent.Send(new ChatCommand.Block(CHOSEN)), CommandParser.parse("/Block  @bob ", ROSTER));
        assertEquals(new Intent.Send(new ChatCommand.ShowContacts()), CommandParser.parse("/contact LIST", ROSTER));
        assertEquals(new Intent.Send(new ChatCommand.ShowRequests()), CommandParser.parse("/requests", ROSTER));
        assertEquals(new Intent.ShowWho(), CommandParser.parse("/who ", ROSTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contact", "/contact add", "/contact bob", "/contact rename bob", "/contact add bob r b",
        "/contact add bob r*b", "/verify", "/verify bob no", "/block", "/block bob carol", "/unblock", "/accept",
        "/unmute", "/mute bob 2", "/mute bob 0h", "/mute bob 2w", "/mute bob 366d", "/mute bob 999999d",
        "/mute bob 2h 3h",
        "/requests maybe", "/who bob carol"})
    void aCommandThatLacksAWordIsRefused(String line) {
        assertInstanceOf(Intent.Refusal.class, CommandParser.parse(line, ROSTER));
    }
}
