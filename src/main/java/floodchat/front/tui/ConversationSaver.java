package floodchat.front.tui;

import floodchat.front.Conversations;
import floodchat.front.Roster;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.Conversation;
import floodchat.protocol.chat.SavedConversation;
import java.time.Instant;
import java.util.List;

/**
 * Says when the conversations and the unfinished line are to be kept for the next run: a few seconds after they have
 * changed, and not more often. While nothing changes there is nothing to wait for. Owned by a {@link Window}.
 */
final class ConversationSaver {
    /** What is lost if the program is killed. */
    static final long SAVE_AFTER_MS = 3_000;

    private final Conversation conversation;
    private final Composer composer;

    /** As they are kept, or will be when it is time. */
    private Conversations conversations;

    private String draft;

    /** The number of the newest message: it is read, if the person sees it. */
    private long newest;

    /** When it is time; below 0 if nothing has changed. */
    private long dueMs = -1;

    /** Begins when what an earlier run has kept is shown again. */
    ConversationSaver(Conversation conversation, Composer composer) {
        this.conversation = conversation;
        this.composer = composer;
        this.conversations = conversation.conversations();
        this.draft = composer.draft();
        this.newest = newestMessage();
    }

    private long newestMessage() {
        Transcript transcript = conversation.transcript();
        List<TranscriptEntry> entries = transcript.entries();
        boolean isMessage = !entries.isEmpty() && entries.getLast() instanceof TranscriptEntry.Spoken;
        return isMessage ? transcript.lastNumber() : newest;
    }

    /** Looks whether something has changed. @param nowMs by a clock that never goes back, as below */
    void look(long nowMs) {
        if (differs()) {
            note();
            dueMs = dueMs < 0 ? nowMs + SAVE_AFTER_MS : dueMs;
        }
    }

    private boolean differs() {
        return conversation.conversations() != conversations
                || newestMessage() != newest
                || !composer.draft().equals(draft);
    }

    private void note() {
        conversations = conversation.conversations();
        draft = composer.draft();
        newest = newestMessage();
    }

    /** How long until it is time; below 0 for never. */
    long msUntilDue(long nowMs) {
        return dueMs < 0 ? -1 : Math.max(0, dueMs - nowMs);
    }

    boolean hasChanged() {
        return dueMs >= 0 || differs();
    }

    /** What to keep. @param now what the wall clock shows */
    List<SavedConversation> take(Instant now) {
        dueMs = -1;
        note();
        return conversations.saved(draft, now).stream().map(this::withNamesOfNow).toList();
    }

    /** The next run finds people by the names that they have now, not by those at the start of the conversation. */
    private SavedConversation withNamesOfNow(SavedConversation one) {
        Roster roster = conversation.transcript().roster();
        return new SavedConversation(
                one.people().stream().map(roster::current).toList(), one.readUntil(), one.draft());
    }
}
