package floodchat.front.tui.widget;

/** How the time beside a message is shown. */
public enum TimeFormat {
    NONE,
    /** Hours and minutes. */
    MINUTES,
    /** Hours, minutes and seconds. */
    SECONDS
}
