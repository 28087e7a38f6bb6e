package floodchat.front.tui;

import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;

/**
 * How the window looks and behaves.
 *
 * @param theme which colours it has
 * @param bell which messages ring
 * @param time how the time of a message is shown
 * @param peerListColumns how wide the peer list is, {@value #MIN_PEER_LIST_COLUMNS} to {@value #MAX_PEER_LIST_COLUMNS}
 * @param showPeerList whether the peer list is shown at the start; a narrow window never shows it
 * @param scrollbackLines how many lines are kept, {@value #MIN_SCROLLBACK_LINES} to {@value #MAX_SCROLLBACK_LINES}
 * @param notifications how the desktop is told of messages for us
 * @param notifyText whether it is told what they say
 * @param title whether the window sets the title of the terminal
 * @param mouse whether the mouse is ours
 * @param links whether the terminal is told which words are links
 * @param idleMinutes after how long without a key others see that nobody looks, up to {@value #MAX_IDLE_MINUTES}; 0 for
 *     never
 */
public record TuiSettings(
        Palette theme,
        Bell bell,
        TimeFormat time,
        int peerListColumns,
        boolean showPeerList,
        int scrollbackLines,
        Notification.Kind notifications,
        boolean notifyText,
        boolean title,
        boolean mouse,
        boolean links,
        int idleMinutes) {
    public static final int MIN_PEER_LIST_COLUMNS = 12;
    public static final int MAX_PEER_LIST_COLUMNS = 40;
    public static final int MIN_SCROLLBACK_LINES = 100;
    public static final int MAX_SCROLLBACK_LINES = 50_000;

    public static final int MAX_IDLE_MINUTES = 1_440;

    public static final TuiSettings DEFAULT =
            new TuiSettings(Palette.AUTO, Bell.MENTIONS, TimeFormat.MINUTES, 22, true, 5_000, Notification.Kind.AUTO,
                    false,
                    true, false, true, 10);

    public TuiSettings {
        requireWithin("peerListColumns", peerListColumns, MIN_PEER_LIST_COLUMNS, MAX_PEER_LIST_COLUMNS);
        requireWithin("idleMinutes", idleMinutes, 0, MAX_IDLE_MINUTES);
        requireWithin("scrollbackLines", scrollbackLines, MIN_SCROLLBACK_LINES, MAX_SCROLLBACK_LINES);
    }

    private static void requireWithin(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", not within " + least + " and " + most);
        }
    }
}
