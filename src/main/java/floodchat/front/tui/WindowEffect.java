package floodchat.front.tui;

import floodchat.front.PassphraseEntered;
import floodchat.front.SettingRequest;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.text.Tint;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.SavedConversation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Window} wants done. */
sealed interface WindowEffect {
    /** Ask the history. If there is no room, nobody is asked. */
    record AskHistory(HistoryInquiry inquiry) implements WindowEffect {}

    /** Keep the conversations for the next run. */
    record SaveConversations(List<SavedConversation> conversations) implements WindowEffect {}

    /** Hand a command on, and tell the window the result: {@link WindowInput.Sent} or {@link WindowInput.Busy}. */
    record Send(ChatCommand command) implements WindowEffect {}

    /** Try a passphrase, and tell the window the result: {@link WindowInput.Unlocked}. */
    record Unlock(PassphraseEntered entered) implements WindowEffect {}

    /** Ask for settings or change one; the answer is {@link WindowInput.SettingsAnswered}. */
    record Set(SettingRequest request) implements WindowEffect {}

    /** Open a web address with the desktop's program, and tell the window the result: {@link WindowInput.Opened}. */
    record Open(String address) implements WindowEffect {}

    /** Ask the network how this peer stands in it. */
    record Inquire() implements WindowEffect {}

    /** Give this text to an editor, and tell the window the result: {@link WindowInput.Edited}. */
    record Edit(String text) implements WindowEffect {}

    /** End the window. @param lastWords for the person, after the window is gone; null for none */
    record Exit(int exitCode, @Nullable String lastWords) implements WindowEffect {}

    /** Concerns only the terminal. Of one kind, only the last between two frames is done. */
    sealed interface OnTerminal extends WindowEffect {}

    record Ring() implements OnTerminal {}

    /** Show it on the desktop. */
    record Notify(Notification notification, Notification.Kind kind) implements OnTerminal {}

    /** Put the text on the clipboard. If the terminal can't, the window is told: {@link WindowInput.NotCopied}. */
    record Copy(String text) implements OnTerminal {}

    /** Draw every cell, whatever the terminal shows. */
    record Redraw() implements OnTerminal {}

    /** Give the terminal back to the shell until this program is continued. */
    record Suspend() implements OnTerminal {}

    /** The terminal has this background: some palettes follow it. */
    record SetTint(Tint tint) implements OnTerminal {}

    /** Choose these colours. */
    record SetPalette(Palette palette) implements OnTerminal {}

    /** Take the mouse, or leave it to the terminal. */
    record UseMouse(boolean on) implements OnTerminal {}

    /** Tell the terminal which words are links, or not. */
    record UseLinks(boolean on) implements OnTerminal {}

    /** Ask the terminal which notifications it knows. */
    record AskNotifications() implements OnTerminal {}

    /** Ask the terminal for its background, and whether it tells when that changes. */
    record AskBackground() implements OnTerminal {}
}
