package floodchat.front.tui;

import floodchat.protocol.chat.Person;

/** What a piece of text is, for the {@link Theme} to choose how it looks. */
enum Ink {
    TEXT,
    /** What only needs to be seen when looked for: times, system lines, borders. */
    QUIET,
    STRONG,
    /** What asks for attention. */
    ACCENT,
    /** What goes to one person alone, or comes from one to us alone. */
    DIRECT,
    WARNING,
    /** Our own name in someone's text. */
    MENTION,
    /** The item that a key would take. */
    SELECTED,
    PERSON_0,
    PERSON_1,
    PERSON_2,
    PERSON_3,
    PERSON_4,
    PERSON_5,
    PERSON_6,
    PERSON_7,
    PERSON_8,
    PERSON_9;

    static final int PEOPLE = 10;

    private static final Ink[] ALL = values();

    /** The same for one person on every screen: it comes from the key, not from the name. */
    static Ink of(Person person) {
        int mixed = person.key().hashCode() * 0x9E3779B9; // Fibonacci hashing: the high bits depend on every digit
        return ALL[PERSON_0.ordinal() + (mixed >>> 16) % PEOPLE];
    }
}
