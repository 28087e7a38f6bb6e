package floodchat.front.tui;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row between messages and input: who we are, where we are reached, what is happening. What has no room is left
 * out, the least first: our name, which the peer list has too, then details of what is happening. Where we are reached
 * goes last: who is alone has to tell it to others.
 */
record StatusLine(Window window) {
    private static final String LINE = "── ";
    private static final String BETWEEN = " · ";

    void paint(Canvas canvas, Frame frame, Instant now) {
        int row = frame.statusRow();
        canvas.fill(0, row, '─', Ink.QUIET, frame.columns());
        int junction = frame.paneColumns();
        if (frame.peerColumns() > 0) {
            canvas.put(junction, row, "┴", Ink.QUIET, frame.columns());
        }
        Row words = words(frame.columns() - 2 * LINE.length(), now);
        int end = canvas.put(LINE.length(), row, words, frame.columns() - 1);
        canvas.put(LINE.length() - 1, row, " ", Ink.QUIET, frame.columns());
        canvas.put(end, row, " ", Ink.QUIET, frame.columns());
        String right = " F1 help ";
        int place = frame.columns() - right.length() - 3;
        if (end + 2 < place) {
            canvas.put(place, row, right, Ink.QUIET, frame.columns());
        }
    }

    private Row words(int room, Instant now) {
        String urgent = urgent();
        if (urgent != null) {
            return Row.of(Graphemes.fit(urgent, room), Ink.ACCENT);
        }
        ChatEvent.NetworkChanged network = window.conversation().transcript().network();
        List<String> activities = Sentences.activity(network, now);
        List<Span> address = network == null ? List.of() : List.of(new Span(network.listening(), Ink.QUIET));
        Row words = first(activities, List.of(joined(self(), address), address), room);
        if (words == null) {
            words = first(activities, List.of(self(), List.of()), room);
        }
        return words == null ? Row.of(Graphemes.fit(activities.getLast(), room), Ink.TEXT) : words;
    }

    private @Nullable String urgent() {
        return window.departure() != null ? "leaving…" : window.hint();
    }

    /** The most words with the most beside them for which there is room, or null. */
    private static @Nullable Row first(List<String> activities, List<List<Span>> besides, int room) {
        for (String activity : activities) {
            for (List<Span> beside : besides) {
                List<Span> words = joined(beside, List.of(new Span(activity, Ink.TEXT)));
                if (width(words) <= room) {
                    return new Row(words);
                }
            }
        }
        return null;
    }

    private List<Span> self() {
        Person self = window.conversation().transcript().roster().self();
        return self == null ? List.of() : List.of(new Span(self.name(), Ink.of(self)));
    }

    @SafeVarargs
    private static List<Span> joined(List<Span>... parts) {
        List<Span> spans = new ArrayList<>();
        for (List<Span> part : parts) {
            if (!spans.isEmpty() && !part.isEmpty()) {
                spans.add(new Span(BETWEEN, Ink.QUIET));
            }
            spans.addAll(part);
        }
        return spans;
    }

    private static int width(List<Span> spans) {
        int width = 0;
        for (Span span : spans) {
            width += span.width();
        }
        return width;
    }
}
