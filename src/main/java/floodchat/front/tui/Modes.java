package floodchat.front.tui;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The modes of a window: while one of them is on, it takes the keys, and the line that is written does not get them.
 * Each is made when it is first used. Owned by a {@link Window}, which makes this with its first input.
 */
final class Modes {
    /** In this order they are asked whether a key is theirs. */
    enum Mode {
        PERSON,
        CONVERSATION,
        SEARCH,
        MESSAGE
    }

    private final Pane pane;
    private final Composer composer;
    private final Overlays overlays;
    private final Switching switching;
    private final Supplier<ZoneId> zone;

    /** Null until Alt-P is pressed. */
    private @Nullable PersonMode choosing;

    /** Null until something is searched. */
    private @Nullable HistorySearch searching;

    /** Null until a key chooses a message. */
    private @Nullable MessageMode message;

    /** @param zone asked when there is a time to show */
    Modes(Pane pane, Composer composer, Overlays overlays, Switching switching, Supplier<ZoneId> zone) {
        this.pane = pane;
        this.composer = composer;
        this.overlays = overlays;
        this.switching = switching;
        this.zone = zone;
    }

    private PersonMode choosing() {
        choosing = choosing == null ? new PersonMode(pane, switching) : choosing;
        return choosing;
    }

    private HistorySearch searching() {
        searching = searching == null ? new HistorySearch(pane, composer, switching, zone) : searching;
        return searching;
    }

    private MessageMode message() {
        message = message == null ? new MessageMode(pane, composer, overlays, switching) : message;
        return message;
    }

    // ---- keys

    /** The mode that the key belongs to, or that it begins; null for none. Each key is asked for once. */
    @Nullable Mode of(Key key) {
        if (isChoosingPerson() || PersonMode.isStart(key) && !switching.isOpen()) {
            return Mode.PERSON;
        }
        if (switching.takes(key)) {
            return Mode.CONVERSATION;
        }
        if (HistorySearch.isStart(key) || searching != null && searching.takes(key)) {
            return Mode.SEARCH;
        }
        return MessageMode.isStart(key) || message != null && message.takes(key) ? Mode.MESSAGE : null;
    }

    /** Does in this mode what the key says. Returns words for a hint; null for none. */
    @Nullable String press(
            Mode mode, Key key, WindowLayout layout, Instant now, Consumer<? super WindowEffect> effects) {
        return switch (mode) {
            case PERSON -> choosing().press(key, layout.paneRows(), now, effects);
            case CONVERSATION -> switching.press(key, layout, now);
            case SEARCH -> {
                searching().press(key, layout, now, effects);
                yield null;
            }
            case MESSAGE -> message().press(key, layout, now, effects);
        };
    }

    /** The button was pressed in this cell. True if it was for a mode. */
    boolean click(Key.Mouse mouse, WindowLayout layout, Instant now) {
        if (choosing != null && !overlays.isOpen() && choosing.click(mouse, layout, now)) {
            return true;
        }
        return message != null && message.click(mouse, layout);
    }

    /** Ends the search; false if nothing is searched. The other modes take Escape as their key. */
    boolean escape(Instant now) {
        return searching != null && searching.escape(now);
    }

    // ---- what the window shows of them

    boolean isChoosingPerson() {
        return choosing != null && choosing.isOn();
    }

    /** The keys of the mode that is on, for the status line; null for none. A small window has no room for some. */
    @Nullable String words(int columns, int rows) {
        String ofMessage = message == null ? null : message.words(columns);
        if (ofMessage != null) {
            return ofMessage;
        }
        if (choosing != null && choosing.isOn()) {
            return choosing.words(columns);
        }
        return searching == null || WindowLayout.isSmall(columns, rows) ? null : searching.words(columns);
    }

    // ---- what the chat says

    /** Something has changed in the chat: a mark stays on the same person. */
    void follow(Instant now) {
        if (choosing != null) {
            choosing.follow(now);
        }
    }

    /** Whether the chat was told this by a key of a mode, and not by a line of our person. */
    boolean hasSent(ChatCommand command) {
        return choosing != null && choosing.hasSent(command);
    }

    /** Our person types a line: what comes of it is theirs. */
    void forgetSent() {
        if (choosing != null) {
            choosing.forgetSent();
        }
    }

    // ---- the search

    /** Opens the page of the search. @param words the query; empty for none */
    void search(String words, Consumer<? super WindowEffect> effects) {
        searching().open(words, effects);
    }

    /** Shows what was found, if it is still wanted. */
    void take(HistoryEvent.Found found) {
        if (searching != null) {
            searching.take(found);
        }
    }

    /** A search is not answered. False if nothing was ever searched. */
    boolean refused(HistoryInquiry.Search inquiry, String reason) {
        if (searching != null) {
            searching.refused(inquiry, reason);
        }
        return searching != null;
    }
}
