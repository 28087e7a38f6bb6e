package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer to a message: a quote of it, and a text. A private message is quoted to those alone who had it. Pure; any
 * thread may call it.
 */
public final class QuotedAnswer {
    /** There are not as many messages. */
    public static final String NO_MESSAGE = "There are fewer messages here: 1 is the newest, 2 the one before.";

    private QuotedAnswer() {}

    /** Those who get an answer to this message: empty for everyone. */
    public static List<Person> readers(TranscriptEntry.Spoken line) {
        if (!line.direct()) {
            return List.of();
        }
        return line.own() ? line.recipients() : List.of(line.from());
    }

    /**
     * Puts a quote of the message before the text. Refuses it if somebody would read the quote who has not had the
     * message.
     *
     * @param command says the text: a {@link ChatCommand.Say}, {@link ChatCommand.Tell} or {@link ChatCommand.TellAll}
     */
    public static Intent quoting(
            TranscriptEntry.Spoken line, ChatCommand command, Roster roster, ZoneId zone, Instant now) {
        if (!mayRead(line, command)) {
            return new Intent.Refusal(refusal(line, roster));
        }
        String quote = Quote.of(line, roster, zone, now) + "\n";
        return switch (command) {
            case ChatCommand.Say(String text) -> send(new ChatCommand.Say(quote + text), quote + text);
            case ChatCommand.Tell(Choice to, String text) -> send(new ChatCommand.Tell(to, quote + text), quote + text);
            case ChatCommand.TellAll(List<Choice> to, String text) ->
                send(new ChatCommand.TellAll(to, quote + text), quote + text);
            default -> throw new IllegalArgumentException("no text: " + command);
        };
    }

    private static Intent send(ChatCommand command, String text) {
        String problem = Texts.problemWith(text);
        return problem == null ? new Intent.Send(command) : new Intent.Refusal(problem);
    }

    private static boolean mayRead(TranscriptEntry.Spoken line, ChatCommand command) {
        List<String> knowing = readers(line).stream().map(Person::key).toList();
        return knowing.isEmpty()
                || switch (command) {
                    case ChatCommand.Tell(Choice to, String _) -> knowing.contains(to.key());
                    case ChatCommand.TellAll(List<Choice> to, String _) ->
                        to.stream().map(Choice::key).allMatch(knowing::contains);
                    default -> false;
                };
    }

    private static String refusal(TranscriptEntry.Spoken line, Roster roster) {
        List<Person> readers = readers(line);
        String names = Roster.listed(readers.stream().map(roster::label).toList());
        String start = readers.stream().map(person -> "@" + roster.address(person)).collect(Collectors.joining(" "));
        return "That message is private, so only " + names + " may get the quote: write " + start
                + " before the text.";
    }
}
