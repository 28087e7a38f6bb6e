package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Person;

/** How a person is written in the window: a label that no other person has, in the person's colour. Pure. */
final class PersonLabel {
    /** One column for {@code …} in place of the name, and nine for the suffix. */
    private static final int MIN_COLUMNS_WITH_SUFFIX = 10;

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
        String suffix = person.nameWithSuffix().substring(person.name().length());
        return new Span(Graphemes.fit(person.name(), columns - suffix.length()) + suffix, style);
    }

    static StyleToken style(Person person, Roster roster) {
        return StyleToken.ofPerson(roster.colour(person));
    }
}
