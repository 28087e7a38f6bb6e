package floodchat.front.json;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.front.Intent;
import floodchat.front.Roster;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCommandsTest {
    private static final String KEY = "6ad2cd9a1715d67e259ab9b2015f6b5f5ea319b235378b5a5f9d2f69ab315719";
    private static final Person CAT = new Person(KEY, "cat");

    private final Roster roster = new Roster(ADA, List.of(BOB, CAT));

    @Test
    void aTextIsSaidAsItIs() {
        assertEquals(sent(new ChatCommand.Say("exit")), parse("{\"type\":\"say\",\"text\":\"exit\"}"));
        assertEquals(sent(new ChatCommand.Say("/clear history yes")),
                parse("{\"text\":\"/clear history yes\",\"type\":\"say\"}"));
        assertEquals(sent(new ChatCommand.Say("@bob\n  two\nré")),
                parse(" {\"type\":\"say\",\"text\":\"@bob\\n  two\\nr\\u00e9 \"}"));
    }

    @Test
    void readersAreNamesOrWholeKeys() {
        Choice bob = new Choice("bob", BOB.key());
        Choice cat = new Choice(CAT.nameWithSuffix(), KEY);
        assertEquals(sent(new ChatCommand.Tell(bob, "hi")),
                parse("{\"type\":\"say\",\"text\":\"hi\",\"to\":\"bob\"}"));
        assertEquals(sent(new ChatCommand.TellAll(List.of(cat, bob), "hi")),
                parse("{\"type\":\"say\",\"text\":\"hi\",\"to\":[\"" + KEY + "\",\"bob\",\"Bob\",\"cat\"]}"));
        assertEquals(sent(new ChatCommand.Tell(Choice.of("eve"), "hi")), // the chat says who that is not
                parse("{\"type\":\"say\",\"text\":\"hi\",\"to\":[\"eve\"]}"));
    }

    @Test
    void aKeyOfNobodyYetIsLeftToTheChat() {
        String other = KEY.replace('6', '7');
        assertEquals(sent(new ChatCommand.Tell(Choice.of(other), "hi")),
                parse("{\"type\":\"say\",\"text\":\"hi\",\"to\":\"" + other + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"say"}               | "say" needs the field "text", which is a string.
            {"type":"say","text":7}      | "say" needs the field "text", which is a string.
            {"type":"say","text":null}   | "say" needs the field "text", which is a string.
            {"type":"say","text":" "}    | There is nothing to send: the text is empty.
            {"type":"say","text":"a","txet":"b"} | There is no field "txet" in "say": it has "text", "to".
            {"type":"who","of":"bob"}    | There is no field "of" in "who": it has no field but its type.
            {"type":"say","text":"a","to":[]}  | The field "to" is a name or a key, or a list of them that is not empty.
            {"type":"say","text":"a","to":[1]} | The field "to" is a name or a key, or a list of them that is not empty.
            {"type":"say","text":"a","to":""}  | The field "to" is a name or a key, or a list of them that is not empty.
            {"text":"a"}                 | The object needs the field "type", which is a string.
            {"type":["say"]}             | The object needs the field "type", which is a string.
            "say"                        | The line is JSON, but no object: write {"type":"say","text":"hello"}.
            null                         | The line is JSON, but no object: write {"type":"say","text":"hello"}.
            {"type":"connect","address":"here"} | The field "address" is HOST:PORT, with IPv6 in brackets.
            {"type":"command","line":"hi"}      | The field "line" starts with the slash of a command, such as "/mute bob 2h".
            {"type":"command","line":"//hi"}    | The field "line" starts with the slash of a command, such as "/mute bob 2h".
            {"type":"command","line":"/name"}   | A name is set by {"type":"name","name":"ada"}.
            """)
    void aMistakeIsOneSentence(String line, String sentence) {
        assertEquals(sentence, refusal(line));
    }

    @Test
    void aNameIsOneOrItIsRefused() {
        assertEquals(sent(new ChatCommand.SetName("ada")), parse("{\"type\":\"name\",\"name\":\" ada\"}"));
        assertEquals(Names.problemWith("a b"), refusal("{\"type\":\"name\",\"name\":\"a b\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                        | 2
            {"type":"who"} {"type":"who"}            | 16
            {"type":"say","text":"a","text":"b"}     | 32
            hello                                    | 1
            {'type':'who'}                           | 2
            """)
    void whatIsNoJsonIsRefusedWithItsPlace(String line, int column) {
        String told = refusal(line);
        assertEquals("The line is not one JSON object that is short and flat, and has each field once: "
                + "there is a mistake near column " + column + ".", told);
    }

    @Test
    void whatIsNestedDeeperThanAnyCommandIsNotRead() {
        assertEquals("The line is not one JSON object that is short and flat, and has each field once: "
                + "there is a mistake.", refusal("{\"type\":\"say\",\"text\":[[[\"deep\"]]]}"));
    }

    @Test
    void anUnknownTypeIsRefusedWithAllThatThereAre() {
        String told = refusal("{\"type\":\"" + "x\\u001b[31my".repeat(100) + "\"}");
        assertEquals("There is no command \"" + "xy".repeat(20) + "…\": a type is \"say\", \"name\", \"connect\", "
                + "\"who\", \"net\", \"away\", \"back\", \"search\", \"command\", \"leave\".", told);
    }

    @Test
    void anEmptyLineIsNothing() {
        assertEquals(new Intent.Nothing(), parse(" "));
    }

    private Intent parse(String line) {
        return JsonCommands.parse(line, roster);
    }

    private String refusal(String line) {
        return assertInstanceOf(Intent.Refusal.class, parse(line)).reason();
    }

    private static Intent sent(ChatCommand command) {
        return new Intent.Send(command);
    }
}
