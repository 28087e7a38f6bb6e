package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SampleReports;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Tint;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The moving picture at the beginning of the README. The window itself draws it: it is given keys and events, and its
 * screens are recorded. After a change on purpose, {@code mvn test -Dtest=MovingPictureTest -Dscreens.write=true}
 * writes the file again. Look at it before you commit it.
 */
class MovingPictureTest {
    private static final Path FILE = Path.of("docs/figures/window.svg");
    private static final int MAX_BYTES = 300_000;
    private static final int COLUMNS = 80;
    private static final int ROWS = 22;
    private static final long KEY_MS = 70;
    private static final MessageId HELLO = new MessageId(ADA.key(), 1, 2);
    private static final MessageId PRIVATE = new MessageId(ADA.key(), 1, 3, BOB.key());

    /** The same window on two backgrounds. */
    private final PaintedWindow dark = PaintedWindow.on(Tint.DARK, COLUMNS, ROWS);
    private final PaintedWindow light = PaintedWindow.on(Tint.LIGHT, COLUMNS, ROWS);
    private final MovingPicture picture = new MovingPicture(COLUMNS);

    /** Something happens, and is looked at for this long. */
    private void step(long forMs, Consumer<PaintedWindow> happens) {
        happens.accept(dark);
        happens.accept(light);
        picture.add(dark.screen(), light.screen(), forMs);
        dark.now = dark.now.plusMillis(forMs);
        light.now = dark.now;
    }

    private void typed(String text) {
        text.codePoints().forEach(c -> step(KEY_MS, window -> window.press(Key.typed(c))));
        step(500, _ -> {});
    }

    private void heard(long forMs, ChatEvent... events) {
        step(forMs, window -> window.hear(events));
    }

    private ChatEvent.Said now(ChatEvent.Said said) {
        return new ChatEvent.Said(said.id(), said.from(), said.text(), dark.now, said.own());
    }

    private void play() {
        step(900, window -> window.joining(true));
        typed("ada");
        step(1_200, window -> window.press(Key.Name.ENTER).hear(new ChatEvent.NameSet(ADA), roster(ADA)));
        step(1_000, window -> window.linked(1)
                .hear(
                        new ChatEvent.PeerJoined(BOB, dark.now), roster(ADA, BOB)));
        heard(1_200, now(said(BOB, 1, "hi ada! you found us")));
        typed("hi bob. No server, no account?");
        step(500, window -> window.press(Key.Name.ENTER).hear(now(saidByUs(ADA, 2, "hi bob. No server, no account?"))));
        heard(900, new ChatEvent.DeliveryChanged(HELLO, Delivery.SENT));
        step(700, window -> window.linked(2)
                .hear(
                        new ChatEvent.PeerJoined(CAROL, dark.now), roster(ADA, BOB, CAROL)));
        heard(1_800, now(said(BOB, 2, "none. Each window passes on what the others say")));
        heard(1_200, now(said(CAROL, 1, "so it goes on if one of us leaves, ada")));
        typed("@b");
        step(700, window -> window.press(Key.Name.TAB));
        typed("only you can read this");
        step(500, window -> window.press(Key.Name.ENTER)
                .hear(new ChatEvent.Told(
                        PRIVATE, ADA, BOB, "only you can read this", dark.now, true)));
        heard(900, new ChatEvent.DeliveryChanged(PRIVATE, Delivery.SHOWN));
        heard(1_600, new ChatEvent.Told(new MessageId(BOB.key(), 1, 3, ADA.key()), BOB, ADA,
                "sealed, also against a quantum computer", dark.now, false));
        step(3_000, window -> window.press(Key.named(Key.Name.F3)).inspect(SampleReports.linkedToAll(2)));
        step(2_500, window -> window.press(Key.Name.ESCAPE));
        step(4_000, window -> window.press(Key.Name.ESCAPE).hear(now(said(CAROL, 2, "welcome to the flood"))));
    }

    @Test
    void thePictureInTheReadmeIsWhatTheWindowDraws() throws IOException {
        play();
        String svg = picture.svg(
                "Floodchat in a terminal",
                "Ada starts Floodchat and chooses a name. Bob and Carol are there. They talk, Ada writes to Bob alone, "
                        + "and looks at the page about the network.");
        if (Boolean.getBoolean("screens.write")) {
            Files.writeString(FILE, svg);
        }
        assertEquals(Files.readString(FILE), svg, "the picture " + FILE);
        assertTrue(svg.getBytes(StandardCharsets.UTF_8).length < MAX_BYTES, "too large");
        assertTrue(Files.readString(Path.of("README.md")).contains("](" + FILE + ")"), "the README shows it");
    }
}
