package floodchat.front.tui.text;

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

    /** The style of the person with this key. It is the same on every screen, and stays if the name changes. */
    public static StyleToken ofPerson(String key) {
        int mixed = key.hashCode() * 0x9E3779B9; // Fibonacci hashing: the high bits depend on every digit
        return ALL[PERSON_0.ordinal() + (mixed >>> 16) % PEOPLE];
    }
}
