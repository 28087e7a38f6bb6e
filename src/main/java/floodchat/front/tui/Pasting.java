package floodchat.front.tui;

import floodchat.protocol.chat.Texts;

/** What a paste may bring into the line. Pure. */
final class Pasting {
    private Pasting() {}

    /** Clean text of at most this many characters, cut between two of them; newlines stay, the last ones excepted. */
    static String clean(String pasted, int room) {
        String text = Texts.clean(pasted).stripTrailing();
        if (text.length() <= room) {
            return text;
        }
        return text.substring(0, room <= 0 ? 0 : Graphemes.before(text, room));
    }
}
