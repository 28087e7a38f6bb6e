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
    /** The light half of a character of a code that phones read. */
    CODE,
    /** A blank that is as light as that half. */
    CODE_BLANK,
    PERSON_0,
    PERSON_1,
    PERSON_2,
    PERSON_3,
    PERSON_4,
    PERSON_5,
    PERSON_6,
    PERSON_7,
    PERSON_8,
    PERSON_9,
    PERSON_10,
    PERSON_11;

    /** How many styles there are for people. */
    public static final int PEOPLE = 12;

    private static final StyleToken[] ALL = values();

    /** The style of a person. @param colour a number of the person, 0 to {@link #PEOPLE} - 1 */
    public static StyleToken ofPerson(int colour) {
        return ALL[PERSON_0.ordinal() + colour];
    }
}
