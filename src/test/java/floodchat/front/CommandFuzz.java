package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An input is a line that a person enters. The line of the command that it means is the same command again. */
public final class CommandFuzz implements FuzzTarget {
    private static final int WORDS_AROUND = 400;

    private final Roster roster = new Roster(ADA, List.of(BOB, CAROL, ALICE, OTHER_ALICE));

    @Override
    public void run(byte[] input) {
        String line = new String(input, StandardCharsets.UTF_8);
        switch (CommandParser.parse(line, roster)) {
            case Intent.Send(ChatCommand command) -> check(command);
            case Intent.Refusal(String reason) -> {
                assertEquals(reason, Texts.clean(reason));
                assertTrue(reason.length() <= WORDS_AROUND + 2 * line.length(), reason);
            }
            case Intent.GoTo(var people, String reason) -> {
                assertTrue(!people.isEmpty());
                assertEquals(reason, Texts.clean(reason));
            }
            case Intent.ShowMessage(int place) -> assertTrue(place > 0);
            case Intent.Answer(int place, ChatCommand command) -> {
                assertTrue(place > 0);
                check(command);
            }
            case Intent.CloseConversation _, Intent.ChooseName _, Intent.ShowWho _, Intent.ShowHelp _ -> {}
            case Intent.AskHistory _, Intent.Search _, Intent.Set _, Intent.Edit _ -> {}
            case Intent.ShowNetwork _, Intent.Quit _, Intent.ShowInvite _, Intent.Nothing _ -> {}
        }
    }

    private void check(ChatCommand command) {
        switch (command) {
            case ChatCommand.Say(String text) -> checkSpoken(command, text);
            case ChatCommand.Tell(Choice _, String text) -> checkSpoken(command, text);
            case ChatCommand.TellAll(var recipients, String text) -> {
                assertTrue(recipients.size() > 1);
                checkSpoken(command, text);
            }
            case ChatCommand.OfPeople ofPeople -> checkPeople(ofPeople);
            case ChatCommand.SetName(String name) -> assertNull(Names.problemWith(name));
            case ChatCommand.Connect(String address) -> assertNotNull(Address.parse(address));
            case ChatCommand.GoAway _, ChatCommand.OfOutbox _ ->
                assertEquals(new Intent.Send(command), CommandParser.parse(CommandParser.lineOf(command), roster));
            case ChatCommand.TakeOver _, ChatCommand.ComeBack _ -> {}
            case ChatCommand.Leave _, ChatCommand.NoteIdle _ -> throw new AssertionError(command);
        }
    }

    private void checkPeople(ChatCommand.OfPeople command) {
        assertEquals(new Intent.Send(command), CommandParser.parse(CommandParser.lineOf(command), roster));
    }

    private void checkSpoken(ChatCommand command, String text) {
        assertNull(Texts.problemWith(text));
        assertEquals(text, Texts.clean(text));
        assertEquals(new Intent.Send(command), CommandParser.parse(CommandParser.lineOf(command), roster));
    }
}
