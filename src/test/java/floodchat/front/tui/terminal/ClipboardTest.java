package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClipboardTest {
    @Test
    void theTextIsSentInBase64() {
        assertEquals("\033]52;c;w6nDqQ==\033\\", Clipboard.sequence("éé"));
    }

    @Test
    void aLongTextIsCutBetweenTwoCharacters() {
        String fit = Clipboard.fit("a" + "👋".repeat(Clipboard.MAX_BYTES / 4));
        assertEquals("a" + "👋".repeat(Clipboard.MAX_BYTES / 4 - 1), fit);
        assertTrue(Clipboard.sequence(fit).length() < 100_000);
        String whole = "👋".repeat(Clipboard.MAX_BYTES / 4);
        assertEquals(Clipboard.MAX_BYTES, Clipboard.fit(whole).getBytes(StandardCharsets.UTF_8).length);
    }
}
