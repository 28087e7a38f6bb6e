package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.Texts;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Understands what stands behind a command about people. A name becomes a key here, at the moment at which it is
 * chosen. Pure; any thread may call it.
 */
final class PeopleParser {
    private static final String CONTACT_USAGE =
            "Write /contact add NAME [OWN NAME], /contact rename NAME NEW, /contact remove NAME or /contact list.";

    private static final String REQUESTS_USAGE =
            "Write /requests list, /requests clear, /requests on, /requests crowd or /requests off.";

    private static final String MUTE_USAGE =
            "Write /mute NAME, or /mute NAME 30m, 2h or 3d, up to %dd.".formatted(ChatCommand.Mute.MAX_TIME.toDays());

    private PeopleParser() {}

    static Intent contact(String argument, Roster roster) {
        String[] words = words(argument);
        String verb = words[0].toLowerCase(Locale.ROOT);
        return switch (verb + " " + words.length) {
            case "list 1" -> new Intent.Send(new ChatCommand.ShowContacts());
            case "add 2" -> new Intent.Send(new ChatCommand.AddContact(choose(words[1], roster), null));
            case "remove 2" -> new Intent.Send(new ChatCommand.RemoveContact(choose(words[1], roster)));
            case "add 3" ->
                named(words[2], new ChatCommand.AddContact(choose(words[1], roster), Names.normalize(words[2])));
            case "rename 3" ->
                named(words[2], new ChatCommand.RenameContact(choose(words[1], roster), Names.normalize(words[2])));
            default -> new Intent.Refusal(CONTACT_USAGE);
        };
    }

    private static Intent named(String name, ChatCommand command) {
        String problem = Names.problemWith(Names.normalize(name));
        return problem == null ? new Intent.Send(command) : new Intent.Refusal(problem);
    }

    static Intent verify(String argument, Roster roster) {
        String[] words = words(argument);
        if (words.length == 2 && words[1].equalsIgnoreCase("yes")) {
            return new Intent.Send(new ChatCommand.MarkVerified(choose(words[0], roster)));
        }
        return words.length == 1 && !words[0].isEmpty()
                ? new Intent.Send(new ChatCommand.ShowSafetyNumber(choose(words[0], roster)))
                : new Intent.Refusal("Write /verify NAME, and /verify NAME yes when all digits were the same.");
    }

    static Intent who(String argument, Roster roster) {
        String[] words = words(argument);
        return words.length == 1
                ? new Intent.Send(new ChatCommand.ShowPerson(choose(words[0], roster)))
                : new Intent.Refusal("Write /who, or /who NAME.");
    }

    static Intent block(String argument, Roster roster) {
        String[] words = words(argument);
        return isOneName(words)
                ? new Intent.Send(new ChatCommand.Block(choose(words[0], roster)))
                : new Intent.Refusal("Write /block NAME.");
    }

    /** Of those who are blocked, and not of those who are here: the chat knows their names. */
    static Intent unblock(String argument) {
        String[] words = words(argument);
        return isOneName(words)
                ? new Intent.Send(new ChatCommand.Unblock(Choice.of(withoutAt(words[0]))))
                : new Intent.Refusal("Write /unblock NAME; /contacts shows whom you blocked.");
    }

    static Intent mute(String argument, Roster roster) {
        String[] words = words(argument);
        if (words.length == 1) {
            return new Intent.Send(
                    words[0].isEmpty()
                            ? new ChatCommand.ShowMuted()
                            : new ChatCommand.Mute(choose(words[0], roster), null));
        }
        Duration time = words.length == 2 ? time(words[1]) : null;
        return time == null
                ? new Intent.Refusal(MUTE_USAGE)
                : new Intent.Send(new ChatCommand.Mute(choose(words[0], roster), time));
    }

    /** What {@code 30m}, {@code 2h} or {@code 3d} means; null if it is no such time, or too long. */
    private static @Nullable Duration time(String word) {
        if (!word.matches("[1-9][0-9]{0,5}[mhdMHD]")) {
            return null;
        }
        int number = Integer.parseInt(word.substring(0, word.length() - 1));
        Duration time =
                switch (Character.toLowerCase(word.charAt(word.length() - 1))) {
                    case 'm' -> Duration.ofMinutes(number);
                    case 'h' -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        return time.compareTo(ChatCommand.Mute.MAX_TIME) <= 0 ? time : null;
    }

    /** Of those who are muted, and not of those who are here: the chat knows their names. */
    static Intent unmute(String argument) {
        String[] words = words(argument);
        return isOneName(words)
                ? new Intent.Send(new ChatCommand.Unmute(Choice.of(withoutAt(words[0]))))
                : new Intent.Refusal("Write /unmute NAME; /mute alone shows whom you muted.");
    }

    /** Of those who wait, and not of those who are here: the chat knows their names. */
    static Intent accept(String argument) {
        String[] words = words(argument);
        return isOneName(words)
                ? new Intent.Send(new ChatCommand.Accept(Choice.of(withoutAt(words[0]))))
                : new Intent.Refusal("Write /accept NAME; /requests list shows who waits.");
    }

    static Intent requests(String argument) {
        String[] words = words(argument);
        String word = words[0].toLowerCase(Locale.ROOT);
        if (words.length == 1) {
            for (RequestPolicy policy : RequestPolicy.values()) {
                if (word(policy).equals(word)) {
                    return new Intent.Send(new ChatCommand.SetRequests(policy));
                }
            }
            if (word.isEmpty() || word.equals("list")) {
                return new Intent.Send(new ChatCommand.ShowRequests());
            }
            if (word.equals("clear")) {
                return new Intent.Send(new ChatCommand.ClearRequests());
            }
        }
        return new Intent.Refusal(REQUESTS_USAGE);
    }

    /** The line that means this command. */
    static String lineOf(ChatCommand.OfPeople command) {
        return switch (command) {
            case ChatCommand.AddContact(Choice who, String name) ->
                "/contact add " + who.typed() + (name == null ? "" : " " + name);
            case ChatCommand.RenameContact(Choice who, String name) -> "/contact rename " + who.typed() + " " + name;
            case ChatCommand.RemoveContact(Choice who) -> "/contact remove " + who.typed();
            case ChatCommand.ShowContacts _ -> "/contacts";
            case ChatCommand.ShowPerson(Choice who) -> "/who " + who.typed();
            case ChatCommand.ShowSafetyNumber(Choice who) -> "/verify " + who.typed();
            case ChatCommand.MarkVerified(Choice who) -> "/verify " + who.typed() + " yes";
            case ChatCommand.Block(Choice who) -> "/block " + who.typed();
            case ChatCommand.Unblock(Choice who) -> "/unblock " + who.typed();
            case ChatCommand.Mute(Choice who, Duration time) ->
                "/mute " + who.typed() + (time == null ? "" : " " + time.toMinutes() + "m");
            case ChatCommand.Unmute(Choice who) -> "/unmute " + who.typed();
            case ChatCommand.ShowMuted _ -> "/mute";
            case ChatCommand.Accept(Choice who) -> "/accept " + who.typed();
            case ChatCommand.SetRequests(RequestPolicy policy) -> "/requests " + word(policy);
            case ChatCommand.ShowRequests _ -> "/requests list";
            case ChatCommand.ClearRequests _ -> "/requests clear";
        };
    }

    private static String word(RequestPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isOneName(String[] words) {
        return words.length == 1 && !words[0].isEmpty();
    }

    /** At least one; it is empty if there is none. */
    private static String[] words(String argument) {
        return Texts.strip(argument).split("\\s+", -1);
    }

    private static Choice choose(String word, Roster roster) {
        return roster.choose(withoutAt(word));
    }

    /** An at sign before the name may be left out, because a name can't begin with one. */
    private static String withoutAt(String word) {
        return word.startsWith("@") ? word.substring(1) : word;
    }
}
