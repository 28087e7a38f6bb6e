package floodchat.front.tui.widget;

import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the messages is chosen. It holds on to the message: new ones don't move it. Sentences of the program can't
 * be chosen. Owned by a {@link Conversation}, which makes it when it is first used. For the thread that owns the
 * screen.
 */
public final class MessageChoice {
    private final Conversation conversation;

    /** The number of the chosen entry, below 0 for one of the history; 0 while none is chosen. */
    private long number;

    MessageChoice(Conversation conversation) {
        this.conversation = conversation;
    }

    long number() {
        return number;
    }

    public boolean isOn() {
        return number != 0;
    }

    public void end() {
        number = 0;
    }

    /** Chooses the newest message on the screen, or else the newest one above it. False if there is none. */
    public boolean begin(WindowLayout layout) {
        MessageLayout messages = conversation.messages(layout);
        boolean found = choose(messages, newestInView(messages, layout.paneRows()));
        show(layout);
        return found;
    }

    private int newestInView(MessageLayout messages, int height) {
        Viewport viewport = conversation.viewport();
        int hidden = viewport.isAtHome() ? 0 : 1; // the last row says how much is below
        int index = viewport.findInView(messages, height,
                candidate -> messages.isMessage(candidate) && viewport.rowsToBottom(messages, candidate) > hidden);
        return index < 0 ? nearest(messages, messages.size() - 1, -1) : index;
    }

    /** Chooses this entry, if it is a message. @param index -1 for none */
    private boolean choose(MessageLayout messages, int index) {
        boolean found = index >= 0 && messages.isMessage(index);
        number = found ? messages.number(index) : number;
        return found;
    }

    /** The chosen message; null if none is, or if it is no longer kept. */
    public TranscriptEntry.@Nullable Spoken message() {
        List<TranscriptEntry> entries = conversation.entries();
        for (int i = entries.size() - 1; isOn() && i >= 0; i--) {
            if (entries.get(i).number() == number) {
                return entries.get(i) instanceof TranscriptEntry.Spoken spoken ? spoken : null;
            }
        }
        return null;
    }

    /** Chooses the message in this row of the pane. */
    public void at(int row, WindowLayout layout) {
        MessageLayout messages = conversation.messages(layout);
        Viewport.Place place = conversation.viewport().placeAt(messages, row, layout.paneRows());
        if (place != null) {
            choose(messages, place.index());
        }
    }

    /** Chooses another message, if the key does that, and brings it into sight. */
    public void move(Key.Name key, WindowLayout layout) {
        move(key, conversation.messages(layout), Conversation.pageRows(layout));
        show(layout);
    }

    private void move(Key.Name key, MessageLayout messages, int pageRows) {
        int last = messages.size() - 1;
        int index = messages.indexOf(number);
        int from = index < 0 ? -1 : index; // what is no longer kept was older than all others
        int next = switch (key) {
            case UP -> from < 0 ? nearest(messages, 0, 1) : nearest(messages, from - 1, -1);
            case DOWN -> nearest(messages, from + 1, 1);
            case PAGE_UP -> from < 0 ? nearest(messages, 0, 1) : page(messages, from, -1, pageRows);
            case PAGE_DOWN -> page(messages, from, 1, pageRows);
            case HOME -> nearest(messages, 0, 1);
            case END -> nearest(messages, last, -1);
            default -> -1;
        };
        choose(messages, next);
    }

    /** The first message from this place on; -1 if there is none. @param step 1 for newer ones, -1 for older ones */
    private static int nearest(MessageLayout messages, int from, int step) {
        int index = from;
        while (index >= 0 && index < messages.size() && !messages.isMessage(index)) {
            index += step;
        }
        return index < messages.size() ? index : -1;
    }

    /** The last message that is at most a page away, but at least the next one; -1 if there is none. */
    private static int page(MessageLayout messages, int from, int step, int pageRows) {
        int best = nearest(messages, from + step, step);
        int rows = 0;
        for (int next = best; next >= 0 && rows < pageRows; next = nearest(messages, next + step, step)) {
            best = next;
            rows += messages.rows(next).size();
        }
        return best;
    }

    /** Moves the view if the chosen message is not on the screen. */
    void show(WindowLayout layout) {
        if (isOn()) {
            MessageLayout messages = conversation.messages(layout);
            int index = messages.indexOf(number);
            if (index >= 0) {
                conversation.viewport().show(messages, index, layout.paneRows());
            }
            conversation.noteSeen();
        }
    }
}
