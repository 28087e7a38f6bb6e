package floodchat.front.tui.widget;

/** Which messages ring the terminal's bell. */
public enum Bell {
    NONE,
    /** Messages that contain our name, and messages to us alone. */
    MENTIONS,
    /** Every message of another person. */
    ALL
}
