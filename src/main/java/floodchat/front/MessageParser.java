package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.util.List;

/** Understands what stands behind a command about a message. Pure; any thread may call it. */
final class MessageParser {
    private static final String INFO_USAGE = "Write /info, or /info 2 for the message before the newest one.";
    private static final String REPLY_USAGE =
            "Write /reply 1 TEXT for everyone, or /reply 1 @NAME TEXT for that person alone; 1 is the newest message.";

    /** Nobody counts further. */
    private static final int MAX_DIGITS = 4;

    private MessageParser() {}

    static Intent info(String argument) {
        String text = Texts.strip(argument);
        int place = text.isEmpty() ? 1 : place(text);
        return place == 0 ? new Intent.Refusal(INFO_USAGE) : new Intent.ShowMessage(place);
    }

    /**
     * The readers are those of any other line: the ones who are named, or those of the conversation. The message can't
     * change them: another one may come while a person types.
     */
    static Intent reply(String argument, Roster roster, List<Person> readers) {
        String line = Texts.strip(argument);
        int end = CommandParser.endOfWord(line);
        int place = place(line.substring(0, end));
        String text = Texts.strip(line.substring(end));
        if (place == 0 || text.isEmpty()) {
            return new Intent.Refusal(REPLY_USAGE);
        }
        Intent said = text.startsWith("@") ? Telling.parse(text, roster) : CommandParser.say(text, roster, readers);
        return switch (said) {
            case Intent.Send(ChatCommand command) -> new Intent.Answer(place, command);
            case Intent.GoTo _ -> new Intent.Refusal(REPLY_USAGE);
            default -> said;
        };
    }

    /** The number; 0 if it is none. */
    private static int place(String word) {
        boolean digits =
                !word.isEmpty() && word.length() <= MAX_DIGITS && word.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(word) : 0;
    }
}
