package floodchat.front.tui.widget;

import floodchat.front.Completion;
import floodchat.front.Transcript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Tab writes at the start of a line: the name of somebody and a colon. Immutable.
 *
 * @param texts all that may stand there, the best first; at least one
 * @param place which one stands there now
 */
record Salutation(List<String> texts, int place) {
    /** The one of the person who spoke last; null if nobody is here. */
    static @Nullable Salutation first(Transcript transcript) {
        List<String> texts = Completion.salutations(transcript);
        return texts.isEmpty() ? null : new Salutation(texts, 0);
    }

    /** After the last one comes the first. */
    Salutation next() {
        return new Salutation(texts, (place + 1) % texts.size());
    }

    String text() {
        return texts.get(place);
    }
}
