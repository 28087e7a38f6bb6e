package floodchat.front.tui.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Puts a text on the clipboard, by OSC 52 of xterm. Whether a terminal allows it can't be asked. Pure. */
public final class Clipboard {
    /** Common terminals take commands of up to 100,000 bytes; three bytes of text take four. */
    public static final int MAX_BYTES = 72_000;

    private Clipboard() {}

    /** The start of the text that can be copied: all of it, or as many whole characters as fit. */
    public static String fit(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.length, MAX_BYTES);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end == bytes.length ? text : new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    static String sequence(String text) {
        byte[] bytes = fit(text).getBytes(StandardCharsets.UTF_8);
        return "\033]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\033\\";
    }
}
