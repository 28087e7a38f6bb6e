package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Person;

/** How a person is written in the window: a label that no other person has, in the person's colour. Pure. */
final class PersonLabel {
    /** One column for {@code …} in place of the name, nine for the suffix, and two for the sign of a contact. */
    private static final int MIN_COLUMNS_WITH_SUFFIX = 12;

    private PersonLabel() {}

    /**
     * The label in at most this many columns. A name that has to be cut always carries its suffix, because the start
     * of a name may be the start of another one too. In fewer than {@value #MIN_COLUMNS_WITH_SUFFIX} columns there is
     * no room for it.
     */
    static Span of(Person person, Roster roster, int columns) {
        String label = roster.label(person);
        StyleToken style = style(person, roster);
        if (Graphemes.width(label) <= columns || columns < MIN_COLUMNS_WITH_SUFFIX) {
            return new Span(Graphemes.fit(label, columns), style);
        }
        String end = person.nameWithSuffix().substring(person.name().length()) + roster.signOf(person);
        String name = roster.signOf(person).isEmpty() ? person.name() : roster.nameOf(person);
        return new Span(Graphemes.fit(name, columns - end.length()) + end, style);
    }

    static StyleToken style(Person person, Roster roster) {
        return StyleToken.ofPerson(roster.colour(person));
    }
}
