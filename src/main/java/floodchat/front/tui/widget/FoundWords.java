package floodchat.front.tui.widget;

import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.HistoryQuery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Where the words of a query are in a text. Pure. */
final class FoundWords {
    private FoundWords() {}

    /** The characters that belong to a word of the query, whole clusters. */
    private static BitSet places(String text, HistoryQuery query) {
        BitSet places = new BitSet();
        String searched = query.caseMatters() ? text : text.toLowerCase(Locale.ROOT);
        if (searched.length() != text.length()) {
            return places; // a few letters get longer in lower case: then nothing is marked
        }
        for (String word : query.words()) {
            for (int at = searched.indexOf(word); at >= 0; at = searched.indexOf(word, at + word.length())) {
                int end = at + word.length();
                places.set(Graphemes.before(text, at + 1), Graphemes.after(text, end - 1));
            }
        }
        return places;
    }

    /** Where the first word begins; 0 if there is none. */
    static int first(String text, HistoryQuery query) {
        return Math.max(0, places(text, query).nextSetBit(0));
    }

    /** The text, with the words marked. */
    static List<Span> marked(String text, HistoryQuery query, StyleToken style) {
        BitSet places = places(text, query);
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            boolean found = places.get(at);
            int end = found ? places.nextClearBit(at) : places.nextSetBit(at);
            end = end < 0 ? text.length() : Math.min(end, text.length());
            spans.add(new Span(text.substring(at, end), found ? StyleToken.MENTION : style));
            at = end;
        }
        return spans;
    }
}
