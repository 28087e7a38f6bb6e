package floodchat.node.store;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.KnownAddresses;
import floodchat.node.store.Profile;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes down what must survive a restart: the username and the addresses of peers. Waits for the disk, so that no owner of other state has
 * to: one mailbox, one virtual thread of its own. What can't be written is logged, and the chat goes on.
 */
public final class ProfileWriter implements AutoCloseable {
    /** Names are set by hand and addresses are told every few seconds at most. */
    private static final int MAILBOX_NOTES = 64;

    /** A disk that is this slow is not waited for. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private sealed interface Note {
        record Name(String name) implements Note {}

        record Addresses(List<Address> learned) implements Note {}

        record Enough() implements Note {}
    }

    private final EventBus bus;
    private final Profile profile;
    private final KnownAddresses known;
    private final Mailbox<Note> mailbox = new Mailbox<>(MAILBOX_NOTES);
    private final Thread thread = Thread.ofVirtual().name("scribe").unstarted(this::run);

    /** Best first; touched by our thread alone. */
    private List<String> remembered;

    /** Made when there is something to log: that takes longer than the first paint. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(ProfileWriter.class);
    }

    /**
     * Takes part in the bus from here on, so that nothing is missed until {@link #start}.
     *
     * @param remembered what was read from the known addresses; kept after those that are learned
     */
    public ProfileWriter(EventBus bus, Profile profile, KnownAddresses known, List<String> remembered) {
        this.bus = bus;
        this.profile = profile;
        this.known = known;
        this.remembered = remembered;
        bus.subscribe(FloodEvent.AddressesLearned.class, mailbox, event -> new Note.Addresses(event.addresses()));
    }

    public void start() {
        thread.start();
    }

    /** Takes down the username for the next start; any thread may call it, and none waits. */
    public void rememberName(String name) {
        mailbox.tell(new Note.Name(name));
    }

    private void run() {
        try {
            for (Note note = mailbox.take(); !(note instanceof Note.Enough); note = mailbox.take()) {
                tryToWrite(note);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // asked to end before the disk was done
        }
    }

    private void tryToWrite(Note note) {
        try {
            write(note);
        } catch (IOException e) {
            Log.LOGGER.warn("can't write down a {}: {}", note.getClass().getSimpleName(), e.toString());
        }
    }

    private void write(Note note) throws IOException {
        switch (note) {
            case Note.Name(String name) -> profile.saveName(name);
            case Note.Addresses(List<Address> learned) -> writeAddresses(learned);
            case Note.Enough() -> throw new IllegalArgumentException("nothing to write");
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

    /** Writes what was told so far, then ends. */
    @Override
    public void close() throws InterruptedException {
        bus.unsubscribe(mailbox);
        if (!mailbox.offer(new Note.Enough()) || !thread.join(CLOSE_WITHIN)) {
            thread.interrupt();
        }
    }
}
