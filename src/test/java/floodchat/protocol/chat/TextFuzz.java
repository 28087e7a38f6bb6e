package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An input is a text in UTF-8, or after a zero in UTF-16, which can hold half a surrogate pair. What is cleaned twice
 * is the same, has no control character, and is not much longer.
 */
public final class TextFuzz implements FuzzTarget {
    private static final int GROWTH = 8;

    @Override
    public void run(byte[] input) {
        String text = text(input);
        String clean = Texts.clean(text);
        assertEquals(clean, Texts.clean(clean));
        assertTrue(clean.length() <= GROWTH * text.length());
        assertTrue(clean.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), clean);
        assertEquals(clean.getBytes(StandardCharsets.UTF_8).length, Texts.utf8Length(clean));
        assertTrue(ControlSequences.remove(text).indexOf('\u001B') < 0);
        checkName(text);
    }

    private static String text(byte[] input) {
        boolean wide = input.length > 0 && input[0] == 0;
        return wide
                ? ByteBuffer.wrap(input, 1, input.length - 1).asCharBuffer().toString()
                : new String(input, StandardCharsets.UTF_8);
    }

    private static void checkName(String text) {
        String name = Names.normalize(text);
        assertEquals(name, Names.normalize(name));
        if (Names.problemWith(name) == null) {
            assertTrue(Names.looksLike(name, Names.fold(name)), name);
            assertEquals(Names.fold(name), Names.fold(Names.fold(name)));
        }
    }
}
