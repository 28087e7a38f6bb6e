package floodchat.node.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.Authors;
import floodchat.fixture.Stores;
import floodchat.node.store.history.History;
import floodchat.node.store.history.Retention;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The chat service with a history, over several starts. The test plays the network and the front end. */
@Timeout(30)
class ChatHistoryTest {
    private static final long PATIENCE_MS = 10_000;
    private static final Identity ADA = Authors.identity(1);
    private static final Identity BOB = Authors.identity(2);

    @TempDir
    private Path folder;

    /** A program from its start to its end. */
    private final class Start implements AutoCloseable {
        final EventBus bus = new EventBus();
        final Mailbox<Object> front = new Mailbox<>(10_000);
        final Mailbox<FloodCommand.Publish> published = new Mailbox<>(100);
        final ChatService service = new ChatService(
                bus, "ada", () -> Authors.TAG, new Random(1), new SecureRandom(), _ -> {},
                (_, answer) -> answer.accept(null), _ -> {});

        Start(boolean isKept) throws Exception {
            bus.subscribe(ChatEvent.class, front);
            bus.subscribe(HistoryEvent.class, front);
            bus.subscribe(FloodCommand.Publish.class, published);
            @Nullable History history = isKept
                    ? new History(folder, ADA.storeKey(), new SecureRandom(), bus, Retention.DEFAULT, true)
                    : null;
            service.start(ADA, 0, Stores.of(ADA, folder), SavedPeople.NONE, RequestPolicy.CROWD, history);
        }

        void deliver(Body body, boolean earlier) {
            bus.tell(new FloodEvent.Delivered(
                    new PacketId(0, body.hashCode()), Envelope.sign(BOB, Authors.TAG, body), System.currentTimeMillis(),
                    earlier, PacketKind.KEPT));
        }

        <E> E next(Class<E> type) throws InterruptedException {
            Object event = front.poll(PATIENCE_MS);
            while (event != null && !type.isInstance(event)) {
                event = front.poll(PATIENCE_MS);
            }
            assertNotNull(event, type.getSimpleName());
            return type.cast(event);
        }

        @Override
        public void close() throws InterruptedException {
            service.close();
        }
    }

    @Test
    void theBacklogBringsNoLineAgainThatWasShownBefore() throws Exception {
        long now = System.currentTimeMillis();
        Body.Say first = new Body.Say(now, 1, now, "bob", "first");
        try (Start start = new Start(true)) {
            start.deliver(first, false);
            start.next(ChatEvent.Said.class);
        }
        try (Start start = new Start(true)) {
            assertEquals(
                    List.of("first"),
                    start.next(HistoryEvent.Opened.class).newest().stream().map(line -> line.spoken().text()).toList());
            start.deliver(first, true);
            start.deliver(new Body.Say(now, 2, now, "bob", "second"), true);
            assertEquals(
                    List.of("second"),
                    start.next(ChatEvent.CaughtUp.class).messages().stream().map(ChatEvent.Spoken::text).toList());
        }
    }

    @Test
    void anOwnLineAndHowFarItCameAreThereAtTheNextStart() throws Exception {
        try (Start start = new Start(true)) {
            start.bus.publish(new ChatCommand.Say("hello"));
            start.next(ChatEvent.DeliveryChanged.class);
            start.bus.tell(new FloodEvent.HandedOver(start.published.take().ticket()));
            start.next(ChatEvent.DeliveryChanged.class);
        }
        try (Start start = new Start(true)) {
            HistoryLine line = start.next(HistoryEvent.Opened.class).newest().getFirst();
            assertEquals("hello", line.spoken().text());
            assertTrue(line.spoken().own());
            assertEquals(Delivery.SENT, line.delivery());
        }
    }

    @Test
    void withoutAHistoryWhatIsAskedIsRefused() throws Exception {
        try (Start start = new Start(false)) {
            start.bus.publish(new HistoryInquiry.Clear());
            assertTrue(start.next(HistoryEvent.Refused.class).reason().startsWith("Nothing is kept"));
        }
    }
}
