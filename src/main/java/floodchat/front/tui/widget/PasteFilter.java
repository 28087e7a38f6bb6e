package floodchat.front.tui.widget;

import floodchat.front.tui.text.Graphemes;
import floodchat.protocol.chat.Texts;

/** Cleans a pasted text for the line. Pure. */
final class PasteFilter {
    private PasteFilter() {}

    /**
     * The text without controls and trailing blanks. Newlines inside stay. A long text is cut between two clusters.
     *
     * @param room the most characters that the result may have
     */
    static String clean(String pasted, int room) {
        String text = Texts.clean(pasted).stripTrailing();
        if (text.length() <= room) {
            return text;
        }
        return text.substring(0, room <= 0 ? 0 : Graphemes.before(text, room));
    }
}
