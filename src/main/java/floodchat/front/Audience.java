package floodchat.front;

import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.util.List;

/** The people who will read the line that is being written. Shown before the line is sent. */
public sealed interface Audience {
    record Everyone() implements Audience {}

    /** @param label the name, with the suffix if somebody else had this name before */
    record OnlyOne(String label) implements Audience {}

    /**
     * The line starts with the names of two people, but only one could get it. A second {@code @word} that nobody here
     * is called is a part of the text.
     *
     * @param first the first person's label
     * @param second the name of the second one, as it is written
     */
    record TooMany(String first, String second) implements Audience {}

    /** Several people have this name. */
    record Several(String name) implements Audience {}

    /** Nobody here has this name. It is empty if none is written yet. */
    record Unknown(String name) implements Audience {}

    record Oneself() implements Audience {}

    /** The line is a command. */
    record Command() implements Audience {}

    public static Audience of(String line, Roster roster) {
        String text = Texts.strip(Texts.clean(line));
        if (text.startsWith("@")) {
            int end = CommandParser.endOfWord(text);
            Audience first = named(CommandParser.recipient(text.substring(0, end)), roster);
            return first instanceof OnlyOne one ? withSecond(one, text.substring(end).strip(), roster) : first;
        }
        boolean plain = text.isEmpty() || CommandParser.isMessage(text);
        return plain ? new Everyone() : new Command();
    }

    private static Audience withSecond(OnlyOne one, String rest, Roster roster) {
        if (!rest.startsWith("@")) {
            return one;
        }
        String name = CommandParser.recipient(rest.substring(0, CommandParser.endOfWord(rest)));
        boolean another = switch (named(name, roster)) {
            case OnlyOne second -> !second.equals(one);
            case Several _ -> true;
            case Everyone _, TooMany _, Unknown _, Oneself _, Command _ -> false;
        };
        return another ? new TooMany(one.label(), name) : one;
    }

    private static Audience named(String name, Roster roster) {
        List<Person> called = roster.called(name);
        if (called.size() == 1) {
            Person person = called.getFirst();
            return roster.isSelf(person) ? new Oneself() : new OnlyOne(roster.label(person));
        }
        return called.isEmpty() ? new Unknown(name) : new Several(name);
    }
}
