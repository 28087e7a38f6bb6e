package floodchat.node.store;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.ProfileNotes.Note;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.chat.SavedConversations;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Saves what must survive a restart: the username, the number of the run, the contacts, the addresses of peers, and the
 * conversations of a window. It has a virtual thread of its own, so that no other owner thread waits for the disk: what
 * is told while the disk is slow stands in {@link ProfileNotes}, and a mailbox with one place wakes the thread. A write
 * that fails is logged and told to the person. The chat goes on, except without the number of the run.
 */
public final class ProfileWriter implements AutoCloseable {
    /** How long close waits for a slow disk. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final EventBus bus;
    private final Profile profile;
    private final @Nullable RunFile runs;
    private final ContactsFile contacts;
    private final KnownAddresses known;
    private final ProfileNotes notes = new ProfileNotes();

    /** One wake-up is enough for all notes that came before it is taken. */
    private final Mailbox<WakeUp> wakeUps = new Mailbox<>(1);

    private final Thread thread = Thread.ofVirtual().name("profile writer").unstarted(this::run);

    /** Best first. Touched by the writer thread alone. */
    private List<String> remembered;

    /** Touched by the writer thread alone. */
    private boolean addressesFailed;

    /** Touched by the writer thread alone. */
    private boolean conversationsFailed;

    /** Something waits in the notes, or they are closed. */
    private enum WakeUp {
        NOTED
    }

    /** Loaded at the first log line, because loading Log4j takes longer than the first paint. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(ProfileWriter.class);
    }

    /**
     * Subscribes to the bus at once, so that nothing is missed before {@link #start}.
     *
     * @param runs null if no run is saved, because nobody will have this identity again
     * @param remembered the known addresses at the start; kept after the ones that are learned
     */
    public ProfileWriter(
            EventBus bus,
            Profile profile,
            @Nullable RunFile runs,
            ContactsFile contacts,
            KnownAddresses known,
            List<String> remembered) {
        this.bus = bus;
        this.profile = profile;
        this.runs = runs;
        this.contacts = contacts;
        this.known = known;
        this.remembered = remembered;
        bus.subscribe(
                FloodEvent.AddressesLearned.class, wakeUps, event -> noted(new Note.Addresses(event.addresses())));
    }

    public void start() {
        thread.start();
    }

    /** For a subscription, which puts what it returns into the mailbox. No subscription is about a run. */
    private WakeUp noted(Note note) {
        notes.add(note);
        return WakeUp.NOTED;
    }

    private boolean add(Note note) {
        boolean taken = notes.add(note);
        wakeUps.tell(WakeUp.NOTED);
        return taken;
    }

    /** Saves the username for the next start. Any thread may call it, and none waits. */
    public void rememberName(String name) {
        add(new Note.Name(name));
    }

    /**
     * Saves the number of the run. Any thread may call it, and none waits.
     *
     * @param answer gets null when it is on disk, else one sentence that says why it is not; on the thread that writes
     */
    public void saveRun(long run, Consumer<@Nullable String> answer) {
        if (!add(new Note.Run(run, answer))) {
            answer.accept("The disk is too slow: the start could not be noted.");
        }
    }

    /** Saves the contacts, and those whom the person blocked. Any thread may call it, and none waits. */
    public void saveContacts(SavedPeople people) {
        add(new Note.Contacts(people));
    }

    /**
     * Tells a window what is in this file, and from now on writes into it what the window tells. If it can't be read it
     * stays as it is, and nothing is kept. Called once, before the chat tells anything.
     */
    public void keepConversations(ConversationsFile file) {
        try {
            List<SavedConversation> kept = file.read(this::notice);
            bus.subscribe(
                    SavedConversations.Changed.class,
                    wakeUps,
                    changed -> noted(new Note.Conversations(file, changed.all())));
            bus.tell(new SavedConversations.Restored(kept));
        } catch (IOException e) {
            Log.LOGGER.warn("could not read {}: {}", file.path(), e.toString());
            notice(("Your conversations in %s can't be read: %s. Floodchat leaves the file as it is, and keeps none "
                    + "this time.").formatted(file.path(), FileProblem.reason(e)));
        }
    }

    private void run() {
        try {
            boolean isLast = false;
            while (!isLast) {
                wakeUps.take();
                isLast = notes.isClosed(); // asked first: what was noted before the end is written
                for (Note note = notes.poll(); note != null; note = notes.poll()) {
                    tryToWrite(note);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before the disk was done
        }
    }

    private void tryToWrite(Note note) {
        try {
            write(note);
        } catch (IOException e) {
            Log.LOGGER.warn("could not save a {}: {}", note.getClass().getSimpleName(), e.toString());
            failed(note, FileProblem.reason(e));
        }
    }

    private void failed(Note note, String reason) {
        switch (note) {
            case Note.Name _ -> notice(("Your username was not saved in %s: %s. Correct that and set it again; "
                    + "otherwise the next start does not know it.").formatted(profile.path(), reason));
            case Note.Run(long _, Consumer<@Nullable String> answer) ->
                answer.accept("The start can't be noted in %s: %s. Correct that and start again."
                        .formatted(runs == null ? profile.path() : runs.path(), reason));
            case Note.Contacts _ -> notice("Your contacts were not saved in %s: %s. Correct that and change one again."
                    .formatted(contacts.path(), reason));
            case Note.Addresses _ -> addressesNotSaved(reason);
            case Note.Conversations(ConversationsFile file, List<SavedConversation> _) ->
                conversationsNotSaved(file, reason);
        }
    }

    /** Told once: addresses are saved every few seconds. */
    private void addressesNotSaved(String reason) {
        if (!addressesFailed) {
            addressesFailed = true;
            notice(("The addresses of other peers can't be saved in %s: %s. "
                    + "Correct that, or name a peer at the next start.")
                    .formatted(known.path(), reason));
        }
    }

    /** Told once: they are saved every few seconds. */
    private void conversationsNotSaved(ConversationsFile file, String reason) {
        if (!conversationsFailed) {
            conversationsFailed = true;
            notice("Your conversations, and what you have not sent, can't be saved in %s: %s."
                    .formatted(file.path(), reason));
        }
    }

    private void notice(String sentence) {
        bus.tell(new ChatEvent.Noticed(sentence));
    }

    private void write(Note note) throws IOException {
        switch (note) {
            case Note.Name(String name) -> profile.saveName(name);
            case Note.Run(long number, Consumer<@Nullable String> answer) -> {
                if (runs != null) {
                    runs.write(number);
                }
                answer.accept(null);
            }
            case Note.Contacts(SavedPeople people) -> contacts.write(people);
            case Note.Addresses(List<Address> learned) -> writeAddresses(learned);
            case Note.Conversations(ConversationsFile file, List<SavedConversation> all) -> file.write(all);
        }
    }

    private void writeAddresses(List<Address> learned) throws IOException {
        List<String> best = Stream.concat(learned.stream().map(Address::toString), remembered.stream())
                .distinct()
                .limit(KnownAddresses.MAX_ADDRESSES)
                .toList();
        remembered = best;
        known.write(best);
    }

    /** Writes everything that was told so far, then ends. */
    @Override
    public void close() throws InterruptedException {
        bus.unsubscribe(wakeUps);
        notes.close();
        wakeUps.tell(WakeUp.NOTED);
        if (!thread.join(CLOSE_WITHIN)) {
            thread.interrupt();
        }
    }
}
