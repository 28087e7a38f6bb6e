package floodchat.front.tui.terminal;

/** What came of an editor that was given a text. */
public sealed interface EditorResult {
    /** The text as the editor has written it. */
    record Text(String text) implements EditorResult {}

    /** The text is as before. @param reason one sentence */
    record Unchanged(String reason) implements EditorResult {}
}
