package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.Address;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns an entered line into what the person wants. A line that starts with a slash and is no command is refused, and
 * never said to everyone; {@code //} says a text that starts with a slash. Pure; any thread may call it.
 */
public final class CommandParser {
    private static final String SET_USERNAME = "set username";
    private static final String CONNECT = "connect";

    private static final String CONTACTS = "/contacts";

    private static final String CLEAR_FOR_SURE = "history yes";

    private static final String TELLS = "@NAME and a text says it to that person alone.";
    private static final String NAMES = "/name ada sets your username.";
    private static final String WHO = "/who shows who is here.";
    private static final String CONNECTS = "/connect HOST:PORT connects to a peer.";

    /** Commands of other chats, and what to type here instead. */
    private static final Map<String, String> FOREIGN_COMMANDS = Map.of(
            "/tell", TELLS,
            "/w", TELLS,
            "/nick", NAMES,
            "/names", WHO,
            "/join", CONNECTS,
            "/server", CONNECTS);

    private CommandParser() {}

    /** Parses a line in the conversation with everyone. @param roster the people that a line may be for */
    public static Intent parse(String line, Roster roster) {
        return parse(line, roster, List.of());
    }

    /** @param readers the others in the conversation where the line is written; empty for everyone */
    public static Intent parse(String line, Roster roster, List<Person> readers) {
        String whole = Texts.stripTrailing(Texts.clean(line));
        String text = Texts.strip(whole);
        if (text.isEmpty()) {
            return new Intent.Nothing();
        }
        String indent = indent(whole);
        return switch (text.charAt(0)) {
            case '/' -> slash(text, indent, roster, readers);
            case '@' -> Telling.parse(text, roster);
            default -> {
                Intent command = word(text);
                yield command == null ? say(indent + text, roster, readers) : command;
            }
        };
    }

    /**
     * Says this text, whatever it begins with.
     *
     * @param to the people who get it alone: names as behind an at sign, or whole keys; empty for everyone
     */
    public static Intent say(String text, List<String> to, Roster roster) {
        String clean = Texts.stripTrailing(Texts.clean(text));
        return to.isEmpty() ? say(clean, roster, List.of()) : Telling.toNamed(to, clean, roster);
    }

    /** The blanks before the first word, in its line. Commands are known without them; what is said keeps them. */
    static String indent(String text) {
        int end = 0;
        while (end < text.length() && Texts.isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(text.lastIndexOf('\n', end) + 1, end);
    }

    /** The same, when these people are here: a private line names the person who was chosen, and nobody else. */
    public static String lineOf(ChatCommand command, Roster roster) {
        return lineOf(switch (command) {
            case ChatCommand.Tell(Choice to, String text) -> new ChatCommand.Tell(roster.chooseAgain(to), text);
            case ChatCommand.TellAll(List<Choice> to, String text) ->
                new ChatCommand.TellAll(to.stream().map(roster::chooseAgain).toList(), text);
            default -> command;
        });
    }

    /** The line that means this command; empty if a person does not type it as a line. */
    public static String lineOf(ChatCommand command) {
        return switch (command) {
            case ChatCommand.Say(String text) ->
                Texts.strip(text).startsWith("/") ? text.replaceFirst("/", "//") : text;
            case ChatCommand.Tell(Choice recipient, String text) -> "@" + recipient.typed() + separator(text) + text;
            case ChatCommand.TellAll(List<Choice> recipients, String text) ->
                recipients.stream().map(choice -> "@" + choice.typed()).collect(Collectors.joining(" "))
                        + separator(text) + text;
            case ChatCommand.Connect(String address) -> CONNECT + " " + address;
            case ChatCommand.OfPeople ofPeople -> PeopleParser.lineOf(ofPeople);
            case ChatCommand.OfOutbox ofOutbox -> OutboxParser.lineOf(ofOutbox);
            case ChatCommand.TakeOver _ -> SlashCommand.TAKEOVER.word();
            case ChatCommand.GoAway(String reason) ->
                SlashCommand.AWAY.word() + (reason.isEmpty() ? "" : " " + reason);
            case ChatCommand.ComeBack _ -> SlashCommand.BACK.word();
            case ChatCommand.SetName _, ChatCommand.Leave _, ChatCommand.NoteIdle _ -> "";
        };
    }

    /** Indentation is only kept at the start of a line. */
    private static char separator(String text) {
        return Texts.isBlank(text.charAt(0)) ? '\n' : ' ';
    }

    /** True if a line that does not start with {@code @} is a message, and no command. */
    static boolean isMessage(String text) {
        return text.startsWith("//") || !text.startsWith("/") && word(text) == null;
    }

    /** True if the line goes, as it is, to those who read the conversation: it names nobody and is no command. */
    public static boolean isPlainText(String line) {
        String text = Texts.strip(Texts.clean(line));
        return !text.startsWith("@") && !text.startsWith("/") && isMessage(text);
    }

    /** What a command without a slash means; null if the line is a message. */
    private static @Nullable Intent word(String text) {
        if (text.equals("exit") || text.equals("quit")) {
            return new Intent.Quit();
        }
        if (text.equals("help")) {
            return new Intent.ShowHelp();
        }
        if (startsWithWord(text, SET_USERNAME)) {
            return name(text.substring(SET_USERNAME.length()));
        }
        if (isConnect(text)) {
            return connect(text.substring(CONNECT.length()));
        }
        return null;
    }

    private static Intent slash(String text, String indent, Roster roster, List<Person> readers) {
        if (text.startsWith("//")) {
            return say(indent + text.substring(1), roster, readers);
        }
        int end = endOfWord(text);
        String word = text.substring(0, end);
        SlashCommand command = SlashCommand.named(word);
        if (command == null) {
            return new Intent.Refusal(unknown(word));
        }
        return run(command, word, text.substring(end), roster, readers);
    }

    private static Intent run(
            SlashCommand command, String word, String argument, Roster roster, List<Person> readers) {
        return switch (command) {
            case NAME -> name(argument);
            case CONNECT -> connect(argument);
            case WHO -> Texts.strip(argument).isEmpty() ? new Intent.ShowWho() : PeopleParser.who(argument, roster);
            case CONTACT ->
                word.equalsIgnoreCase(CONTACTS) && Texts.strip(argument).isEmpty()
                        ? new Intent.Send(new ChatCommand.ShowContacts())
                        : PeopleParser.contact(argument, roster);
            case VERIFY -> PeopleParser.verify(argument, roster);
            case BLOCK -> PeopleParser.block(argument, roster);
            case UNBLOCK -> PeopleParser.unblock(argument);
            case MUTE -> PeopleParser.mute(argument, roster);
            case UNMUTE -> PeopleParser.unmute(argument);
            case REQUESTS -> PeopleParser.requests(argument);
            case ACCEPT -> PeopleParser.accept(argument);
            case SEARCH -> new Intent.Search(Texts.strip(argument));
            case EXPORT -> export(argument);
            case CLEAR -> clear(argument);
            case MSG -> Telling.message(argument, roster);
            case QUERY -> Telling.query(argument, roster);
            case INFO -> MessageParser.info(argument);
            case REPLY -> MessageParser.reply(argument, roster, readers);
            case CLOSE -> new Intent.CloseConversation();
            case OUTBOX -> OutboxParser.parse(argument, roster);
            case AWAY -> new Intent.Send(new ChatCommand.GoAway(Texts.strip(argument)));
            case BACK -> new Intent.Send(new ChatCommand.ComeBack());
            case NET -> new Intent.ShowNetwork();
            case INVITE -> new Intent.ShowInvite();
            case SET -> new Intent.Set(SettingRequest.of(argument));
            case EDIT -> new Intent.Edit(Texts.strip(argument));
            case HELP -> new Intent.ShowHelp();
            case TAKEOVER -> new Intent.Send(new ChatCommand.TakeOver());
            case QUIT -> new Intent.Quit();
        };
    }

    private static String unknown(String word) {
        String advice = FOREIGN_COMMANDS.get(word.toLowerCase(Locale.ROOT));
        if (advice != null) {
            return "There is no command " + word + "; " + advice;
        }
        String near = SlashCommand.nearest(word);
        String hint = near == null ? "/help lists them all." : "did you mean " + near + "?";
        return "There is no command " + word + "; " + hint + " To say a text that starts with a slash, type //.";
    }

    private static Intent name(String argument) {
        String name = Names.normalize(argument);
        if (name.isEmpty()) {
            return new Intent.ChooseName();
        }
        String problem = Names.problemWith(name);
        return problem == null ? new Intent.Send(new ChatCommand.SetName(name)) : new Intent.Refusal(problem);
    }

    private static Intent export(String argument) {
        String file = Texts.strip(argument);
        return file.isEmpty()
                ? new Intent.Refusal("/export FILE writes all that is kept here to a new file, as text.")
                : new Intent.AskHistory(new HistoryInquiry.Export(file));
    }

    private static Intent clear(String argument) {
        return Texts.strip(argument).equalsIgnoreCase(CLEAR_FOR_SURE)
                ? new Intent.AskHistory(new HistoryInquiry.Clear())
                : new Intent.Refusal("Nothing was deleted: /clear " + CLEAR_FOR_SURE
                        + " deletes all lines that are kept on this machine, of this network, for good.");
    }

    private static Intent connect(String argument) {
        String address = argument.strip();
        if (Address.parse(address) == null) {
            return new Intent.Refusal(
                    "Write connect HOST:PORT, for example connect localhost:55555; an IPv6 address needs brackets.");
        }
        return new Intent.Send(new ChatCommand.Connect(address));
    }

    static Intent say(String text, Roster roster, List<Person> readers) {
        String problem = Texts.problemWith(text);
        if (problem != null) {
            return new Intent.Refusal(problem);
        }
        return new Intent.Send(readers.isEmpty() ? new ChatCommand.Say(text) : Telling.to(readers, text, roster));
    }

    /** The name in {@code @bob}, {@code @bob:} and {@code @bob!}; empty if there is none. A name may end with a dot. */
    static String recipient(String word) {
        int end = word.length();
        while (end > 1 && word.charAt(end - 1) != '.' && Completion.followsWord(word.charAt(end - 1))) {
            end--;
        }
        return Texts.clean(word.substring(1, end));
    }

    private static boolean isConnect(String text) {
        if (!startsWithWord(text, CONNECT)) {
            return false;
        }
        String rest = text.substring(CONNECT.length()).strip();
        return endOfWord(rest) == rest.length();
    }

    private static boolean startsWithWord(String text, String words) {
        if (!text.startsWith(words)) {
            return false;
        }
        return text.length() == words.length() || Texts.isBlank(text.charAt(words.length()));
    }

    static int endOfWord(String text) {
        int end = 0;
        while (end < text.length() && !Texts.isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
