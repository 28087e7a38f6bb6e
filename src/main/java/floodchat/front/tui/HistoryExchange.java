package floodchat.front.tui;

import floodchat.front.HistoryWords;
import floodchat.front.tui.widget.Conversation;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks the history for what a person is about to see, and takes the answers to where they are shown: among the
 * messages, on the page of the search, or as a sentence. Owned by a {@link Window}, which makes it with its first
 * input.
 */
final class HistoryExchange {
    private final Conversation conversation;
    private final Modes modes;

    HistoryExchange(Conversation conversation, Modes modes) {
        this.conversation = conversation;
        this.modes = modes;
    }

    /** Asks for the lines that a person is about to see. */
    void ask(Consumer<? super WindowEffect> effects) {
        HistoryInquiry inquiry = conversation.history().takeInquiry();
        while (inquiry != null) {
            effects.accept(new WindowEffect.AskHistory(inquiry));
            inquiry = conversation.history().takeInquiry();
        }
    }

    void hear(HistoryEvent event, Instant now) {
        switch (event) {
            case HistoryEvent.Opened(List<HistoryLine> newest) -> conversation.recall(newest, now);
            case HistoryEvent.Lines lines -> conversation.history().take(lines);
            case HistoryEvent.Found found -> modes.take(found);
            case HistoryEvent.Refused(HistoryInquiry inquiry, String reason) -> refused(inquiry, reason, now);
            case HistoryEvent.Cleared _ -> {
                conversation.history().cleared();
                remark(event, now);
            }
            case HistoryEvent.Exported _, HistoryEvent.Loaded _ -> remark(event, now);
        }
    }

    private void refused(HistoryInquiry inquiry, String reason, Instant now) {
        boolean isSeen = inquiry instanceof HistoryInquiry.Search search && modes.refused(search, reason)
                || conversation.history().refused(inquiry, reason);
        if (!isSeen && !(inquiry instanceof HistoryInquiry.Older)) {
            conversation.refuse(reason, now);
        }
    }

    private void remark(HistoryEvent event, Instant now) {
        String words = HistoryWords.of(event);
        if (words != null) {
            conversation.remark(words, now);
        }
    }
}
