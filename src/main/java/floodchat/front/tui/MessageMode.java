package floodchat.front.tui;

import floodchat.front.ConversationId;
import floodchat.front.Quote;
import floodchat.front.QuotedAnswer;
import floodchat.front.Roster;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Links;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.MessageChoice;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a message by keys, and does something with it: answers, copies, opens its link, shows its card, mutes its
 * author. While it is on it takes the keys; the line that is written stays as it is. Owned by a {@link Window}.
 */
final class MessageMode {
    static final String COPIED = "copied";
    static final String NO_CLIPBOARD = "no way to this terminal's clipboard: select with the mouse and Shift";

    private static final String KEYS = "r answer · c copy · o open · i card · m mute · Esc";
    private static final String KEYS_IN_BRIEF = "r answer c copy o open i card m mute · Esc";
    private static final String LETTERS = "r c o i m · Esc";

    /** A short name, and the lines around the words. */
    private static final int COLUMNS_BESIDE_KEYS = 12;

    private static final String PUT_ASIDE = "your line is put aside: Up brings it back";

    /** A digit chooses one of them. */
    private static final int MAX_LINKS = 9;

    private final Pane pane;
    private final Composer composer;
    private final Overlays overlays;
    private final Switching switching;

    /** The links of the chosen message while it is asked which one; else empty. */
    private List<String> links = List.of();

    MessageMode(Pane pane, Composer composer, Overlays overlays, Switching switching) {
        this.pane = pane;
        this.composer = composer;
        this.overlays = overlays;
        this.switching = switching;
    }

    /** Whether the key begins it: Alt-M. */
    static boolean isStart(Key key) {
        return key.equals(new Key.Typed('m', false, true));
    }

    private boolean isOn() {
        return choice().isOn();
    }

    /** The keys in words that fit beside our name; null while it is off. */
    @Nullable String words(int columns) {
        if (!isOn()) {
            return null;
        }
        if (!links.isEmpty()) {
            return which(columns - COLUMNS_BESIDE_KEYS);
        }
        int room = columns - COLUMNS_BESIDE_KEYS;
        return KEYS.length() <= room ? KEYS : KEYS_IN_BRIEF.length() <= room ? KEYS_IN_BRIEF : LETTERS;
    }

    /** Asks which link is meant, with the place of each if that fits. */
    private String which(int room) {
        StringBuilder places = new StringBuilder("which link?");
        for (int i = 0; i < links.size(); i++) {
            String place = links.get(i).replaceFirst("^[a-z]+:/*", "");
            places.append(i == 0 ? " " : " · ").append(i + 1).append(' ').append(place.replaceFirst("[/?#].*$", ""));
        }
        String words = places.append(" · Esc").toString();
        return Graphemes.width(words) <= room ? words : "which link? 1 to " + links.size() + " · Esc";
    }

    // ---- keys

    /** Whether the key begins it, or belongs to it because it is on. Keys for pages and for the peer list do not. */
    boolean takes(Key key) {
        if (!isOn() || !(key instanceof Key.Named named)) {
            return isOn() || isStart(key);
        }
        return switch (named.name()) {
            case F1, F2, F3, F4, F7 -> false;
            default -> true;
        };
    }

    /** Does what the key says. Returns words for a hint; null for none. */
    @Nullable String press(Key key, WindowLayout layout, Instant now, Consumer<? super WindowEffect> effects) {
        if (!isOn()) {
            return begin(layout);
        }
        if (key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c') || isStart(key)) {
            leave();
            return null;
        }
        return switch (key) {
            case Key.Typed(int digit, boolean ctrl, boolean alt) when !links.isEmpty() && !ctrl && !alt ->
                openNumber(digit - '0', effects);
            case Key.Typed(int letter, boolean ctrl, boolean alt) when !ctrl && !alt ->
                pressLetter(letter, layout, now, effects);
            case Key.Named named -> {
                move(named.name(), layout);
                yield null;
            }
            case Key.Pasted _ -> "not pasted: Esc first";
            default -> null;
        };
    }

    private @Nullable String begin(WindowLayout layout) {
        composer.escape();
        pane.showMessages();
        return choice().begin(layout) ? null : "there is no message here";
    }

    /** Leaves the question for a link, or the mode. */
    private void leave() {
        if (links.isEmpty()) {
            choice().end();
        }
        links = List.of();
    }

    private void move(Key.Name key, WindowLayout layout) {
        links = List.of();
        choice().move(key, layout);
    }

    private @Nullable String pressLetter(
            int letter, WindowLayout layout, Instant now, Consumer<? super WindowEffect> effects) {
        TranscriptEntry.Spoken line = choice().message();
        if (letter == 'k' || letter == 'j') {
            move(letter == 'k' ? Key.Name.UP : Key.Name.DOWN, layout);
            return null;
        }
        if (line == null) {
            return "this message is no longer kept: choose another one";
        }
        return switch (letter) {
            case 'r' -> answer(line, now);
            case 'c' -> {
                effects.accept(new WindowEffect.Copy(line.text()));
                yield COPIED;
            }
            case 'o' -> open(line, effects);
            case 'i' -> {
                overlays.showCard(pane.card(line));
                yield null;
            }
            case 'm' -> mute(line);
            default -> null;
        };
    }

    /** The button was pressed in this cell: chooses the message there. True if it was for this. */
    boolean click(Key.Mouse mouse, WindowLayout layout) {
        boolean ours = isOn()
                && !overlays.isOpen()
                && !switching.isOpen()
                && mouse.action() == Key.Action.PRESS
                && layout.isInPane(mouse.column(), mouse.row());
        if (ours) {
            links = List.of();
            choice().at(mouse.row(), layout);
        }
        return ours;
    }

    // ---- what is done with the message

    /** Goes to where the answer is read by those alone who had the message, and quotes it there. */
    private @Nullable String answer(TranscriptEntry.Spoken line, Instant now) {
        choice().end();
        List<Person> readers = QuotedAnswer.readers(line);
        if (!ConversationId.of(readers).equals(pane.conversation().conversations().current())) {
            switching.goTo(readers, now);
        }
        return composer.quote(Quote.of(line, roster(), pane.zone(), now)) ? null : PUT_ASIDE;
    }

    private @Nullable String open(TranscriptEntry.Spoken line, Consumer<? super WindowEffect> effects) {
        List<String> found = Links.in(line.text());
        if (found.isEmpty()) {
            return "there is no link in this message";
        }
        if (found.size() == 1) {
            return OpenedLink.open(found.getFirst(), effects);
        }
        links = found.subList(0, Math.min(found.size(), MAX_LINKS));
        return null;
    }

    private @Nullable String openNumber(int number, Consumer<? super WindowEffect> effects) {
        if (number < 1 || number > links.size()) {
            return null;
        }
        String link = links.get(number - 1);
        links = List.of();
        return OpenedLink.open(link, effects);
    }

    /** Writes the command, so that Enter confirms it. */
    private String mute(TranscriptEntry.Spoken line) {
        if (line.own()) {
            return "that is you";
        }
        choice().end();
        boolean aside = composer.command("/mute " + roster().current(line.from()).nameWithSuffix() + " 2h");
        return aside ? "Enter mutes; " + PUT_ASIDE : "Enter mutes";
    }

    private MessageChoice choice() {
        return pane.conversation().choice();
    }

    private Roster roster() {
        return pane.transcript().roster();
    }
}
