package floodchat.node.store.history;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The history of a program from its start to its end. The test plays the chat and the front end. */
final class StartedHistory implements AutoCloseable {
    static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final long PATIENCE_MS = 10_000;
    private static final int EVENTS = 200_000;

    final Mailbox<Object> front = new Mailbox<>(EVENTS);
    final HistoryWriter history;

    StartedHistory(Path folder, Retention retention, boolean isRecalled, LongSupplier wallMs) {
        this(folder, retention, isRecalled, wallMs, HistoryWriter.FORGET_AFTER);
    }

    StartedHistory(
            Path folder, Retention retention, boolean isRecalled, LongSupplier wallMs, Duration forgetAfter) {
        EventBus bus = new EventBus();
        history = new HistoryWriter(
                bus, new HistoryFolder(folder, KEY), new SecureRandom(), retention, isRecalled, wallMs, forgetAfter);
        bus.subscribe(ChatEvent.class, front);
        bus.subscribe(HistoryEvent.class, front);
        history.start();
    }

    StartedHistory show(ChatEvent... events) throws InterruptedException {
        for (ChatEvent event : events) {
            history.show(event);
        }
        return this;
    }

    /** Shows these, and waits until all are written. */
    void write(ChatEvent... events) throws InterruptedException {
        show(events).show(new ChatEvent.Left(0, 0)).next(ChatEvent.Left.class);
    }

    <E> E next(Class<E> type) throws InterruptedException {
        Object event = front.poll(PATIENCE_MS);
        while (event != null && !type.isInstance(event)) {
            event = front.poll(PATIENCE_MS);
        }
        assertNotNull(event, type.getSimpleName());
        return type.cast(event);
    }

    /** What a window shows at the start. */
    List<String> opened() throws InterruptedException {
        return texts(next(HistoryEvent.Opened.class).newest());
    }

    /** Asks until all is read into memory: at first what is still there may answer. */
    HistoryEvent.Loaded loaded() throws InterruptedException {
        HistoryEvent.Loaded loaded = null;
        while (loaded == null) {
            history.ask(new HistoryInquiry.Newer(HistoryPosition.END, 1, HistoryQuery.ALL));
            HistoryEvent event = next(HistoryEvent.class);
            while (!(event instanceof HistoryEvent.Lines)) {
                loaded = event instanceof HistoryEvent.Loaded now ? now : loaded;
                event = next(HistoryEvent.class);
            }
        }
        return loaded;
    }

    List<HistoryLine> older(HistoryPosition before, int count) throws InterruptedException {
        history.ask(new HistoryInquiry.Older(before, count, HistoryQuery.ALL));
        return next(HistoryEvent.Lines.class).lines();
    }

    List<String> search(String query, int limit) throws InterruptedException {
        List<String> hits = new ArrayList<>();
        history.ask(new HistoryInquiry.Search(HistoryQuery.parse(query, ZoneOffset.UTC), limit));
        boolean complete = false;
        while (!complete) {
            HistoryEvent.Found found = next(HistoryEvent.Found.class);
            hits.addAll(texts(found.hits()));
            complete = found.complete();
        }
        return hits;
    }

    static List<String> texts(List<HistoryLine> lines) {
        return lines.stream().map(line -> line.spoken().text()).toList();
    }

    @Override
    public void close() throws InterruptedException {
        history.close();
    }
}
