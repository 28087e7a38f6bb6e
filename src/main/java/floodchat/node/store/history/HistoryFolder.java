package floodchat.node.store.history;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of the history of one person in one network: a file for each month, by UTC. Any thread may call it. */
final class HistoryFolder {
    private static final Pattern NAME = Pattern.compile("(?<year>\\d{4})-(?<month>0[1-9]|1[0-2])\\.log(\\.damaged)?");
    private static final int MONTHS_PER_YEAR_CODE = 100;
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final Path folder;
    private final byte[] storeKey;

    HistoryFolder(Path folder, byte[] storeKey) {
        this.folder = folder;
        this.storeKey = storeKey.clone();
    }

    Path path() {
        return folder;
    }

    /** Makes the folder, for its owner alone. */
    void open() throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static int monthOf(long wallMs) {
        LocalDate date = Instant.ofEpochMilli(wallMs).atOffset(ZoneOffset.UTC).toLocalDate();
        return date.getYear() * MONTHS_PER_YEAR_CODE + date.getMonthValue();
    }

    /** The files of all months, the newest first. */
    List<MonthFile> months() throws IOException {
        List<MonthFile> months = new ArrayList<>();
        for (Path file : files().keySet()) {
            if (file.toString().endsWith(".log")) {
                months.add(new MonthFile(file, month(file), storeKey));
            }
        }
        months.sort(Comparator.comparingInt(MonthFile::month).reversed());
        return months;
    }

    MonthWriter writer(int month, SecureRandom random) throws IOException {
        return MonthWriter.open(folder.resolve(MonthFile.name(month)), month, storeKey, random);
    }

    /**
     * Deletes months that ended longer ago than this, and the oldest ones while all are larger than this.
     *
     * @param days a month is kept until its last day is this old
     * @param megabytes the file of the newest month is kept in any case
     */
    void deleteOld(int days, int megabytes, long wallMs) throws IOException {
        LocalDate first = Instant.ofEpochMilli(wallMs).atOffset(ZoneOffset.UTC).toLocalDate().minusDays(days);
        NavigableMap<Path, Long> files = files();
        long all = files.values().stream().mapToLong(Long::longValue).sum();
        while (!files.isEmpty()) {
            int oldest = month(files.firstKey());
            LocalDate lastDay = YearMonth.of(oldest / MONTHS_PER_YEAR_CODE, oldest % MONTHS_PER_YEAR_CODE)
                    .atEndOfMonth();
            boolean isTooMuch = all > megabytes * BYTES_PER_MEGABYTE && month(files.lastKey()) != oldest;
            if (!lastDay.isBefore(first) && !isTooMuch) {
                return;
            }
            while (!files.isEmpty() && month(files.firstKey()) == oldest) {
                Files.delete(files.firstKey());
                all -= files.pollFirstEntry().getValue();
            }
        }
    }

    /** Deletes all of it. */
    void deleteAll() throws IOException {
        for (Path file : files().keySet()) {
            Files.delete(file);
        }
    }

    /** Our files and their lengths, the oldest month first. */
    private NavigableMap<Path, Long> files() throws IOException {
        NavigableMap<Path, Long> files = new TreeMap<>(Comparator.comparing(Path::toString));
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path file : all) {
                    if (NAME.matcher(file.getFileName().toString()).matches()) {
                        files.put(file, Files.size(file));
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return files;
    }

    private static int month(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file.toString());
        }
        return Integer.parseInt(matcher.group("year")) * MONTHS_PER_YEAR_CODE
                + Integer.parseInt(matcher.group("month"));
    }
}
