package floodchat.front.tui;

import floodchat.front.tui.text.Links;
import java.util.function.Consumer;

/** Opens a link for a key or a click of the person, and says what became of it. Pure. */
final class OpenedLink {
    private OpenedLink() {}

    /** Opens a web address; copies any other one. Returns words for a hint. @param address percent-encoded */
    static String open(String address, Consumer<? super WindowEffect> effects) {
        if (Links.isWeb(address)) {
            effects.accept(new WindowEffect.Open(address));
            return "opening " + address;
        }
        effects.accept(new WindowEffect.Copy(address));
        return "copied " + address;
    }

    /** What became of it, in words. What was not opened is copied. */
    static String told(WindowInput.Opened opened, Consumer<? super WindowEffect> effects) {
        String problem = switch (opened.result()) {
            case OPENED -> null;
            case NO_DESKTOP -> "no desktop to open it: ";
            case FAILED -> "the desktop did not open it: ";
            case REFUSED -> "not opened, it is no plain web address: ";
        };
        if (problem == null) {
            return "opened " + opened.address();
        }
        effects.accept(new WindowEffect.Copy(opened.address()));
        return problem + "copied " + opened.address();
    }
}
