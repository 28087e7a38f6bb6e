package floodchat.front.tui.text;

/** The background that colours are chosen for. */
public enum Tint {
    /** The background that the terminal reports. Until it does, colours that both kinds show. */
    AUTO,
    DARK,
    LIGHT
}
