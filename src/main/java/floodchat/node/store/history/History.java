package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryInquiry;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * What one person was shown in one network, on the disk: all lines, with how far our own have come, in a file a month,
 * sealed with the person's store key. Nothing is shown before it is written. Any thread may call it.
 */
public final class History implements AutoCloseable {
    private final HistoryWriter writer;

    /** Something that must be done after the lines before it are written. */
    public interface Action {
        void run() throws InterruptedException;
    }

    /**
     * Nothing is read before {@link #start}.
     *
     * @param folder of this person in this network
     * @param storeKey of the person
     * @param random makes salts; must be cryptographically secure
     * @param retention that keeps something
     * @param isRecalled whether the front end shows lines of earlier starts: then the network's backlog does not bring
     *     them again
     */
    public History(
            Path folder,
            byte[] storeKey,
            SecureRandom random,
            EventBus bus,
            Retention retention,
            boolean isRecalled) {
        HistoryFolder files = new HistoryFolder(folder.resolve("history"), storeKey);
        this.writer = new HistoryWriter(bus, files, random, retention, isRecalled,
                System::currentTimeMillis, HistoryWriter.FORGET_AFTER);
    }

    /** Reads the newest lines. They go to the bus before everything that {@link #show} gets. */
    public void start() {
        writer.start();
    }

    /** Writes what is to be kept of this event, and then gives it to the bus. Waits if very much waits already. */
    public void show(ChatEvent event) throws InterruptedException {
        writer.show(event);
    }

    /** Has this done, on another thread, after everything that was shown before is written. */
    public void then(Action action) throws InterruptedException {
        writer.then(action);
    }

    /** Has this answered on the bus. Never waits. */
    public void ask(HistoryInquiry inquiry) {
        writer.ask(inquiry);
    }

    /** Writes what was given so far. A disk that is slow is not waited for long. */
    @Override
    public void close() throws InterruptedException {
        writer.close();
    }
}
