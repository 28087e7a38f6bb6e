package floodchat.front.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.Authors;
import floodchat.fixture.RecordingPeer;
import floodchat.fixture.Stores;
import floodchat.front.plain.PlainFront;
import floodchat.node.chat.ChatService;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Bounds;
import floodchat.protocol.message.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile peer sends texts that would command a terminal. They go the whole way: from its socket to the window and to
 * the output of plain mode. Attack 67.
 */
@Timeout(60)
class HostileWordsTest {
    private static final NetworkTerms TERMS = NetworkTerms.unlimited("words");
    private static final int PACKETS = 3_000;
    private static final long RUN = System.currentTimeMillis();
    private static final Identity BOB = Authors.identity(1);

    /** Texts that move the cursor, set titles, change directions or pile up marks. No window here has a row 66. */
    private static final List<String> ORDERS = List.of("\u001B[66;66H", "\u001B]0;owned\u0007", "\u001BP66\u001B\\",
            "\u001Bc", "\u001B[?1049l", "\u009B66m", "\u009D0;owned\u009C", "\b", "\r", "\r\n", "\u202E", "\u2066",
            "\u200B", "\u200D", "\uFEFF", "\u0301".repeat(40), "\u2028", "\u0085", "\u0000", "\u007F", "\uDB40\uDC41",
            "\uE000", "\uFE0F", "\u3164", "日本", "👩\u200D🚀");

    private static final List<Identity> HOSTILE =
            List.of(Authors.identity(2), Authors.identity(3), Authors.identity(4));

    /** The last number of each hostile author. */
    private final long[] lastNumbers = new long[HOSTILE.size()];

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final EventBus bus = new EventBus();
    private final Mailbox<ChatEvent> events = new Mailbox<>(100_000);
    private final PaintedWindow window = PaintedWindow.of(80, 24);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final PlainFront plain;
    private final FutureTask<Integer> reading;
    private final Thread reader;
    private final FloodEngine engine;
    private final ChatService chat;
    private final RecordingPeer mallory = new RecordingPeer(TERMS, 1);

    HostileWordsTest(@TempDir Path folder) throws Exception {
        bus.subscribe(ChatEvent.class, events);
        plain = new PlainFront(bus, new PipedInputStream(keyboard), out, err, 20);
        reading = new FutureTask<>(plain::run);
        reader = Thread.ofVirtual().name("plain").unstarted(reading);
        FloodEngine.Config config =
                new FloodEngine.Config(TERMS, PortRange.anyOnLoopback(), BootstrapAddresses.untold(List.of()),
                        FloodSettings.DEFAULT);
        engine = new FloodEngine(bus, config, new SplittableRandom(seed), new SecureRandom());
        chat = new ChatService(
                bus,
                "ada",
                () -> TERMS.tag().bytes(),
                new SplittableRandom(seed),
                new SecureRandom(),
                _ -> {},
                (_, answer) -> answer.accept(null),
                _ -> {});
        Identity ada = Authors.identity(0);
        chat.start(ada, 0, Stores.of(ada, folder), SavedPeople.NONE, RequestPolicy.CROWD);
        engine.start();
    }

    @AfterEach
    void close() throws Exception {
        reader.interrupt();
        reader.join();
        keyboard.close();
        chat.close();
        engine.close();
        mallory.close();
    }

    @Test
    void textsOfOthersNeverCommandTheTerminal() throws Exception {
        plain.open();
        reader.start();
        await(ChatEvent.NameSet.class);
        mallory.dials(new Address("127.0.0.1", engine.port())).sendsHello().sends(new Frame.JoinRequest(true));
        mallory.sends(IntStream.range(0, PACKETS), i -> packet(i, hostile(i)));
        mallory.sends(packet(PACKETS, say(BOB, 1, "bob", "good night"))).play();
        awaitGoodNight();
        assertTrue(window.text().contains("good night"), "the window goes on");
        keyboard.close();
        assertEquals(0, reading.get());
        assertHarmless(out.toString(StandardCharsets.UTF_8));
        assertHarmless(err.toString(StandardCharsets.UTF_8));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("owned"),
                () -> "some of it was shown, as words; seed " + seed + ", output\n" + out);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("bob -> good night\n"));
    }

    private <E extends ChatEvent> E await(Class<E> type) throws InterruptedException {
        while (true) {
            ChatEvent event = events.poll(20_000);
            assertNotNull(event, () -> "waited in vain, seed " + seed);
            window.hear(event);
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    private void awaitGoodNight() throws InterruptedException {
        for (int lines = 0;; lines++) {
            ChatEvent.Spoken spoken = await(ChatEvent.Spoken.class);
            if (lines % 10 == 0) {
                assertHarmlessOnATerminal(window.drawn());
            }
            if (spoken.id().author().equals(BOB.key().hex())) {
                return;
            }
        }
    }

    // ---- what mallory sends

    private static Frame packet(int number, byte[] payload) {
        UnstampedPacket draft =
                new UnstampedPacket(TERMS, System.currentTimeMillis(), PacketKind.KEPT, payload, (long) number << 32);
        return new Frame.PacketFrame(9, Frame.Route.PUSHED, draft.tryStamps(1));
    }

    private static byte[] say(Identity author, long number, String name, String text) {
        return signed(author, new Body.Say(RUN, number, System.currentTimeMillis(), name, text));
    }

    private static byte[] signed(Identity author, Body body) {
        return Envelope.sign(author, TERMS.tag().bytes(), body);
    }

    /**
     * A well-formed message with a hostile text; one in three has a wrong byte too. Those that count have the numbers
     * 1, 2, 3 and so on of their author, so that nobody waits for a missing one.
     */
    private byte[] hostile(int packet) {
        int who = random.nextInt(HOSTILE.size());
        Identity author = HOSTILE.get(who);
        boolean broken = random.nextInt(3) == 0;
        long now = System.currentTimeMillis();
        String orders = words("mal");
        String name = orders.length() <= Bounds.MAX_NAME_LENGTH ? orders : "mallory";
        byte[] bytes = switch (random.nextInt(3)) {
            case 0 -> signed(
                    author,
                    new Body.Presence(RUN, packet + 1, 0, now, name, random.nextBoolean(), 15, Body.Presence.NO_KEYS));
            default -> say(author, next(who, broken), name, words("you are owned"));
        };
        if (broken) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return bytes;
    }

    private long next(int author, boolean broken) {
        return broken ? lastNumbers[author] + 1 : ++lastNumbers[author];
    }

    private String words(String plain) {
        StringBuilder words = new StringBuilder(plain);
        for (int orders = random.nextInt(4); orders > 0; orders--) {
            words.insert(random.nextInt(words.length()), ORDERS.get(random.nextInt(ORDERS.size())));
        }
        return words.toString();
    }

    // ---- what a terminal is sent

    /** Allows only the window's own escape sequences, which all have this form. */
    private void assertHarmlessOnATerminal(String sent) {
        for (String order : List.of("\u001B[66;", "\u001B[66m", "\u001B[?1049l", "\u001B]", "\u001BP", "\u001Bc")) {
            assertFalse(sent.contains(order), () -> "order " + order.substring(1) + ", seed " + seed);
        }
        assertHarmless(sent.replaceAll("\u001B\\[[0-9;?]*[A-Za-z]", ""));
    }

    private void assertHarmless(String text) {
        text.codePoints().forEach(c -> {
            boolean harmless = switch (Character.getType(c)) {
                case Character.CONTROL -> c == '\n';
                case Character.FORMAT -> c == 0x200D; // between the parts of one emoji
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
                default -> true;
            };
            assertTrue(harmless, () -> "U+%04X, seed %d".formatted(c, seed));
        });
    }
}
