package floodchat.front.tui;

/**
 * How the window looks and behaves.
 *
 * @param theme which background the colours are chosen for
 * @param bell what rings
 * @param time how the time of a message is shown
 * @param peerListColumns how wide the peer list is, {@value #MIN_PEER_LIST_COLUMNS} to {@value #MAX_PEER_LIST_COLUMNS}
 * @param showPeerList whether it is there at the start; a narrow window folds it all the same
 * @param scrollbackLines how many lines are kept, {@value #MIN_SCROLLBACK_LINES} to {@value #MAX_SCROLLBACK_LINES}
 */
public record TuiSettings(
        Tint theme, Bell bell, Time time, int peerListColumns, boolean showPeerList, int scrollbackLines) {
    public static final int MIN_PEER_LIST_COLUMNS = 12;
    public static final int MAX_PEER_LIST_COLUMNS = 40;
    public static final int MIN_SCROLLBACK_LINES = 100;
    public static final int MAX_SCROLLBACK_LINES = 50_000;

    public static final TuiSettings DEFAULT = new TuiSettings(Tint.AUTO, Bell.MENTIONS, Time.MINUTES, 22, true, 5_000);

    public TuiSettings {
        requireWithin("peerListColumns", peerListColumns, MIN_PEER_LIST_COLUMNS, MAX_PEER_LIST_COLUMNS);
        requireWithin("scrollbackLines", scrollbackLines, MIN_SCROLLBACK_LINES, MAX_SCROLLBACK_LINES);
    }

    private static void requireWithin(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", not within " + least + " and " + most);
        }
    }

    /** The background that the colours are chosen for. */
    public enum Tint {
        /** What the terminal says; colours that both kinds show until it does. */
        AUTO,
        DARK,
        LIGHT
    }

    /** What rings the terminal's bell. */
    public enum Bell {
        NONE,
        /** Our name in someone's text, and what is told to us alone. */
        MENTIONS,
        /** Every message of someone else. */
        ALL
    }

    /** How the time beside a message is shown. */
    public enum Time {
        NONE,
        /** Hours and minutes. */
        MINUTES,
        /** Hours, minutes and seconds. */
        SECONDS
    }
}
