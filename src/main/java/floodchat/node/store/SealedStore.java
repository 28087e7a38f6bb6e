package floodchat.node.store;

import floodchat.protocol.sealed.Stored;
import floodchat.protocol.sealed.StoredChange;
import floodchat.protocol.sealed.StoredChangeCoding;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the sealed conversations of one person in one network need after a restart, in two journals: the prekeys in a
 * file that is replaced as a whole, so that a destroyed private key is gone from the disk, and everything else in a
 * file that grows. One thread at a time may call it.
 */
public final class SealedStore implements AutoCloseable {
    /**
     * A journal that is longer than the shortest one by this factor and by this many bytes is written again. With
     * sealing, a short record takes twice its length, so the factor leaves room for that.
     */
    private static final int MAX_WASTE_FACTOR = 3;

    private static final int MAX_WASTE_BYTES = 64 * 1024;

    /** Far below the length up to which a journal is read. */
    private static final long MOST_BYTES = Journal.MAX_FILE_BYTES / 2;

    private final Journal prekeys;
    private final Journal lines;

    /** A longer journal of lines is written again. */
    private long maxBytes = Long.MAX_VALUE;

    /** Loaded at the first log line, because loading Log4j takes longer than the first paint. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(SealedStore.class);
    }

    /** @param storeKey of the person; see {@link Journal} */
    public SealedStore(Path folder, byte[] storeKey, SecureRandom random) {
        this.prekeys = new Journal(folder, FileFormat.PREKEYS, storeKey, random);
        this.lines = new Journal(folder, FileFormat.PRIVATE_LINES, storeKey, random);
    }

    /** The file of the outbox, for a sentence. */
    public Path path() {
        return lines.path();
    }

    /**
     * Reads all that is there. A file that is damaged is set aside as it is, and what can be read of it is kept.
     *
     * @param notices gets a sentence for the person if that happens
     */
    public Stored read(Consumer<String> notices) throws IOException {
        Stored stored = new Stored();
        for (Journal journal : List.of(prekeys, lines)) {
            journal.deleteDrafts();
            List<StoredChange> changes = read(journal, notices);
            changes.forEach(stored::apply);
        }
        try {
            shorten(stored);
        } catch (IOException e) {
            notShortened(e);
        }
        return stored;
    }

    private void shorten(Stored stored) throws IOException {
        List<byte[]> shortest = encoded(stored.changes().stream().filter(change -> !isPrekeys(change)).toList());
        long least = shortest.stream().mapToLong(record -> record.length).sum();
        maxBytes = Math.min(MAX_WASTE_FACTOR * least + MAX_WASTE_BYTES, MOST_BYTES);
        if (lines.bytes() > maxBytes) {
            lines.replace(shortest);
        }
    }

    /** Keeps the disk from filling up while the program runs for months. */
    private void shortenIfTooLong() {
        try {
            if (lines.bytes() > maxBytes) {
                Stored stored = new Stored();
                Journal.Contents contents = lines.read();
                if (contents.damaged() > 0) {
                    Log.LOGGER.warn("{} was damaged; a copy is {}", path(), lines.keepDamaged());
                }
                contents.records()
                        .stream()
                        .map(StoredChangeCoding::decode)
                        .filter(Objects::nonNull)
                        .forEach(stored::apply);
                shorten(stored);
            }
        } catch (IOException e) {
            notShortened(e);
        }
    }

    /** It costs nothing: what was written is on disk, and the next attempt comes at twice the length. */
    private void notShortened(IOException e) {
        maxBytes *= 2;
        Log.LOGGER.warn("could not shorten {}: {}", path(), e.toString());
    }

    private static List<StoredChange> read(Journal journal, Consumer<String> notices) throws IOException {
        Journal.Contents contents = journal.read();
        List<StoredChange> changes = new ArrayList<>();
        int unknown = 0;
        for (byte[] record : contents.records()) {
            @Nullable StoredChange change = StoredChangeCoding.decode(record);
            if (change == null) {
                unknown++;
            } else {
                changes.add(change);
            }
        }
        if (contents.damaged() + unknown > 0) {
            Path aside = journal.keepDamaged();
            journal.replace(encoded(changes));
            String sentence = contents.records().isEmpty()
                    ? "%s is damaged or another person's: nothing of it is used. The file as it was is now %s."
                    : "%s was damaged. What could be read of it is kept; the file as it was is now %s.";
            notices.accept(sentence.formatted(journal.path(), aside.getFileName()));
        }
        return changes;
    }

    /**
     * Writes these changes, in order. They are on disk when the call returns. If it throws, they may be written again.
     */
    public void write(List<StoredChange> changes) throws IOException {
        List<StoredChange> others = changes.stream().filter(change -> !isPrekeys(change)).toList();
        if (!others.isEmpty()) {
            lines.append(encoded(others));
            shortenIfTooLong();
        }
        List<StoredChange> newest = changes.stream().filter(SealedStore::isPrekeys).toList();
        if (!newest.isEmpty()) {
            prekeys.replace(encoded(List.of(newest.getLast())));
            FileUpgrade.deleteCopies(prekeys.path(), FileFormat.PREKEYS); // they hold keys that are destroyed now
        }
    }

    private static boolean isPrekeys(StoredChange change) {
        return change instanceof StoredChange.OwnPrekeys;
    }

    private static List<byte[]> encoded(List<StoredChange> changes) {
        return changes.stream().map(StoredChangeCoding::encode).toList();
    }

    @Override
    public void close() throws IOException {
        prekeys.close();
        lines.close();
    }
}
