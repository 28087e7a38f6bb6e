package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Bounds;
import org.jspecify.annotations.Nullable;

/** The gate through which other people's words enter the model. */
final class BodySanitizer {
    private BodySanitizer() {}

    /** The body with its names and texts cleaned; null where nothing acceptable is left of one. */
    static @Nullable Body clean(Body body) {
        return switch (body) {
            case Body.Say say -> {
                String name = name(say.name());
                String text = text(say.text());
                yield name == null || text == null ? null : new Body.Say(say.seq(), say.at(), name, text);
            }
            case Body.Tell tell -> {
                String name = name(tell.name());
                String text = text(tell.text());
                yield name == null || text == null ? null : new Body.Tell(tell.seq(), tell.at(), name, tell.to(), text);
            }
            case Body.Presence presence -> {
                String name = name(presence.name());
                yield name == null
                        ? null
                        : new Body.Presence(presence.beat(), presence.seq(), name, presence.joining(), presence.rate());
            }
            case Body.Leave leave -> leave;
        };
    }

    private static @Nullable String name(String raw) {
        String name = Names.normalize(raw);
        return Names.problemWith(name) == null ? name : null;
    }

    /** NFC makes a few characters longer, so the bound is looked at again. */
    private static @Nullable String text(String raw) {
        String text = Texts.clean(raw);
        return text.isBlank() || Texts.utf8Length(text) > Bounds.MAX_TEXT_BYTES ? null : text;
    }
}
