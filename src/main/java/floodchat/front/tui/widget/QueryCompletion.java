package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Tab writes behind {@code from:} and {@code in:}: a name that begins with what is typed. Immutable.
 *
 * @param start where the name begins in the line
 * @param names at least one
 * @param place which one stands there now
 */
record QueryCompletion(int start, List<String> names, int place) {
    private static final String FROM = "from:";
    private static final String IN = "in:";

    /** The first one; null if there is none, or if the cursor is elsewhere. */
    static @Nullable QueryCompletion at(String line, int cursor, Roster roster) {
        String before = line.substring(0, cursor);
        String word = before.substring(before.lastIndexOf(' ') + 1);
        String sign = word.startsWith(FROM) ? FROM : IN;
        if (!word.startsWith(sign)) {
            return null;
        }
        String typed = Names.fold(word.substring(sign.length()));
        List<String> names = names(roster, sign.equals(IN))
                .stream()
                .filter(name -> Names.fold(name).startsWith(typed))
                .distinct()
                .toList();
        int start = cursor - word.length() + sign.length();
        return names.isEmpty() ? null : new QueryCompletion(start, names, 0);
    }

    private static List<String> names(Roster roster, boolean ofConversations) {
        List<String> names = new ArrayList<>();
        Person self = roster.self();
        if (ofConversations) {
            names.add(HistoryQuery.EVERYONE);
        }
        Map<String, Integer> bearers = new HashMap<>();
        for (Person person : roster.addressable()) {
            bearers.merge(Names.fold(person.name()), 1, Integer::sum);
        }
        for (Person person : roster.addressable()) {
            boolean isAlone = bearers.getOrDefault(Names.fold(person.name()), 0) == 1;
            names.add(isAlone ? person.name() : person.nameWithSuffix());
        }
        if (!ofConversations && self != null) {
            names.add(self.name());
        }
        return names;
    }

    /** After the last one comes the first. */
    QueryCompletion next() {
        return new QueryCompletion(start, names, (place + 1) % names.size());
    }

    String text() {
        return names.get(place);
    }
}
