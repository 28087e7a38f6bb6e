package floodchat.protocol.chat;

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
            case Body.Tell tell -> {
                String name = name(tell.name());
                String text = text(tell.text());
                yield name == null || text == null
                        ? null
                        : new Body.Tell(tell.run(), tell.seq(), tell.at(), name, tell.to(), text);
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
                                presence.keyhash());
            }
            case Body.Leave leave -> leave;
            case Body.Keys keys -> keys;
        };
    }

    private static @Nullable String name(String raw) {
        String name = Names.normalize(raw);
        return Names.problemWith(name) == null ? name : null;
    }

    /** The bounds are checked again: NFC makes a few characters longer, and sanitizing may leave nothing but blanks. */
    private static @Nullable String text(String raw) {
        String text = Texts.clean(raw);
        return Texts.problemWith(text) == null ? text : null;
    }
}
