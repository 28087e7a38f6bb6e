package floodchat.node.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The number of a person's last run in one network. It never goes down. The profile locks the folder, so one window
 * writes the file. Any thread may call it.
 */
public final class RunFile {
    private static final int MAX_FILE_BYTES = 64;

    /** The number of a run is a time in ms. A later one than the year 2286 was not written by us. */
    private static final long MAX_RUN = 9_999_999_999_999L;

    private final VersionedFile file;

    public RunFile(Path folder) {
        this.file = new VersionedFile(folder, FileFormat.RUN, MAX_FILE_BYTES);
    }

    /** The file, for a sentence. */
    public Path path() {
        return file.path();
    }

    /**
     * The number of the last run; 0 if none is saved. A file without a number in it is set aside: the clock then gives
     * a number that is high enough.
     *
     * @param notices gets a sentence for the person if the file can't be used
     * @throws IOException if there may be a number, but it can't be read
     */
    public long read(Consumer<String> notices) throws IOException {
        try {
            String text = file.read();
            return text == null ? 0 : number(text.strip());
        } catch (CharacterCodingException | TextFile.TooLargeException | NumberFormatException e) {
            notices.accept(FileProblem.setAside(path(), "there is no number of a run in it"));
            return 0;
        }
    }

    private static long number(String digits) {
        long number = Long.parseLong(digits);
        if (number < 1 || number > MAX_RUN) {
            throw new NumberFormatException(digits);
        }
        return number;
    }

    /** Saves the number, unless a higher one is saved already. It is on disk when the call returns. */
    void write(long number) throws IOException {
        if (number > read(_ -> {})) {
            file.write(number + "\n");
        }
    }
}
