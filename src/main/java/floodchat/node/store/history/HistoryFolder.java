package floodchat.node.store.history;

import floodchat.node.store.FileFormat;
import floodchat.node.store.FileUpgrade;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the history of one person in one network: a file for each month, by UTC, or several if much is said.
 * Any thread may call it.
 */
final class HistoryFolder {
    /** The end of the name of a copy: of a damaged file, or of one that was upgraded. */
    private static final Pattern COPY = Pattern.compile("\\.(damaged|v[1-9][0-9]*)$");

    private final Path folder;
    private final byte[] storeKey;

    /** A file of ours, with the copies of it that were kept because it was damaged or upgraded. */
    private static final class Kept {
        final List<Path> paths = new ArrayList<>();
        long bytes;
    }

    HistoryFolder(Path folder, byte[] storeKey) {
        this.folder = folder;
        this.storeKey = storeKey.clone();
    }

    Path path() {
        return folder;
    }

    /** Makes the folder, for its owner alone, and upgrades files of an older version. */
    void open() throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (LogName name : kept().keySet()) {
            FileUpgrade.ofFile(folder.resolve(name.text()), FileFormat.LOG);
        }
    }

    /** All files as they are now, the newest first. What is added to one later is not read. */
    List<MonthFile> files() throws IOException {
        List<MonthFile> files = new ArrayList<>();
        for (LogName name : kept().descendingKeySet()) {
            Path file = folder.resolve(name.text());
            if (Files.exists(file)) {
                files.add(new MonthFile(file, name, storeKey, Files.size(file)));
            }
        }
        return files;
    }

    /** The name of the newest file; null if there is none. */
    @Nullable LogName newest() throws IOException {
        NavigableMap<LogName, Kept> kept = kept();
        return kept.isEmpty() ? null : kept.lastKey();
    }

    /** The name of the oldest file; null if there is none. */
    @Nullable LogName oldest() throws IOException {
        NavigableMap<LogName, Kept> kept = kept();
        return kept.isEmpty() ? null : kept.firstKey();
    }

    MonthWriter writer(LogName name, SecureRandom random) throws IOException {
        return MonthWriter.open(folder.resolve(name.text()), name, storeKey, random);
    }

    /**
     * Deletes the files of months that ended before this day, and the oldest ones while all are larger than this.
     *
     * @param maxBytes the newest file is kept in any case
     */
    void deleteOld(LocalDate firstDay, long maxBytes) throws IOException {
        NavigableMap<LogName, Kept> kept = kept();
        long all = kept.values().stream().mapToLong(file -> file.bytes).sum();
        while (!kept.isEmpty()
                && (kept.firstKey().lastDay().isBefore(firstDay) || all > maxBytes && kept.size() > 1)) {
            Kept oldest = kept.pollFirstEntry().getValue();
            delete(oldest);
            all -= oldest.bytes;
        }
    }

    /** Deletes all of it. */
    void deleteAll() throws IOException {
        for (Kept file : kept().values()) {
            delete(file);
        }
    }

    private static void delete(Kept file) throws IOException {
        for (Path path : file.paths) {
            Files.deleteIfExists(path);
        }
    }

    private NavigableMap<LogName, Kept> kept() throws IOException {
        NavigableMap<LogName, Kept> kept = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path path : all) {
                    note(path, kept);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return kept;
    }

    private static void note(Path path, NavigableMap<LogName, Kept> kept) throws IOException {
        String text = path.getFileName().toString();
        LogName name = LogName.parse(COPY.matcher(text).replaceFirst(""));
        if (name != null) {
            Kept file = kept.computeIfAbsent(name, _ -> new Kept());
            file.paths.add(path);
            file.bytes += Files.size(path);
        }
    }
}
