package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.util.ArrayList;
import java.util.List;

/** The people who will read the line that is being written. Shown before the line is sent. */
public sealed interface Audience {
    record Everyone() implements Audience {}

    /** @param label the name, with the suffix if somebody else had this name before */
    record OnlyOne(String label) implements Audience {}

    /** The line goes to each of these people, and to nobody else. */
    record Group(List<String> labels) implements Audience {}

    /** More people are named than a line may go to. */
    record TooMany() implements Audience {}

    /** Several people have this name. */
    record Several(String name) implements Audience {}

    /** Nobody here has this name. It is empty if none is written yet. */
    record Unknown(String name) implements Audience {}

    record Oneself() implements Audience {}

    /** The line is a command. */
    record Command() implements Audience {}

    /** In the conversation with everyone. */
    public static Audience of(String line, Roster roster) {
        return of(line, roster, List.of());
    }

    /** @param readers the others in the conversation where the line is written; empty for everyone */
    public static Audience of(String line, Roster roster, List<Person> readers) {
        String text = Texts.strip(Texts.clean(line));
        if (text.startsWith("@")) {
            return named(Addressed.of(text, roster).names(), roster);
        }
        boolean plain = text.isEmpty() || CommandParser.isMessage(text);
        return plain ? ofPeople(readers, roster) : new Command();
    }

    /** Those who read what is written in this conversation. @param readers empty for everyone */
    public static Audience ofPeople(List<Person> readers, Roster roster) {
        return switch (readers.size()) {
            case 0 -> new Everyone();
            case 1 -> new OnlyOne(roster.label(readers.getFirst()));
            default -> new Group(readers.stream().map(roster::label).toList());
        };
    }

    private static Audience named(List<String> names, Roster roster) {
        List<String> labels = new ArrayList<>();
        for (String name : names) {
            switch (named(name, roster)) {
                case OnlyOne(String label) -> labels.add(label);
                case Audience nobody -> {
                    return nobody;
                }
            }
        }
        if (labels.size() == 1) {
            return new OnlyOne(labels.getFirst());
        }
        return labels.size() > ChatCommand.TellAll.MAX_RECIPIENTS ? new TooMany() : new Group(List.copyOf(labels));
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
