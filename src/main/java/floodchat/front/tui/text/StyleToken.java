package floodchat.front.tui.text;

import floodchat.protocol.chat.Person;

/** What a piece of text means; the {@link Theme} decides how it looks. */
public enum StyleToken {
    TEXT,
    /** Times, system lines and borders: seen only when a person looks for them. */
    QUIET,
    STRONG,
    /** Asks for attention. */
    ACCENT,
    /** Goes to one person alone, or comes from one person to us alone. */
    DIRECT,
    WARNING,
    /** Our own name in the text of another person. */
    MENTION,
    /** The list item that a key would take. */
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

    /** How many styles there are for people. */
    static final int PEOPLE = 10;

    private static final StyleToken[] ALL = values();

    /** The style of a person: the same on every screen, because it depends on the key and not on the name. */
    public static StyleToken of(Person person) {
        int mixed = person.key().hashCode() * 0x9E3779B9; // Fibonacci hashing: the high bits depend on every digit
        return ALL[PERSON_0.ordinal() + (mixed >>> 16) % PEOPLE];
    }
}
