package floodchat.protocol.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The private lines of strangers that wait until we accept them: keys are free, so blocking alone can't stop a crowd. A
 * stranger is no contact, and nobody whom we have written to. Owned by a {@link ChatCore}.
 */
final class Requests {
    /** As many as may find us by chance. */
    static final int MAX_STRANGERS_A_MINUTE = 3;

    /** More than anybody reads. With their lines at most 2 MiB. */
    static final int MAX_PEOPLE = 64;

    /** Of one person: enough to know what it is about. */
    static final int MAX_LINES_EACH = 8;

    /** How many lines without room are told apart, because their authors repeat them: at 200 bytes each. */
    static final int MAX_LEFT_OUT = 1_024;

    /** Of the people whom we have written to, or have shown; at 100 bytes each. The oldest go first. */
    static final int MAX_REMEMBERED = 1_024;

    private static final long MINUTE_MS = 60_000;

    private final Contacts contacts;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final SequencedSet<String> writtenTo = new LinkedHashSet<>();
    private final SequencedSet<String> shown = new LinkedHashSet<>();
    private final Deque<Long> shownAtMs = new ArrayDeque<>();
    private RequestPolicy policy = RequestPolicy.CROWD;

    private ShownListener listener = (line, context) -> {};

    /** The lines that had no room since the list was empty, and have none yet. */
    private final Set<MessageId> leftOut = new HashSet<>();

    /** Hears of each line that is shown after it has waited. */
    interface ShownListener {
        void shown(ChatEvent.Told line, ChatContext context);
    }

    void onShown(ShownListener changed) {
        listener = changed;
    }

    /** @param lines oldest first, at least one */
    record Waiting(Person from, List<ChatEvent.Told> lines) {}

    Requests(Contacts contacts) {
        this.contacts = contacts;
    }

    RequestPolicy policy() {
        return policy;
    }

    /** Those who wait go on waiting, except with {@link RequestPolicy#OFF}. */
    void setPolicy(RequestPolicy changed, ChatContext context) {
        policy = changed;
        if (changed == RequestPolicy.OFF) {
            List.copyOf(waiting.keySet()).forEach(key -> accept(key, context));
        }
    }

    /** We write to this person, so their lines never wait. */
    void noteWrittenTo(String key, ChatContext context) {
        remember(writtenTo, key);
        accept(key, context);
    }

    /** Whether this person is no contact, and nobody whom we have written to or accepted. */
    boolean isStranger(String key) {
        return contacts.contact(key) == null && !writtenTo.contains(key);
    }

    /** Whether this line to us is shown now, or waits here. */
    Admission admit(ChatEvent.Told line, ChatContext context) {
        String key = line.from().key();
        if (policy == RequestPolicy.OFF || !isStranger(key)) {
            return Admission.SHOWN;
        }
        if (policy == RequestPolicy.CROWD && !waiting.containsKey(key) && isAmongTheFew(key, context.nowMs())) {
            return Admission.SHOWN;
        }
        return hold(line, context);
    }

    private boolean isAmongTheFew(String key, long nowMs) {
        if (shown.contains(key)) {
            return true;
        }
        while (!shownAtMs.isEmpty() && shownAtMs.peekFirst() <= nowMs - MINUTE_MS) {
            shownAtMs.pollFirst();
        }
        if (shownAtMs.size() >= MAX_STRANGERS_A_MINUTE) {
            return false;
        }
        shownAtMs.addLast(nowMs);
        remember(shown, key);
        return true;
    }

    private Admission hold(ChatEvent.Told line, ChatContext context) {
        Waiting request = waiting.get(line.from().key());
        if (request == null && waiting.size() < MAX_PEOPLE) {
            request = new Waiting(line.from(), new ArrayList<>());
            waiting.put(line.from().key(), request);
        }
        if (request == null || request.lines().size() >= MAX_LINES_EACH) {
            if (leftOut.size() < MAX_LEFT_OUT) {
                leftOut.add(line.id());
            }
            return Admission.NO_ROOM;
        }
        leftOut.remove(line.id());
        request.lines().add(line);
        context.show(new ChatEvent.RequestsChanged(waiting.size(), line, people()));
        return Admission.HELD_BACK;
    }

    /** Those who wait, the oldest first. */
    Collection<Waiting> waiting() {
        return Collections.unmodifiableCollection(waiting.values());
    }

    List<Person> people() {
        return waiting.values().stream().map(Waiting::from).toList();
    }

    /** How many lines had no room, {@value #MAX_LEFT_OUT} at most. */
    int leftOut() {
        return leftOut.size();
    }

    /** Shows what this person has said. From now on it is a conversation. */
    void accept(String key, ChatContext context) {
        Waiting request = take(key, context);
        if (request != null) {
            remember(writtenTo, key);
            for (ChatEvent.Told line : request.lines()) {
                context.show(line);
                listener.shown(line, context);
            }
        }
    }

    /** Forgets what this person has said. */
    void drop(String key, ChatContext context) {
        take(key, context);
    }

    /**
     * Forgets what all have said. Their next lines wait again. What is forgotten has arrived: until a restart its
     * repetitions are not taken.
     */
    void clear(ChatContext context) {
        List.copyOf(waiting.keySet()).forEach(key -> take(key, context));
    }

    private @Nullable Waiting take(String key, ChatContext context) {
        Waiting request = waiting.remove(key);
        if (request != null) {
            if (waiting.isEmpty()) {
                leftOut.clear();
            }
            context.show(new ChatEvent.RequestsChanged(waiting.size(), null, people()));
        }
        return request;
    }

    private static void remember(SequencedSet<String> keys, String key) {
        keys.remove(key);
        keys.add(key);
        if (keys.size() > MAX_REMEMBERED) {
            keys.removeFirst();
        }
    }
}
