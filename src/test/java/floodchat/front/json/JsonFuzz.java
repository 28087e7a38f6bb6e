package floodchat.front.json;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.Intent;
import floodchat.front.Roster;
import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An input is a line that a program writes. */
public final class JsonFuzz implements FuzzTarget {
    private static final int WORDS_AROUND = 400;

    private final Roster roster = new Roster(ADA, List.of(BOB));

    @Override
    public void run(byte[] input) {
        String line = new String(input, StandardCharsets.UTF_8);
        switch (JsonCommands.parse(line, roster)) {
            case Intent.Send(ChatCommand.Say(String text)) -> checkText(text);
            case Intent.Send(ChatCommand.Tell(var _, String text)) -> checkText(text);
            case Intent.Send(ChatCommand.TellAll(var to, String text)) -> {
                assertTrue(to.size() > 1 && to.size() <= ChatCommand.TellAll.MAX_RECIPIENTS);
                checkText(text);
            }
            case Intent.Refusal(String reason) -> {
                assertEquals(reason, Texts.clean(reason));
                assertTrue(reason.length() <= WORDS_AROUND + 2 * line.length(), reason);
            }
            default -> {}
        }
    }

    private static void checkText(String text) {
        assertNull(Texts.problemWith(text));
        assertEquals(text, Texts.clean(text));
    }
}
