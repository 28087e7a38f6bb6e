package floodchat.front;

import org.jspecify.annotations.Nullable;

/** What a person should know at the end: what became of the last lines. Pure. */
public final class LastWords {
    private LastWords() {}

    /** Of lines to everyone that no peer was given; null if there are none. */
    public static @Nullable String unsent(int lines) {
        return lines == 0 ? null : lines == 1 ? "1 message reached nobody." : lines + " messages reached nobody.";
    }

    /** Of private lines that no peer was given; null if there are none. */
    public static @Nullable String kept(int lines) {
        if (lines == 0) {
            return null;
        }
        String subject = lines == 1 ? "1 private line was" : lines + " private lines were";
        return subject + " not sent yet: the next start goes on trying, for up to 7 days.";
    }
}
