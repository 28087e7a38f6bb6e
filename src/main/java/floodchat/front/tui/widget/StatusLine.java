package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.front.StatusWords;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The row between messages and input: our name, our address, the state of the network, and the key for help. While a
 * long message is written, its size takes the place of the state. In a
 * narrow row the details of the state are left out first, then the address (the network page has it too). Our name, the
 * state in its shortest words and the key for help stay. A small window has this row only for a hint, which is wrapped.
 * For the thread that owns the screen.
 *
 * @param urgent a few words in place of the address and the state; null if there are none
 * @param readers in a private conversation, the names of those who read it; empty for everyone
 * @param self null until there is a name
 * @param place the name of the private network that we are in; null in the public one
 * @param network null until it was told
 * @param pulse how lively the network is; null before anything came
 * @param bytes how large the message is that is written, by the rule of {@link Texts#MAX_TEXT_BYTES}
 */
public record StatusLine(
        @Nullable String urgent,
        List<String> readers,
        @Nullable Person self,
        @Nullable String place,
        FloodEvent.@Nullable StatusChanged network,
        @Nullable Pulse pulse,
        int bytes) {
    /** From here on the size of the message is shown. */
    private static final int COUNTED_FROM_BYTES = 3 * 1024;

    private static final String LINE = "── ";
    private static final String SEPARATOR = " · ";
    private static final String HELP = " F1 help ";
    private static final String EVERYONE = SEPARATOR + "Esc: everyone";

    /** Help, the line after it, and a blank and a line before it. */
    private static final int HELP_COLUMNS = HELP.length() + LINE.length() + 2;

    private static final int MIN_NAME_COLUMNS = 8;
    private static final int MAX_NAME_COLUMNS = 24;

    public StatusLine(
            @Nullable String urgent,
            List<String> readers,
            @Nullable Person self,
            @Nullable String place,
            FloodEvent.@Nullable StatusChanged network,
            @Nullable Pulse pulse) {
        this(urgent, readers, self, place, network, pulse, 0);
    }

    /** The same while a message of this size is written. */
    public StatusLine withBytes(int ofMessage) {
        return new StatusLine(urgent, readers, self, place, network, pulse, ofMessage);
    }

    public void paint(Canvas canvas, WindowLayout layout, Instant now) {
        if (layout.isSmall()) {
            paintHint(canvas, layout);
            return;
        }
        int row = layout.statusRow();
        int columns = layout.columns();
        canvas.fill(0, row, '─', StyleToken.QUIET, columns);
        if (layout.peerColumns() > 0) {
            canvas.put(layout.paneColumns(), row, "┴", StyleToken.QUIET, columns);
        }
        Row words = words(columns - LINE.length() - HELP_COLUMNS, now);
        boolean help = words != null;
        Row shown = words == null ? wordsWithoutHelp(columns - 2 * LINE.length(), now) : words;
        int end = canvas.put(LINE.length(), row, shown, columns - 1);
        canvas.put(LINE.length() - 1, row, " ", StyleToken.QUIET, columns);
        canvas.put(end, row, " ", StyleToken.QUIET, columns);
        if (help) {
            canvas.put(columns - HELP.length() - LINE.length(), row, HELP, StyleToken.QUIET, columns);
        }
    }

    private void paintHint(Canvas canvas, WindowLayout layout) {
        List<Row> hint = hint(layout.columns());
        for (int i = 0; i < Math.min(hint.size(), layout.statusRows()); i++) {
            canvas.put(0, layout.statusRow() + i, hint.get(i), layout.columns());
        }
    }

    /** How many rows a hint takes in a small window; 0 if there is none. */
    public int hintRows(int columns) {
        return hint(columns).size();
    }

    private List<Row> hint(int columns) {
        Span urgentWords = urgentWords();
        return urgentWords == null ? List.of() : Wrapping.wrap(List.of(), List.of(urgentWords), 0, columns);
    }

    /** How long the countdown to the next try stays true; below 0 if there is no countdown. @param nowMs since 1970 */
    public long msUntilChange(long nowMs) {
        if (network == null || !(network.phase() instanceof FloodEvent.Phase.Waiting waiting)) {
            return -1;
        }
        long leftMs = waiting.nextTryMs() - nowMs;
        return leftMs <= 0 ? -1 : (leftMs - 1) % 1000 + 1;
    }

    // ---- words

    /** What fits beside the key for help; null if nothing does. */
    private @Nullable Row words(int columns, Instant now) {
        List<Row> states = states(now);
        List<Span> name = name(columns, states.getLast());
        Row words = null;
        if (network != null && urgentWords() == null && readers.isEmpty()) {
            Span address = new Span(network.addresses().getFirst().toString(), StyleToken.QUIET);
            words = first(states, joined(name, List.of(address)), columns);
        }
        return words == null ? first(states, name, columns) : words;
    }

    private Row wordsWithoutHelp(int columns, Instant now) {
        List<Row> states = states(now);
        Row words = first(states, name(columns, states.getLast()), columns);
        if (words == null) {
            words = first(states, List.of(), columns);
        }
        Span shortest = states.getLast().spans().getFirst();
        return words == null ? Row.of(Graphemes.fit(shortest.text(), columns), shortest.style()) : words;
    }

    /** What is most important now, from the longest to the shortest words. */
    private List<Row> states(Instant now) {
        Span urgentWords = urgentWords();
        if (urgentWords != null) {
            return List.of(new Row(List.of(urgentWords)));
        }
        List<String> ofNetwork = ofNetwork(now);
        List<Row> states = new ArrayList<>();
        if (!readers.isEmpty()) {
            states.addAll(privacy(ofNetwork));
        }
        if (readers.isEmpty() || !isLinked()) {
            ofNetwork.forEach(words -> states.add(Row.of(words, StyleToken.TEXT)));
        }
        return states;
    }

    /** What goes before all else; null for nothing. */
    private @Nullable Span urgentWords() {
        if (urgent != null) {
            return new Span(urgent, StyleToken.ACCENT);
        }
        if (bytes < COUNTED_FROM_BYTES) {
            return null;
        }
        String words = String.format(Locale.ROOT, "%,d of %,d bytes", bytes, Texts.MAX_TEXT_BYTES);
        return new Span(words, bytes > Texts.MAX_TEXT_BYTES ? StyleToken.WARNING : StyleToken.ACCENT);
    }

    private List<String> ofNetwork(Instant now) {
        List<String> words = StatusWords.of(network, now);
        return pulse == null || network == null || network.links() == 0 ? words : pulse.around(words.getLast());
    }

    private boolean isLinked() {
        return network == null || network.phase() instanceof FloodEvent.Phase.Linked;
    }

    /** Who reads what is written, and how to leave; with the state of the network if there is no link. */
    private List<Row> privacy(List<String> ofNetwork) {
        String verb = readers.size() == 1 ? " reads this" : " read this";
        String all = "only " + Roster.listed(readers) + verb + EVERYONE;
        String some = "only " + Prompt.names(readers) + verb + EVERYONE;
        List<Row> rows = new ArrayList<>();
        for (String words : List.of(all, some, "private" + EVERYONE, "Esc: everyone")) {
            Row.Builder row = new Row.Builder().add(words, StyleToken.DIRECT);
            if (!isLinked()) {
                row.add(SEPARATOR + ofNetwork.getLast(), StyleToken.TEXT);
            }
            rows.add(row.build());
        }
        return rows;
    }

    /** Our name, and where we are. A long name is cut to the room that is left beside a state. */
    private List<Span> name(int columns, Row state) {
        List<Span> where = place == null ? List.of() : List.of(new Span(place, StyleToken.ACCENT));
        if (self == null) {
            return where;
        }
        int room = columns - SEPARATOR.length() - state.width();
        String name = Graphemes.fit(self.name(), Math.clamp(room, MIN_NAME_COLUMNS, MAX_NAME_COLUMNS));
        List<Span> who = List.of(new Span(name, StyleToken.ofPerson(Roster.colourOfKey(self.key()))));
        return place == null ? who : joined(who, where);
    }

    /** The longest state that fits beside the other words; null if none does. */
    private static @Nullable Row first(List<Row> states, List<Span> beside, int columns) {
        for (Row state : states) {
            Row words = new Row(joined(beside, state.spans()));
            if (words.width() <= columns) {
                return words;
            }
        }
        return null;
    }

    private static List<Span> joined(List<Span> left, List<Span> right) {
        List<Span> spans = new ArrayList<>(left);
        if (!left.isEmpty()) {
            spans.add(new Span(SEPARATOR, StyleToken.QUIET));
        }
        spans.addAll(right);
        return spans;
    }
}
