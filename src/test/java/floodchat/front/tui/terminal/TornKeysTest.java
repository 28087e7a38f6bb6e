package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a slow line does to keys: their bytes come with pauses. */
class TornKeysTest {
    private static final int PAUSE_MS = 80;
    private static final Key ESCAPE = Key.named(Key.Name.ESCAPE);

    private final List<Key> keys = new ArrayList<>();
    private final KeyDecoder decoder = new KeyDecoder(keys::add);

    /** How long the decoder has waited for the next byte. */
    private int waitedMs;

    /** A pause right behind the Escape is the Escape key, too: nothing else tells that key. */
    @Test
    void aSequenceThatIsTornAnywhereIsTheSameKey() {
        for (String sequence : KnownSequences.all()) {
            byte[] bytes = sequence.getBytes(StandardCharsets.UTF_8);
            List<Key> whole = decode(bytes, Set.of());
            for (int at = 1; at < bytes.length; at++) {
                assertSame(whole, decode(bytes, Set.of(at)), sequence + " torn before byte " + at);
            }
            Set<Integer> everywhere = IntStream.range(1, bytes.length).boxed().collect(Collectors.toSet());
            assertSame(whole, decode(bytes, everywhere), sequence + " byte by byte");
        }
    }

    private static void assertSame(List<Key> whole, List<Key> torn, String how) {
        assertEquals(withoutEscape(whole), withoutEscape(torn), how);
    }

    /** After Escape, a person types what is no sequence, or types it later. */
    @ParameterizedTest
    @CsvSource({
        "[x], 120",
        "[1] first, 120",
        "]x, 120",
        "]1, 120",
        "(O), 200",
        "O no, 120",
        "OK, 120",
        "OH NO, 400",
        "OPEN, 400",
        "[, 120",
        "O, 120",
        "[D, 1001",
    })
    void whatAPersonTypesAfterEscapeIsTyped(String text, int afterMs) {
        feed("\033");
        pause(KeyDecoder.ESCAPE_MS + afterMs);
        for (int i = 0; i < text.length(); i++) {
            feed(text.substring(i, i + 1));
            pause(PAUSE_MS);
        }
        pause(KeyDecoder.SILENCE_MS);
        List<Key> typed = new ArrayList<>(List.of(ESCAPE));
        text.chars().forEach(c -> typed.add(Key.typed(c)));
        assertEquals(typed, keys);
    }

    @Test
    void anotherKeyAfterEscapeIsNotHeld() {
        feed("\033");
        pause(KeyDecoder.ESCAPE_MS);
        feed("a");
        feed("\r");
        assertEquals(List.of(ESCAPE, Key.typed('a'), Key.named(Key.Name.ENTER)), keys);
    }

    @Test
    void theRestOfASequenceThatWasLostIsNotTyped() {
        for (String begun : List.of("\033[1;5", "\033[", "\033O")) {
            feed(begun);
            pause(KeyDecoder.SILENCE_MS);
            keys.removeIf(key -> key instanceof Key.Typed(int _, boolean _, boolean alt) && alt);
            assertEquals(List.of(), keys, begun.substring(1));
        }
    }

    /** The keys of these bytes, with a pause before some of them, and a long one at the end. */
    private List<Key> decode(byte[] bytes, Set<Integer> pauses) {
        for (int i = 0; i < bytes.length; i++) {
            if (pauses.contains(i)) {
                pause(PAUSE_MS);
            }
            feed(bytes[i]);
        }
        pause(3 * KeyDecoder.SILENCE_MS);
        List<Key> decoded = new ArrayList<>(keys);
        keys.clear();
        return decoded;
    }

    /** Alt and a key that was torn behind its first Escape is Escape, and then the key. */
    private static List<Key> withoutEscape(List<Key> some) {
        return some.stream()
                .map(key -> key instanceof Key.Named(Key.Name name, boolean ctrl, boolean _, boolean shift)
                        ? new Key.Named(name, ctrl, false, shift)
                        : key)
                .filter(key -> !key.equals(ESCAPE))
                .toList();
    }

    private void feed(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            feed(b);
        }
    }

    private void feed(byte b) {
        decoder.feed(new byte[] {b}, 1);
        waitedMs = 0;
    }

    /** Nothing comes for this time: what {@link KeyReader} does then. */
    private void pause(int ms) {
        waitedMs += ms;
        while (decoder.isUnfinished() && waitedMs >= decoder.timeoutMs()) {
            waitedMs -= decoder.timeoutMs();
            decoder.timeout();
        }
    }
}
