package floodchat.front;

import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * The names at the start of a line, and what follows them. The first {@code @word} is always a name. A further one is a
 * name if it means somebody else who may be written to; if not, it is a part of the text.
 *
 * @param names as they are written, without the at sign; the only one is empty if none is written yet
 * @param rest the line behind the names, with the blanks before it
 */
record Addressed(List<String> names, String rest) {
    /** @param line starts with an at sign */
    static Addressed of(String line, Roster roster) {
        String name = firstName(line);
        List<String> names = new ArrayList<>(List.of(name));
        List<Person> people = new ArrayList<>(roster.called(name));
        String rest = line.substring(CommandParser.endOfWord(line));
        while (startsWithAnother(Texts.strip(rest), people, roster)) {
            String next = Texts.strip(rest);
            names.add(firstName(next));
            people.addAll(roster.called(firstName(next)));
            rest = next.substring(CommandParser.endOfWord(next));
        }
        return new Addressed(List.copyOf(names), rest);
    }

    private static String firstName(String text) {
        return CommandParser.recipient(text.substring(0, CommandParser.endOfWord(text)));
    }

    private static boolean startsWithAnother(String rest, List<Person> before, Roster roster) {
        boolean known = !before.isEmpty() && before.stream().noneMatch(roster::isSelf);
        if (!known || !rest.startsWith("@")) {
            return false;
        }
        List<Person> called = roster.called(firstName(rest));
        return !called.isEmpty()
                && called.stream().noneMatch(person -> roster.isSelf(person) || isAmong(before, person));
    }

    private static boolean isAmong(List<Person> people, Person person) {
        return people.stream().anyMatch(other -> other.key().equals(person.key()));
    }
}
