package floodchat.node.store;

import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ProfileWriter} has still to save. A note replaces an older one of its kind, which nobody needs any
 * more: so a disk that hangs costs no memory, and the newest state of everything is saved when it goes on. Any thread
 * may call it.
 */
final class ProfileNotes {
    /** Each start and each takeover has one, and the chat waits for it. More means that the disk does not answer. */
    static final int MAX_RUNS = 64;

    sealed interface Note {
        record Name(String name) implements Note {}

        /** @param answer gets null if the number is on disk, else one sentence that says why it is not */
        record Run(long number, Consumer<@Nullable String> answer) implements Note {}

        record Contacts(SavedPeople people) implements Note {}

        /** @param learned the latest first */
        record Addresses(List<Address> learned) implements Note {}

        record Conversations(ConversationsFile file, List<SavedConversation> all) implements Note {}
    }

    private final Deque<Note.Run> runs = new ArrayDeque<>();

    /** By kind, in the order in which the first of each came. */
    private final Map<Class<? extends Note>, Note> newest = new LinkedHashMap<>();

    private boolean closed;

    /** Takes a note. False if it is a run and too many wait. */
    synchronized boolean add(Note note) {
        switch (note) {
            case Note.Run run -> {
                return runs.size() < MAX_RUNS && runs.add(run);
            }
            case Note.Addresses(List<Address> learned) -> newest.merge(
                    Note.Addresses.class, note, (older, _) -> merged(learned, (Note.Addresses) older));
            case Note.Name _, Note.Contacts _, Note.Conversations _ -> newest.put(note.getClass(), note);
        }
        return true;
    }

    private static Note merged(List<Address> latest, Note.Addresses older) {
        return new Note.Addresses(Stream.concat(latest.stream(), older.learned().stream())
                .distinct()
                .limit(KnownAddresses.MAX_ADDRESSES)
                .toList());
    }

    /** Removes the next note, a run before all others; null if nothing waits. */
    synchronized @Nullable Note poll() {
        Note run = runs.poll();
        Iterator<Note> others = newest.values().iterator();
        if (run != null || !others.hasNext()) {
            return run;
        }
        Note next = others.next();
        others.remove();
        return next;
    }

    /** No further note has to be saved. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
