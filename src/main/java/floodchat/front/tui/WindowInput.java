package floodchat.front.tui;

import floodchat.front.SettingAnswer;
import floodchat.front.UnlockResult;
import floodchat.front.tui.terminal.EditorResult;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.flood.FloodEvent;
import java.util.List;

/** What happens to a {@link Window}. */
sealed interface WindowInput {
    record Pressed(Key key) implements WindowInput {}

    /** A passphrase was tried. */
    record Unlocked(UnlockResult result) implements WindowInput {}

    record Heard(ChatEvent event) implements WindowInput {}

    record HistoryHeard(HistoryEvent event) implements WindowInput {}

    /** What an earlier run has kept of the conversations. */
    record Restored(List<SavedConversation> conversations) implements WindowInput {}

    record NetworkChanged(FloodEvent.StatusChanged status) implements WindowInput {}

    /** The network answered {@link WindowEffect.Inquire}. */
    record Answered(FloodEvent.Inspected answer) implements WindowInput {}

    /**
     * The wall clock was set. People read its time; waits do not follow it.
     *
     * @param wallAheadMs how far it is ahead of the clock of the window from now on, in ms; 0 at the start
     */
    record ClockSet(long wallAheadMs) implements WindowInput {}

    /** The answer to {@link WindowEffect.Set}. */
    record SettingsAnswered(SettingAnswer answer) implements WindowInput {}

    /** A person changed settings. */
    record SettingsChanged(TuiSettings settings) implements WindowInput {}

    /** An editor has ended. @param before the text that it was given */
    record Edited(String before, EditorResult result) implements WindowInput {}

    record Resized(int columns, int rows) implements WindowInput {}

    /** A signal, or a terminal that is gone, asks the person to leave. */
    record LeaveRequested(int exitCode) implements WindowInput {}

    /** A command was taken. The result of {@link WindowEffect.Send} comes before any other input. */
    record Sent(ChatCommand command) implements WindowInput {}

    /** There was no room for a command. */
    record Busy(ChatCommand command) implements WindowInput {}

    /** What became of {@link WindowEffect.Open}. */
    record Opened(String address, DesktopOpener.Result result) implements WindowInput {}

    /** The terminal has no commands for its clipboard. */
    record NotCopied() implements WindowInput {}

    /** There was no room for this many events. */
    record Missed(long events) implements WindowInput {}

    /** Time has passed, see {@link Window#msUntilTick}. */
    record Ticked() implements WindowInput {}
}
