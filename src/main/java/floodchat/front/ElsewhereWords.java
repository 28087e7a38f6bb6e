package floodchat.front;

/** What a person is told when Floodchat runs elsewhere with the same identity. Pure. */
public final class ElsewhereWords {
    /** The person took over. */
    public static final String ENDED = "You speak from here again. The other Floodchat becomes silent.";

    private ElsewhereWords() {}

    /** @param name what we are called */
    public static String of(String name) {
        return name + " runs elsewhere too: take over? Type " + SlashCommand.TAKEOVER.word()
                + " to speak from here; until then nothing is sent from here.";
    }
}
