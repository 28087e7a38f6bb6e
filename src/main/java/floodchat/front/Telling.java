package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Understands lines to certain people: {@code @bob hi}, {@code @bob @cat hi}, {@code /msg bob hi} and
 * {@code /query bob}. A name becomes a key here, at the moment at which it is chosen. Pure.
 */
final class Telling {
    private static final String QUERY_USAGE = "Write /query NAME, or /query NAME NAME for several people.";
    private static final String MESSAGE_USAGE = "Write /msg NAME TEXT.";
    private static final String TOO_MANY =
            "A private line goes to %d people at most.".formatted(ChatCommand.TellAll.MAX_RECIPIENTS);

    private Telling() {}

    /** @param line starts with an at sign */
    static Intent parse(String line, Roster roster) {
        Addressed addressed = Addressed.of(line, roster);
        List<String> names = addressed.names();
        if (names.getFirst().isEmpty()) {
            return new Intent.Refusal("Who should get this? Write @name first, then the text.");
        }
        if (names.size() > ChatCommand.TellAll.MAX_RECIPIENTS) {
            return new Intent.Refusal(TOO_MANY);
        }
        String text = textAfterNames(addressed.rest());
        if (text.isEmpty()) {
            return goTo(names, roster);
        }
        String problem = Texts.problemWith(text);
        return problem == null
                ? new Intent.Send(command(names.stream().map(roster::choose).toList(), text))
                : new Intent.Refusal(problem);
    }

    /** Says a clean text to these people. @param to names or whole keys, at least one; each person gets it once */
    static Intent toNamed(List<String> to, String text, Roster roster) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (String typed : to) {
            Choice choice = roster.chooseByNameOrKey(Texts.clean(typed));
            choices.putIfAbsent(choice.key() == null ? choice.typed() : choice.key(), choice);
        }
        if (choices.size() > ChatCommand.TellAll.MAX_RECIPIENTS) {
            return new Intent.Refusal(TOO_MANY);
        }
        String problem = Texts.problemWith(text);
        return problem == null
                ? new Intent.Send(command(List.copyOf(choices.values()), text))
                : new Intent.Refusal(problem);
    }

    /** What stands behind {@code /msg}. */
    static Intent message(String argument, Roster roster) {
        String line = Texts.strip(argument);
        return CommandParser.endOfWord(line) == line.length()
                ? new Intent.Refusal(MESSAGE_USAGE)
                : parse(messageLine(argument), roster);
    }

    /** The line that starts with an at sign and says the same. @param argument what stands behind {@code /msg} */
    static String messageLine(String argument) {
        String line = Texts.strip(argument);
        return line.startsWith("@") ? line : "@" + line;
    }

    /** The text behind the names; empty if there is none. @param line starts with an at sign */
    static String textOf(String line, Roster roster) {
        return textAfterNames(Addressed.of(line, roster).rest());
    }

    /** What stands behind {@code /query}. */
    static Intent query(String argument, Roster roster) {
        List<String> names = new ArrayList<>();
        for (String word : Texts.strip(argument).split("\\s+", -1)) {
            if (!word.isEmpty()) {
                names.add(CommandParser.recipient(word.startsWith("@") ? word : "@" + word));
            }
        }
        if (names.isEmpty()) {
            return new Intent.Refusal(QUERY_USAGE);
        }
        return names.size() > ChatCommand.TellAll.MAX_RECIPIENTS ? new Intent.Refusal(TOO_MANY) : goTo(names, roster);
    }

    private static Intent goTo(List<String> names, Roster roster) {
        List<Person> people = new ArrayList<>();
        for (String name : names) {
            Person person = onlyOther(name, roster);
            if (person == null) {
                return new Intent.Refusal(whyNot(name, roster));
            }
            people.add(person);
        }
        return new Intent.GoTo(List.copyOf(people), nothingToTell(names));
    }

    private static @Nullable Person onlyOther(String name, Roster roster) {
        List<Person> called = roster.called(name);
        return called.size() == 1 && !roster.isSelf(called.getFirst()) ? called.getFirst() : null;
    }

    private static String whyNot(String name, Roster roster) {
        List<Person> called = roster.called(name);
        if (called.size() == 1) {
            return "That is you: nobody else would read it.";
        }
        return called.isEmpty()
                ? "Nobody here is called " + name + ": /who shows who is here."
                : "Several people are called " + name + ": write one of "
                        + called.stream().map(person -> "@" + roster.address(person)).collect(Collectors.joining(", "))
                        + ".";
    }

    private static String nothingToTell(List<String> names) {
        return "There is nothing to tell " + Roster.listed(names) + " yet: write a text after the name.";
    }

    /** The command that says the text to these people. @param people at least one */
    static ChatCommand to(List<Person> people, String text, Roster roster) {
        return command(
                people.stream().map(person -> new Choice(roster.address(person), person.key())).toList(), text);
    }

    private static ChatCommand command(List<Choice> recipients, String text) {
        return recipients.size() == 1
                ? new ChatCommand.Tell(recipients.getFirst(), text)
                : new ChatCommand.TellAll(recipients, text);
    }

    /** The text without the blanks after the name. A text that starts on a line of its own keeps its indentation. */
    private static String textAfterNames(String rest) {
        String text = Texts.strip(rest);
        String before = rest.substring(0, rest.indexOf(text));
        return before.contains("\n") ? CommandParser.indent(rest) + text : text;
    }
}
