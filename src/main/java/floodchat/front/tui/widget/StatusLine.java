package floodchat.front.tui.widget;

import floodchat.front.StatusWords;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Person;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row between messages and input: our name, our address, and the state of the network. If the row is too narrow,
 * the name is left out first (the peer list has it too), then details of the state. The address goes last, because a
 * person who is alone has to tell it to others. For the thread that owns the screen.
 *
 * @param urgent a few words in place of all others; null if there are none
 * @param self null until there is a name
 * @param network null until it was told
 */
public record StatusLine(
        @Nullable String urgent,
        @Nullable Person self,
        FloodEvent.@Nullable StatusChanged network) {
    private static final String LINE = "── ";
    private static final String SEPARATOR = " · ";
    private static final String HELP = " F1 help ";

    public void paint(Canvas canvas, WindowLayout layout, Instant now) {
        int row = layout.statusRow();
        canvas.fill(0, row, '─', StyleToken.QUIET, layout.columns());
        if (layout.peerColumns() > 0) {
            canvas.put(layout.paneColumns(), row, "┴", StyleToken.QUIET, layout.columns());
        }
        Row words = words(layout.columns() - 2 * LINE.length(), now);
        int end = canvas.put(LINE.length(), row, words, layout.columns() - 1);
        canvas.put(LINE.length() - 1, row, " ", StyleToken.QUIET, layout.columns());
        canvas.put(end, row, " ", StyleToken.QUIET, layout.columns());
        int place = layout.columns() - HELP.length() - 3;
        if (end + 2 < place) {
            canvas.put(place, row, HELP, StyleToken.QUIET, layout.columns());
        }
    }

    /** How long the countdown to the next try stays true; below 0 if there is no countdown. @param nowMs since 1970 */
    public long msUntilChange(long nowMs) {
        if (network == null || !(network.phase() instanceof FloodEvent.Phase.Waiting waiting)) {
            return -1;
        }
        long leftMs = waiting.nextTryMs() - nowMs;
        return leftMs <= 0 ? -1 : (leftMs - 1) % 1000 + 1;
    }

    private Row words(int columns, Instant now) {
        if (urgent != null) {
            return Row.of(Graphemes.fit(urgent, columns), StyleToken.ACCENT);
        }
        List<String> states = StatusWords.of(network, now);
        List<Span> address =
                network == null ? List.of() : List.of(new Span(network.listening().toString(), StyleToken.QUIET));
        Row words = first(states, List.of(joined(name(), address), address), columns);
        if (words == null) {
            words = first(states, List.of(name(), List.of()), columns);
        }
        return words == null ? Row.of(Graphemes.fit(states.getLast(), columns), StyleToken.TEXT) : words;
    }

    private List<Span> name() {
        return self == null ? List.of() : List.of(new Span(self.name(), StyleToken.ofPerson(self.key())));
    }

    /** The longest words that fit, with the most beside them; null if none fit. */
    private static @Nullable Row first(List<String> states, List<List<Span>> besides, int columns) {
        for (String state : states) {
            for (List<Span> beside : besides) {
                Row words = new Row(joined(beside, List.of(new Span(state, StyleToken.TEXT))));
                if (words.width() <= columns) {
                    return words;
                }
            }
        }
        return null;
    }

    private static List<Span> joined(List<Span> left, List<Span> right) {
        List<Span> spans = new ArrayList<>(left);
        if (!left.isEmpty() && !right.isEmpty()) {
            spans.add(new Span(SEPARATOR, StyleToken.QUIET));
        }
        spans.addAll(right);
        return spans;
    }
}
