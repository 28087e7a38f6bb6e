package floodchat.protocol.chat;

import floodchat.protocol.message.Absent;
import floodchat.protocol.message.Body;
import org.jspecify.annotations.Nullable;

/** Sanitizes the names and texts in what other people send. Every body passes through here before anything else. */
final class BodySanitizer {
    private BodySanitizer() {}

    /** Returns the body with clean names and texts, or null if one of them is not acceptable even then. */
    static @Nullable Body sanitize(Body body) {
        return switch (body) {
            case Body.Say say -> {
                String name = name(say.name());
                String text = text(say.text());
                yield name == null || text == null ? null : new Body.Say(say.run(), say.seq(), say.at(), name, text);
            }
            case Body.Presence presence -> {
                String name = name(presence.name());
                yield name == null
                        ? null
                        : new Body.Presence(
                                presence.run(),
                                presence.beat(),
                                presence.seq(),
                                presence.at(),
                                name,
                                presence.joining(),
                                presence.rate(),
                                presence.keyhash(),
                                absent(presence.absent()));
            }
            case Body.Leave leave -> leave;
            case Body.Keys keys -> keys;
        };
    }

    private static Absent absent(Absent raw) {
        return new Absent(raw.kind(), raw.since(), reason(raw.reason()));
    }

    /** The clean reason in one line; empty if it is too long even then. */
    static String reason(String raw) {
        String reason = Texts.strip(Texts.clean(raw).replace('\n', ' '));
        return Absence.problemWith(reason) == null ? withinBrackets(reason) : "";
    }

    /** It is shown in round brackets, and must not end them: what follows would look like words of the program. */
    private static String withinBrackets(String reason) {
        StringBuilder within = new StringBuilder(reason);
        int open = 0;
        for (int i = 0; i < within.length(); i++) {
            char c = within.charAt(i);
            if (c == ')' && open == 0) {
                within.setCharAt(i, ']');
            } else {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return within.toString();
    }

    /** The clean name; null if it is not acceptable even then. */
    static @Nullable String name(String raw) {
        String name = Names.normalize(raw);
        return Names.problemWith(name) == null ? name : null;
    }

    /**
     * The clean text; null if nothing is left of it. The bounds are checked again: NFC makes a few characters longer,
     * and sanitizing may leave nothing but blanks.
     */
    static @Nullable String text(String raw) {
        String text = Texts.clean(raw);
        return Texts.problemWith(text) == null ? text : null;
    }
}
