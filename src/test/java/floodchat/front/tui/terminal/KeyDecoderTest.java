package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDecoderTest {
    private static final String ESC = "\u001B";

    private final List<Key> keys = new ArrayList<>();
    private final KeyDecoder decoder = new KeyDecoder(keys::add);

    @Test
    void lettersOfEveryLengthAreTyped() {
        feed("aé你👋");
        assertEquals(List.of(Key.typed('a'), Key.typed('é'), Key.typed('你'), Key.typed(0x1F44B)), keys);
    }

    @Test
    void aLetterMayComeInPieces() {
        for (byte b : "👋".getBytes(StandardCharsets.UTF_8)) {
            decoder.feed(new byte[] {b}, 1);
        }
        assertEquals(List.of(Key.typed(0x1F44B)), keys);
    }

    @Test
    void invalidUtf8IsNotTyped() {
        byte[] broken = {(byte) 0xC0, (byte) 0xAF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xFF, (byte) 0xE4, 'x'
        };
        decoder.feed(broken, broken.length);
        assertEquals(List.of(Key.typed('x')), keys);
    }

    @Test
    void controlsOfEightBitsAreNotTyped() {
        feed("\u009B31m");
        assertEquals(List.of(Key.typed('3'), Key.typed('1'), Key.typed('m')), keys);
    }

    @ParameterizedTest
    @CsvSource({
        "[A, UP", "OA, UP", "[H, HOME", "[1~, HOME", "[7~, HOME", "OF, END", "[4~, END", "[3~, DELETE", "[5~, PAGE_UP",
        "[6~, PAGE_DOWN", "OP, F1", "[11~, F1", "[[A, F1", "OQ, F2", "[12~, F2", "[18~, F7", "[24~, F12", "[13u, ENTER"
    })
    void everyTerminalsSequencesAreKnown(String sequence, Key.Name name) {
        feed(ESC + sequence);
        assertEquals(List.of(Key.named(name)), keys);
    }

    @Test
    void modifiersAreTold() {
        feed(ESC + "[1;5C" + ESC + "[1;2A" + ESC + "[1;3D" + ESC + "[Z" + ESC + "[3^" + ESC + "Od");
        assertEquals(
                List.of(
                        new Key.Named(Key.Name.RIGHT, true, false, false),
                        new Key.Named(Key.Name.UP, false, false, true),
                        new Key.Named(Key.Name.LEFT, false, true, false),
                        new Key.Named(Key.Name.TAB, false, false, true),
                        new Key.Named(Key.Name.DELETE, true, false, false),
                        new Key.Named(Key.Name.LEFT, true, false, false)),
                keys);
    }

    @Test
    void altIsEscapeBeforeAKey() {
        feed(ESC + "b" + ESC + "\r" + ESC + "é" + ESC + ESC + "[A");
        assertEquals(
                List.of(
                        new Key.Typed('b', false, true),
                        new Key.Named(Key.Name.ENTER, false, true, false),
                        new Key.Typed('é', false, true),
                        new Key.Named(Key.Name.UP, false, true, false)),
                keys);
    }

    @Test
    void aLoneEscapeIsAKeyIfNothingFollows() {
        feed(ESC);
        assertTrue(keys.isEmpty());
        assertTrue(decoder.isUnfinished());
        assertEquals(KeyDecoder.ESCAPE_MS, decoder.timeoutMs());
        decoder.timeout();
        assertEquals(List.of(Key.named(Key.Name.ESCAPE)), keys);
    }

    @Test
    void controlKeysAreLetters() {
        feed("\u0001\u0003\u001F\b\u007F\t\r\u0000");
        assertEquals(
                List.of(
                        new Key.Typed('a', true, false),
                        new Key.Typed('c', true, false),
                        new Key.Typed('_', true, false),
                        Key.named(Key.Name.BACKSPACE),
                        Key.named(Key.Name.BACKSPACE),
                        Key.named(Key.Name.TAB),
                        Key.named(Key.Name.ENTER),
                        new Key.Typed(' ', true, false)),
                keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[<2;12;5M",
        "[<66;12;5M",
        "[<0;0;5M",
        "[<0;12M",
        "[<0;12;999999M",
        "[<35;12;5M",
        "[M !!",
        "[?2026;2$y",
        "[?1;2c",
        "[>41;351;0c",
        "[12;40R",
        "]10;rgb:ff/ff/ff\u001B\\",
        "]52;c;aGk=\u0007",
        "P1+r544e\u001B\\",
        "_Gi=31;OK\u001B\\",
        "[57441;5u",
        "[57427u",
        "]99;i=1;p=title\u001B\\",
        "[?1004;7$y",
        "[999~",
        "[?u",
        "[1;99999999999A"
    })
    void unknownSequencesAreDroppedWhole(String sequence) {
        feed(ESC + sequence + "x");
        assertEquals(List.of(Key.typed('x')), keys);
    }

    @Test
    void anEnterTypedBeforeTheWindowOpenedIsAnEnter() {
        feed("ada\n");
        assertEquals(Key.named(Key.Name.ENTER), keys.getLast());
    }

    @Test
    void aPasteIsOneKeyWithPlainLineEnds() {
        feed(ESC + "[200~one\r\ntwo\rthree" + ESC + "[31m\u0003" + ESC + "[201~x");
        assertEquals(List.of(new Key.Pasted("one\ntwo\nthree\u001B[31m\u0003"), Key.typed('x')), keys);
    }

    @Test
    void aPasteWithoutEndEndsAfterASilence() {
        feed(ESC + "[200~half a paste");
        assertTrue(keys.isEmpty());
        assertEquals(KeyDecoder.SILENCE_MS, decoder.timeoutMs());
        decoder.timeout();
        feed("x");
        assertEquals(List.of(new Key.Pasted("half a paste"), Key.typed('x')), keys);
    }

    @Test
    void aPasteOfAnySizeIsBounded() {
        feed(ESC + "[200~" + "x".repeat(5 * KeyDecoder.MAX_PASTE_BYTES) + ESC + "[201~y");
        assertEquals(2, keys.size());
        assertEquals(Key.typed('y'), keys.getLast());
        assertTrue(((Key.Pasted) keys.getFirst()).text().length() <= KeyDecoder.MAX_PASTE_BYTES);
    }

    @Test
    void focusIsReported() {
        feed(ESC + "[I" + ESC + "[O");
        assertEquals(List.of(new Key.Focused(true), new Key.Focused(false)), keys);
    }

    @Test
    void theBackgroundIsReported() {
        feed(ESC + "]11;rgb:1111/1515/1a1a" + ESC + "\\" + ESC + "]11;rgb:ff/ff/f0\u0007");
        assertEquals(List.of(new Key.Background(true), new Key.Background(false)), keys);
    }

    /** With flag 1, Escape comes as a sequence, so nothing waits for more. */
    @Test
    void theKeysOfKittyAreKnown() {
        feed(ESC + "[27u" + ESC + "[13;2u" + ESC + "[97;5u" + ESC + "[98;3u" + ESC + "[9;2u" + ESC + "[127;5u");
        assertFalse(decoder.isUnfinished());
        assertEquals(
                List.of(
                        Key.named(Key.Name.ESCAPE),
                        new Key.Named(Key.Name.ENTER, false, false, true),
                        new Key.Typed('a', true, false),
                        new Key.Typed('b', false, true),
                        new Key.Named(Key.Name.TAB, false, false, true),
                        new Key.Named(Key.Name.BACKSPACE, true, false, false)),
                keys);
    }

    @Test
    void ctrlAndALetterAreTheSameKeyAsOnOtherTerminals() {
        feed(ESC + "[105;5u" + ESC + "[106;5u" + ESC + "[109;5u" + ESC + "[91;5u" + ESC + "[32;5u");
        assertEquals(
                List.of(
                        Key.named(Key.Name.TAB),
                        Key.named(Key.Name.ENTER),
                        Key.named(Key.Name.ENTER),
                        Key.named(Key.Name.ESCAPE),
                        new Key.Typed(' ', true, false)),
                keys);
    }

    @Test
    void theLocksAreNoModifiers() {
        feed(ESC + "[27;129u" + ESC + "[1;193A" + ESC + "[13;130u" + ESC + "[3;65~");
        assertEquals(
                List.of(
                        Key.named(Key.Name.ESCAPE),
                        Key.named(Key.Name.UP),
                        new Key.Named(Key.Name.ENTER, false, false, true),
                        Key.named(Key.Name.DELETE)),
                keys);
    }

    @Test
    void theKeypadOfKittyTypesAndMoves() {
        feed(ESC + "[57399u" + ESC + "[57408u" + ESC + "[57413u" + ESC + "[57414u" + ESC + "[57419u" + ESC
                + "[57426;129u");
        assertEquals(
                List.of(
                        Key.typed('0'),
                        Key.typed('9'),
                        Key.typed('+'),
                        Key.named(Key.Name.ENTER),
                        Key.named(Key.Name.UP),
                        Key.named(Key.Name.DELETE)),
                keys);
    }

    @Test
    void theLeftButtonAndTheWheelAreReported() {
        feed(ESC + "[<0;12;5M" + ESC + "[<32;100;300M" + ESC + "[<0;1;1m" + ESC + "[<64;3;4M" + ESC + "[<65;3;4M");
        assertEquals(
                List.of(
                        new Key.Mouse(Key.Action.PRESS, 11, 4),
                        new Key.Mouse(Key.Action.DRAG, 99, 299),
                        new Key.Mouse(Key.Action.RELEASE, 0, 0),
                        new Key.Mouse(Key.Action.WHEEL_UP, 2, 3),
                        new Key.Mouse(Key.Action.WHEEL_DOWN, 2, 3)),
                keys);
    }

    @Test
    void whatTheTerminalKnowsIsReported() {
        feed(ESC + "[?1u" + ESC + "[?1004;1$y" + ESC + "[?1004;0$y" + ESC + "]99;i=floodchat:p=?;o=always" + ESC
                + "\\");
        assertEquals(
                List.of(
                        new Key.Knows(Key.Feature.KITTY_KEYS, true),
                        new Key.Knows(Key.Feature.FOCUS, true),
                        new Key.Knows(Key.Feature.FOCUS, false),
                        new Key.Knows(Key.Feature.NOTIFICATIONS, true)),
                keys);
    }

    @Test
    void leftAndRightMarginsAreReported() {
        feed(ESC + "[?69;2$y" + ESC + "[?69;0$y" + ESC + "[?2026;2$y" + "x");
        assertEquals(List.of(
                new Key.Knows(Key.Feature.MARGINS, true),
                new Key.Knows(Key.Feature.MARGINS, false),
                Key.typed('x')), keys);
    }

    @Test
    void theTerminalSaysWhetherItReportsItsSchemeAndThenDoes() {
        feed(ESC + "[?2031;2$y" + ESC + "[?2031;0$y" + ESC + "[?997;1n" + ESC + "[?997;2n" + ESC + "[?997;3n" + "x");
        assertEquals(
                List.of(new Key.SchemeReports(), new Key.SchemeChanged(true), new Key.SchemeChanged(false),
                        Key.typed('x')),
                keys);
    }

    @Test
    void aStringWithoutEndDoesNotBlockTheKeyboard() {
        feed(ESC + "]11;rgb:" + "f".repeat(1000));
        assertTrue(decoder.isUnfinished());
        decoder.timeout();
        feed("x");
        assertEquals(List.of(Key.typed('x')), keys);
    }

    /** Random bytes type no control character, and after a silence the next key is decoded. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void garbageNeverTypesAControlNorBlocksTheKeyboard(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            byte[] garbage = garbage(random);
            decoder.feed(garbage, garbage.length);
            while (decoder.isUnfinished()) {
                decoder.timeout();
            }
            for (Key key : keys) {
                assertFalse(typesControl(key), "seed " + seed + ", round " + round + ": " + key);
            }
            keys.clear();
            feed("q");
            assertEquals(List.of(Key.typed('q')), keys, "seed " + seed + ", round " + round);
            keys.clear();
        }
    }

    private static byte[] garbage(Random random) {
        String alphabet = "\u001B\u001B\u001B[]O;;0123456789~MmPu$<?ABx\u0007\\\r\u0003é\u009B";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(10) == 0
                            ? (char) random.nextInt(256)
                            : alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return random.nextBoolean()
                ? text.toString().getBytes(StandardCharsets.UTF_8)
                : text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean typesControl(Key key) {
        return key instanceof Key.Typed typed && !typed.ctrl() && Character.isISOControl(typed.codePoint());
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        decoder.feed(bytes, bytes.length);
    }
}
