package floodchat.front.tui;

import static floodchat.front.SamplePeople.NOON;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A history for a window in a test: it answers what the window has asked, when the test wants it. */
final class KeptLines {
    /** A window that asks more often for one key asks without end. */
    private static final int MAX_ANSWERS = 1_000;

    final List<HistoryLine> lines = new ArrayList<>();

    /** What was asked and answered. */
    final List<HistoryInquiry> asked = new ArrayList<>();

    /** The next line, a minute after the one before. */
    HistoryLine add(Person from, String text) {
        long number = lines.size() + 1L;
        return add(new ChatEvent.Said(new MessageId(from.key(), 1, number), from, text, at(number), false));
    }

    /** The next line, to one person alone. @param own whether we wrote it */
    HistoryLine addPrivate(Person from, Person to, String text, boolean own) {
        long number = lines.size() + 1L;
        return add(new ChatEvent.Told(
                new MessageId(from.key(), 1, number, to.key()), from, to, text, at(number), own));
    }

    HistoryLine add(ChatEvent.Spoken spoken) {
        HistoryPosition position = new HistoryPosition(202611, 1, 10 * lines.size());
        HistoryLine line = new HistoryLine(position, spoken, spoken.at(), Delivery.SENT);
        lines.add(line);
        return line;
    }

    private static Instant at(long minutes) {
        return NOON.plusSeconds(60 * minutes);
    }

    /** The window is told of the newest ones. */
    void open(PaintedWindow window, int newest) {
        tell(window, new HistoryEvent.Opened(lines.subList(Math.max(0, lines.size() - newest), lines.size())));
    }

    /** Answers all that the window asks, and what it asks then. */
    PaintedWindow answer(PaintedWindow window) {
        int first = asked.size();
        while (!window.asked.isEmpty()) {
            HistoryInquiry inquiry = window.asked.removeFirst();
            asked.add(inquiry);
            if (asked.size() - first > MAX_ANSWERS) {
                throw new AssertionError("the window goes on asking: " + inquiry);
            }
            tell(window, answer(inquiry));
        }
        return window;
    }

    private HistoryEvent answer(HistoryInquiry inquiry) {
        return switch (inquiry) {
            case HistoryInquiry.Older(HistoryPosition before, int count, HistoryQuery filter) -> {
                List<HistoryLine> older = hits(filter)
                        .filter(line -> line.position().compareTo(before) < 0)
                        .toList();
                int from = Math.max(0, older.size() - count);
                yield new HistoryEvent.Lines(inquiry, older.subList(from, older.size()), from == 0);
            }
            case HistoryInquiry.Newer(HistoryPosition after, int count, HistoryQuery filter) -> {
                List<HistoryLine> newer = hits(filter)
                        .filter(line -> line.position().compareTo(after) > 0)
                        .toList();
                int to = Math.min(newer.size(), count);
                yield new HistoryEvent.Lines(inquiry, newer.subList(0, to), to == newer.size());
            }
            case HistoryInquiry.Search search -> new HistoryEvent.Found(
                    search, hits(search.query()).toList().reversed().stream().limit(search.limit()).toList(), true);
            case HistoryInquiry.Export _, HistoryInquiry.Clear _ -> throw new AssertionError(inquiry);
        };
    }

    private Stream<HistoryLine> hits(HistoryQuery query) {
        return lines.stream().filter(line -> query.matches(line.spoken()));
    }

    static PaintedWindow tell(PaintedWindow window, HistoryEvent event) {
        return window.handle(new WindowInput.HistoryHeard(event));
    }
}
