package floodchat.front.tui;

import floodchat.front.ConversationId;
import floodchat.front.OpenConversation;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.Conversation;
import floodchat.front.tui.widget.HistoryView;
import floodchat.front.tui.widget.SearchPage;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches the history: the page with what was found, the jump to a line, and the way back to where the person was.
 * Owned by a {@link Window}; it exists once something is searched.
 */
final class HistorySearch {
    private static final String ON_PAGE = "Enter goes there · Ctrl-S older · Esc back";
    private static final String ON_PAGE_BRIEFLY = "Enter goes · Esc back";
    private static final String AT_LINE = "Esc: back to where you were · Ctrl-S: what was found";

    private static final String AT_LINE_BRIEFLY = "Esc: back · Ctrl-S";

    /** A narrower window has room for fewer words. */
    private static final int MIN_COLUMNS_FOR_ALL = 72;

    private final Pane pane;
    private final Composer composer;
    private final Switching switching;
    private final Supplier<ZoneId> zone;

    /** Null while nothing is searched. It stays while a line is shown that was found. */
    private @Nullable SearchPage page;

    /** Null before the first jump. */
    private @Nullable Origin origin;

    /**
     * Where the person was before the first jump.
     *
     * @param opened the conversations that were open
     */
    private record Origin(List<Person> people, HistoryView.Place place, List<ConversationId> opened) {}

    HistorySearch(Pane pane, Composer composer, Switching switching, Supplier<ZoneId> zone) {
        this.pane = pane;
        this.composer = composer;
        this.switching = switching;
        this.zone = zone;
    }

    /** The page, if it is open: then it takes the keys, and the line is the query. */
    @Nullable SearchPage open() {
        return pane.searchPage();
    }

    /** What the keys do now, in a few words; null if nothing is searched. */
    @Nullable String words(int columns) {
        boolean narrow = columns < MIN_COLUMNS_FOR_ALL;
        if (open() != null) {
            return narrow ? ON_PAGE_BRIEFLY : ON_PAGE;
        }
        return isAtFoundLine() ? narrow ? AT_LINE_BRIEFLY : AT_LINE : null;
    }

    private boolean isAtFoundLine() {
        return origin != null && pane.conversation().history().isJumped();
    }

    /** Opens the page. @param words the query; empty for none, or for the one before if a found line is shown */
    void open(String words, Consumer<? super WindowEffect> effects) {
        composer.escape();
        if (page == null || !isAtFoundLine()) {
            page = new SearchPage(zone.get());
            origin = null;
        }
        if (!words.isEmpty()) {
            page.write(words);
        }
        pane.showSearch(page);
        ask(new HistoryInquiry.Older(HistoryPosition.END, 1, HistoryQuery.ALL), effects); // so that loading begins
        search(page, effects);
    }

    private static void search(SearchPage open, Consumer<? super WindowEffect> effects) {
        HistoryInquiry inquiry = open.takeInquiry();
        if (inquiry != null) {
            ask(inquiry, effects);
        }
    }

    private static void ask(HistoryInquiry inquiry, Consumer<? super WindowEffect> effects) {
        effects.accept(new WindowEffect.AskHistory(inquiry));
    }

    // ---- keys

    /** Whether the key begins it: Ctrl-S. */
    static boolean isStart(Key key) {
        return Key.isControl(key, 's');
    }

    /** Whether the key belongs to the page, because it is open. Keys for other pages do not. */
    boolean takes(Key key) {
        return open() != null && !isOfWindow(key);
    }

    /** Gives the key to the page, or opens it. */
    void press(Key key, WindowLayout layout, Instant now, Consumer<? super WindowEffect> effects) {
        SearchPage open = open();
        if (open == null) {
            open("", effects);
        } else if (key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c')) {
            escape(now);
        } else if (key instanceof Key.Named(Key.Name name, boolean _, boolean _, boolean _) && name == Key.Name.ENTER) {
            HistoryLine chosen = open.chosen();
            if (chosen != null) {
                jumpTo(chosen, now);
            }
        } else {
            open.press(key, layout, pane.transcript().roster());
            search(open, effects);
        }
    }

    private static boolean isOfWindow(Key key) {
        return key instanceof Key.Named(Key.Name name, boolean _, boolean _, boolean _)
                && (name == Key.Name.F1 || name == Key.Name.F2 || name == Key.Name.F3);
    }

    /** Returns to where the person was before the search; false if nothing is searched. */
    boolean escape(Instant now) {
        boolean jumped = isAtFoundLine();
        boolean searched = jumped || open() != null;
        pane.closeSearch();
        if (jumped && origin != null) {
            returnTo(origin, now);
        }
        origin = null;
        page = null;
        return searched;
    }

    // ---- to a line and back

    private void jumpTo(HistoryLine line, Instant now) {
        Conversation conversation = pane.conversation();
        if (!isAtFoundLine()) {
            origin = new Origin(
                    conversation.conversations().readers(),
                    conversation.history().place(),
                    conversation.conversations().open().stream().map(OpenConversation::id).toList());
        }
        goTo(peopleOf(line.spoken()), now);
        conversation.history().jumpTo(line);
    }

    /** Who, beside us, is in the conversation of the line; empty for everyone. */
    private static List<Person> peopleOf(ChatEvent.Spoken line) {
        return switch (line) {
            case ChatEvent.Said _ -> List.of();
            case ChatEvent.Told told -> List.of(told.own() ? told.to() : told.from());
        };
    }

    private void goTo(List<Person> people, Instant now) {
        pane.closeSearch();
        if (!ConversationId.of(people).equals(current())) {
            switching.goTo(people, now);
        }
    }

    private ConversationId current() {
        return pane.conversation().conversations().current();
    }

    /** What the jump opened is closed, unless something is written there. */
    private void returnTo(Origin before, Instant now) {
        if (!before.opened.contains(current()) && composer.draft().isBlank()) {
            switching.close(now);
        }
        goTo(before.people, now);
        pane.conversation().history().returnTo(before.place);
    }

    // ---- answers

    void take(HistoryEvent.Found found) {
        if (page != null) {
            pane.conversation().nameAuthors(found.hits());
            page.take(found);
        }
    }

    void refused(HistoryInquiry.Search inquiry, String reason) {
        if (page != null) {
            page.refused(inquiry, reason);
        }
    }
}
