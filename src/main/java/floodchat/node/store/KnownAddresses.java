package floodchat.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The file of known peer addresses, best first, one a line. This class only checks that a line is short visible
 * ASCII; its users parse it. Every window of a home may write the file, and the last one wins. Any thread may call
 * it.
 */
public final class KnownAddresses {
    /** Enough to find a way back after months, and few enough to try them all in a minute. */
    public static final int MAX_ADDRESSES = 64;

    /** A host name of 253 characters, brackets, a colon and a port. */
    private static final int MAX_LINE_LENGTH = 261;

    private static final int MAX_FILE_BYTES = MAX_ADDRESSES * (MAX_LINE_LENGTH + 1);

    private final VersionedFile file;

    public KnownAddresses(Path folder) {
        this.file = new VersionedFile(folder, FileFormat.ADDRESSES, MAX_FILE_BYTES);
    }

    /** The file, for a sentence. */
    public Path path() {
        return file.path();
    }

    /**
     * Reads the addresses. Of a damaged file, only the good lines. The network brings them again, so a file that can't
     * be used is set aside.
     *
     * @param notices gets a sentence for the person if that happens
     */
    public List<String> read(Consumer<String> notices) {
        try {
            String text = file.read();
            return text == null ? List.of() : good(text.lines().toList(), notices);
        } catch (FileFormat.NewerVersionException e) {
            notices.accept("%s can't be used: %s. It stays as it is.".formatted(path(), FileProblem.reason(e)));
            return List.of();
        } catch (IOException e) {
            notices.accept(FileProblem.setAside(path(), FileProblem.reason(e)));
            return List.of();
        }
    }

    private List<String> good(List<String> lines, Consumer<String> notices) {
        List<String> good = lines.stream().filter(KnownAddresses::isGood).limit(MAX_ADDRESSES).toList();
        int bad = lines.size() - good.size();
        if (bad > 0) {
            notices.accept(FileProblem.setAside(path(), bad + (bad == 1 ? " line is" : " lines are") + " no address"));
        }
        return good;
    }

    /** Replaces the file with the first {@value #MAX_ADDRESSES} of these addresses. */
    public void write(List<String> addresses) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String address : addresses.subList(0, Math.min(addresses.size(), MAX_ADDRESSES))) {
            if (!isGood(address)) {
                throw new IllegalArgumentException("not a line of visible ASCII: " + address);
            }
            lines.add(address + "\n");
        }
        file.write(String.join("", lines));
    }

    private static boolean isGood(String line) {
        return !line.isEmpty() && line.length() <= MAX_LINE_LENGTH && line.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
