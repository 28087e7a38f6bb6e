package floodchat.front;

import floodchat.protocol.chat.HistoryEvent;
import org.jspecify.annotations.Nullable;

/** What became of a wish to the history, in words. Pure. */
public final class HistoryWords {
    private HistoryWords() {}

    /** One sentence; null if the event is none for a person. */
    public static @Nullable String of(HistoryEvent event) {
        return switch (event) {
            case HistoryEvent.Exported(String file, int lines) ->
                (lines == 1 ? "1 line is" : "%,d lines are".formatted(lines)) + " in " + file + " now.";
            case HistoryEvent.Cleared(int lines) ->
                (lines == 1 ? "1 line was" : "%,d lines were".formatted(lines)) + " deleted. "
                        + "What a window shows stays there until it is closed.";
            case HistoryEvent.Refused refused -> refused.reason();
            case HistoryEvent.Opened _, HistoryEvent.Loaded _, HistoryEvent.Lines _, HistoryEvent.Found _ -> null;
        };
    }
}
