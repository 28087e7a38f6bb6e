package floodchat.front.tui.text;

/** The background of a terminal. */
public enum Tint {
    /** Not known yet. Then colours are taken that both kinds show. */
    AUTO,
    DARK,
    LIGHT
}
