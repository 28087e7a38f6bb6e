package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * An input is what a terminal sends; a byte of 0xFF, which no text has, stands for a pause. Few bytes never become many
 * keys, no control character is typed, and the decoder comes to rest after a few pauses.
 */
public final class KeysFuzz implements FuzzTarget {
    private static final int PAUSE = 0xFF;

    /** Escape, a capital O, and the silence after it. */
    private static final int PAUSES_TO_REST = 3;

    @Override
    public void run(byte[] input) {
        List<Key> keys = new ArrayList<>();
        KeyDecoder decoder = new KeyDecoder(keys::add);
        for (byte b : input) {
            if (Byte.toUnsignedInt(b) == PAUSE) {
                pause(decoder);
            } else {
                decoder.feed(new byte[] {b}, 1);
            }
        }
        for (int i = 0; i < PAUSES_TO_REST; i++) {
            pause(decoder);
        }
        assertFalse(decoder.isUnfinished());
        assertTrue(keys.size() <= input.length, "more keys than bytes");
        keys.forEach(KeysFuzz::check);
    }

    private static void pause(KeyDecoder decoder) {
        if (decoder.isUnfinished()) {
            assertTrue(decoder.timeoutMs() > 0 && decoder.timeoutMs() <= KeyDecoder.SILENCE_MS);
            decoder.timeout();
        }
    }

    private static void check(Key key) {
        switch (key) {
            case Key.Typed(int c, boolean _, boolean _) ->
                assertTrue(Character.isValidCodePoint(c) && !Character.isISOControl(c), "typed " + c);
            case Key.Pasted(String text) -> assertTrue(text.length() <= KeyDecoder.MAX_PASTE_BYTES);
            case Key.Named _, Key.Focused _, Key.Background _, Key.Knows _, Key.Mouse _ -> {}
            case Key.SchemeReports _, Key.SchemeChanged _ -> {}
        }
    }
}
