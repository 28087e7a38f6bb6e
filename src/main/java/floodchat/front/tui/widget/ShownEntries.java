package floodchat.front.tui.widget;

import floodchat.front.ConversationId;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.protocol.chat.MessageId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the entries of a transcript that a conversation shows: its lines, and what the program said while it was
 * shown. Owned by the thread that owns the screen.
 */
final class ShownEntries {
    /** How many sentences are kept in their conversations; older ones are seen in everyone's alone. */
    private static final int MAX_REMARKS = 500;

    /** How far back a sentence may stand that is said again; the transcript goes less far. */
    private static final int MAX_BACK = 20;

    /** Where the program said something, by the number of the entry. */
    private final Map<Long, ConversationId> remarks = new LinkedHashMap<>();

    private @Nullable Transcript transcript;
    private ConversationId id = ConversationId.EVERYONE;
    private List<TranscriptEntry> entries = List.of();

    /** The entries of this conversation, the oldest first. */
    List<TranscriptEntry> of(Transcript whole, ConversationId conversation) {
        if (conversation.isEveryone()) {
            return whole.entries();
        }
        if (whole != transcript || !conversation.equals(id)) {
            transcript = whole;
            id = conversation;
            entries = whole.entries().stream().filter(this::isShown).toList();
        }
        return entries;
    }

    /** The number of the entry that has this message; 0 if it is not shown. */
    long numberOf(MessageId message, Transcript whole, ConversationId conversation) {
        for (TranscriptEntry entry : of(whole, conversation)) {
            if (entry instanceof TranscriptEntry.Spoken spoken && spoken.has(message)) {
                return spoken.number();
            }
        }
        return 0;
    }

    private boolean isShown(TranscriptEntry entry) {
        return switch (entry) {
            case TranscriptEntry.Spoken spoken -> id.shows(spoken);
            case TranscriptEntry.Remark remark -> id.equals(remarks.get(remark.number()));
            case TranscriptEntry.Hidden hidden -> id.equals(ConversationId.of(List.of(hidden.from())));
            case TranscriptEntry.PresenceChanged _ -> false;
        };
    }

    /** Notes that the program said what is new in the second transcript, while this conversation was shown. */
    void said(Transcript before, Transcript after, ConversationId conversation) {
        if (conversation.isEveryone()) {
            return;
        }
        List<TranscriptEntry> known = last(before, 2 * MAX_BACK);
        for (TranscriptEntry entry : last(after, MAX_BACK)) {
            if (entry instanceof TranscriptEntry.Remark && !known.contains(entry)) {
                remarks.put(entry.number(), conversation);
            }
        }
        while (remarks.size() > MAX_REMARKS) {
            remarks.remove(remarks.keySet().iterator().next());
        }
        transcript = null;
    }

    private static List<TranscriptEntry> last(Transcript transcript, int entries) {
        List<TranscriptEntry> all = transcript.entries();
        return all.subList(Math.max(0, all.size() - entries), all.size());
    }
}
