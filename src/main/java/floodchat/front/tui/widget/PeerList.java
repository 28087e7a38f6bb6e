package floodchat.front.tui.widget;

import floodchat.front.ConversationId;
import floodchat.front.Conversations;
import floodchat.front.OpenConversation;
import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The peer list, at the right of the messages: ourselves first, then those who are gone and have written something that
 * is unread, those who are here, and those who are gone and have a conversation. For the thread that owns the screen.
 *
 * @param now for how long somebody is gone
 * @param marked one of {@link #entries}, which a person chooses; null if none is. Then all rows can be reached
 */
public record PeerList(Roster roster, Conversations conversations, Instant now, @Nullable Entry marked) {
    private static final String YOU = " (you)";

    /** Before the name of the one whose conversation is shown. */
    private static final String SHOWN = "›";

    /** Before the one that a person chooses. */
    private static final String MARKED = "▸";

    private static final String BLOCKED = " ✕";

    private static final String MUTED = " ⊘";

    /** The name looks like ours or like a contact's, and is neither. */
    private static final String LOOKALIKE = " ≈";

    /** Nobody has used the window for a while. */
    private static final String IDLE = " ◦";

    /** The person has said so. */
    private static final String AWAY = " ☾";

    /** A stranger, whose lines are not shown yet. */
    private static final String WAITS = " ?";

    /** How long somebody is gone until the list says for how long. */
    private static final Duration FIRST_TOLD = Duration.ofMinutes(1);

    /** One row below the heading. */
    public sealed interface Entry {
        /** Strangers wait. */
        record Requests(int people) implements Entry {}

        /** One of them. Only while a person chooses somebody. */
        record Waiting(Person person) implements Entry {}

        record Self(Person person) implements Entry {}

        /** Somebody who is here. */
        record Here(Person person) implements Entry {}

        /** Somebody who is not here, and with whom there is a conversation. */
        record Gone(Person person) implements Entry {}

        /** How many others have no row. */
        record More(int people) implements Entry {}
    }

    /** What can be chosen: all that has a row if there are rows enough, and each stranger who waits. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(entries(Integer.MAX_VALUE));
        if (roster.requests() > 0) {
            entries.addAll(1, roster.waiting().stream().<Entry>map(Entry.Waiting::new).toList());
        }
        return entries;
    }

    /** @param rows how many the list has; at most half of them go to those who are gone and have written */
    private List<Entry> entries(int rows) {
        List<Entry> entries = new ArrayList<>();
        if (roster.requests() > 0) {
            entries.add(new Entry.Requests(roster.requests()));
        }
        if (roster.self() != null) {
            entries.add(new Entry.Self(roster.self()));
        }
        List<Person> writers = gone(true);
        int room = Math.max(0, (rows - 1) / 2 - entries.size());
        writers.stream().limit(room).forEach(person -> entries.add(new Entry.Gone(person)));
        int free = rows - entries.size();
        List<Person> others = roster.others();
        if (others.size() > free) {
            int shown = Math.max(0, free - 1);
            others.subList(0, shown).forEach(person -> entries.add(new Entry.Here(person)));
            entries.add(new Entry.More(others.size() - shown));
        } else {
            others.forEach(person -> entries.add(new Entry.Here(person)));
            gone(false).stream()
                    .limit(rows - entries.size())
                    .forEach(person -> entries.add(new Entry.Gone(person)));
        }
        return entries;
    }

    /** Those who are not here, and have a conversation with us. @param unread whether something in it is unread */
    private List<Person> gone(boolean unread) {
        List<Person> gone = new ArrayList<>();
        Set<String> here = null;
        for (OpenConversation one : conversations.open()) {
            if (one.people().size() == 1 && conversations.unread(one.id()) > 0 == unread) {
                here = here == null ? keysOfThoseHere() : here;
                Person person = one.people().getFirst();
                if (!here.contains(person.key())) {
                    gone.add(person);
                }
            }
        }
        return gone;
    }

    private Set<String> keysOfThoseHere() {
        Set<String> keys = new HashSet<>();
        roster.others().forEach(person -> keys.add(person.key()));
        if (roster.self() != null) {
            keys.add(roster.self().key());
        }
        return keys;
    }

    /** The entries that a window of this layout shows. */
    private List<Entry> shown(WindowLayout layout) {
        int rows = Math.max(0, layout.statusRow() - 1);
        if (marked == null) {
            return entries(rows);
        }
        List<Entry> all = entries();
        int first = Math.max(0, all.indexOf(marked) - rows + 1);
        return all.subList(first, Math.min(all.size(), first + rows));
    }

    /** What stands in this row of the window; null for nothing. */
    public @Nullable Entry entryAt(int row, WindowLayout layout) {
        List<Entry> shown = shown(layout);
        return row < 1 || row > shown.size() ? null : shown.get(row - 1);
    }

    /** The other person in this row of the window; null if there is none. */
    public @Nullable Person personAt(int row, WindowLayout layout) {
        Entry entry = entryAt(row, layout);
        Person person = entry == null ? null : personOf(entry);
        return person == null || roster.isSelf(person) ? null : person;
    }

    /** The person in an entry; null if it is about several. */
    public static @Nullable Person personOf(Entry entry) {
        return switch (entry) {
            case Entry.Self(Person person) -> person;
            case Entry.Here(Person person) -> person;
            case Entry.Gone(Person person) -> person;
            case Entry.Waiting(Person person) -> person;
            case Entry.Requests _, Entry.More _ -> null;
        };
    }

    // ---- drawing

    public void paint(Canvas canvas, WindowLayout layout) {
        if (layout.peerColumns() == 0) {
            return;
        }
        int border = layout.paneColumns();
        for (int row = 0; row < layout.statusRow(); row++) {
            canvas.put(border, row, "│", StyleToken.QUIET, layout.columns());
        }
        head(canvas, layout);
        int row = 1;
        for (Entry entry : shown(layout)) {
            paint(entry, row++, canvas, layout);
        }
    }

    private void head(Canvas canvas, WindowLayout layout) {
        int left = layout.paneColumns() + 2;
        int end = left;
        if (roster.size() > 0) {
            end = canvas.put(left, 0, roster.size() + " here", StyleToken.STRONG, layout.columns());
        }
        String news = newsOfEveryone();
        int start = Math.max(end + 1, layout.columns() - Graphemes.width(news));
        canvas.put(start, 0, news, StyleToken.ACCENT, layout.columns());
    }

    /** What is unread of what was said to everyone, in short; empty for nothing. */
    private String newsOfEveryone() {
        int naming = conversations.unreadNaming(ConversationId.EVERYONE);
        int unread = conversations.unread(ConversationId.EVERYONE);
        if (naming > 0) {
            return naming == 1 ? "1 names you" : naming + " name you";
        }
        return unread == 0 ? "" : unread + " new";
    }

    private void paint(Entry entry, int row, Canvas canvas, WindowLayout layout) {
        int left = layout.paneColumns() + 2;
        if (entry.equals(marked)) {
            canvas.put(left - 1, row, MARKED, StyleToken.STRONG, layout.columns());
        }
        switch (entry) {
            case Entry.Requests(int people) ->
                canvas.put(left, row, Quantities.counted(people, "request"), StyleToken.ACCENT, layout.columns());
            case Entry.Self(Person self) -> {
                String state = state(self);
                int right = layout.columns() - YOU.length() - state.length();
                int end = person(canvas, layout, row, self, PersonLabel.style(self, roster), right);
                end = canvas.put(end, row, YOU, StyleToken.QUIET, layout.columns());
                canvas.put(end, row, state, StyleToken.WARNING, layout.columns());
            }
            case Entry.Here(Person person) ->
                other(canvas, layout, row, person, PersonLabel.style(person, roster), state(person));
            case Entry.Gone(Person person) -> other(canvas, layout, row, person, StyleToken.QUIET, gone(person));
            case Entry.Waiting(Person person) -> other(canvas, layout, row, person, StyleToken.QUIET, WAITS);
            case Entry.More(int people) ->
                canvas.put(left, row, people + " more", StyleToken.QUIET, layout.columns());
        }
    }

    /** How many messages are unread, after a blank. Empty for none. */
    private String unread(ConversationId id) {
        int unread = conversations.unread(id);
        return unread == 0 ? "" : " " + unread;
    }

    /** @param style of the name: only those who are here have colours, so that two neighbours never have the same */
    private void other(
            Canvas canvas, WindowLayout layout, int row, Person person, StyleToken style, String state) {
        ConversationId id = ConversationId.of(List.of(person));
        String mark = mark(person);
        String unread = unread(id);
        boolean isMarked = marked != null && person.equals(personOf(marked));
        if (conversations.current().equals(id) && !isMarked) {
            canvas.put(layout.paneColumns() + 1, row, SHOWN, StyleToken.DIRECT, layout.columns());
        }
        int right = layout.columns() - mark.length() - state.length() - unread.length();
        int end = person(canvas, layout, row, person, style, right);
        StyleToken ofMark = mark.equals(LOOKALIKE) ? StyleToken.WARNING : StyleToken.QUIET;
        end = canvas.put(end, row, mark, ofMark, layout.columns());
        end = canvas.put(end, row, unread, StyleToken.ACCENT, layout.columns());
        canvas.put(end, row, state, state.equals(AWAY) ? StyleToken.WARNING : StyleToken.QUIET, layout.columns());
    }

    private String mark(Person person) {
        if (roster.isBlocked(person)) {
            return BLOCKED;
        }
        if (roster.isLookalike(person)) {
            return LOOKALIKE;
        }
        return roster.isMuted(person) ? MUTED : "";
    }

    private String state(Person person) {
        Absence absence = roster.absence(person);
        if (absence == null) {
            return "";
        }
        return absence.away() ? AWAY : IDLE;
    }

    private String gone(Person person) {
        Instant since = roster.goneSince(person);
        Duration time = since == null ? Duration.ZERO : Duration.between(since, now);
        return time.compareTo(FIRST_TOLD) < 0 ? " gone" : " gone " + Quantities.coarse(time);
    }

    private int person(
            Canvas canvas, WindowLayout layout, int row, Person person, StyleToken style, int limit) {
        int left = layout.paneColumns() + 2;
        Span label = PersonLabel.of(person, roster, limit - left);
        return canvas.put(left, row, label.text(), style, limit);
    }
}
