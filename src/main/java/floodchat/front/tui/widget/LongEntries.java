package floodchat.front.tui.widget;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The long entries that a person has opened; all others are folded. Owned by a {@link Conversation}, which makes it
 * when the first one is opened. For the thread that owns the screen.
 */
final class LongEntries {
    /** Opened by hand, so more are hardly needed. */
    private static final int MAX_OPENED = 100;

    private final Conversation conversation;

    /** Their numbers, the last one that was opened last. */
    private final LinkedHashSet<Long> opened = new LinkedHashSet<>();

    LongEntries(Conversation conversation) {
        this.conversation = conversation;
    }

    Set<Long> opened() {
        return opened;
    }

    /** The lines of the history are given up: they get other numbers when they are loaded again. */
    void forgetOlder() {
        opened.removeIf(number -> number < 0);
    }

    /**
     * Opens the lowest folded entry on the screen. If none is folded, folds the lowest open one. While a message is
     * chosen, it is the only one that is looked at.
     */
    void openOrFold(WindowLayout layout) {
        Viewport viewport = conversation.viewport();
        MessageLayout before = conversation.messages(layout);
        IntPredicate isMeant = index -> before.chosen() == 0 || before.number(index) == before.chosen();
        int folded = viewport.findInView(before, layout.paneRows(), index -> isMeant.test(index)
                && !opened.contains(before.number(index))
                && before.isLong(index));
        if (folded >= 0) {
            int rows = viewport.rowsToBottom(before, folded);
            open(before.number(folded));
            viewport.keepAboveBottom(conversation.messages(layout), folded, rows);
        } else {
            fold(viewport.findInView(before, layout.paneRows(), index -> isMeant.test(index)
                    && opened.contains(before.number(index))), layout);
        }
        conversation.noteSeen();
    }

    private void open(long number) {
        opened.add(number);
        if (opened.size() > MAX_OPENED) {
            opened.removeFirst();
        }
    }

    /** The start of the entry stays where it is, or comes to the top if it was above. @param index -1 for none */
    private void fold(int index, WindowLayout layout) {
        if (index >= 0) {
            Viewport viewport = conversation.viewport();
            MessageLayout before = conversation.messages(layout);
            int rows = Math.min(viewport.rowsToBottom(before, index), layout.paneRows());
            opened.remove(before.number(index));
            viewport.keepAboveBottom(conversation.messages(layout), index, rows);
        }
    }
}
