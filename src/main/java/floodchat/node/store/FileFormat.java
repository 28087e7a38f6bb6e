package floodchat.node.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One kind of file in a home, and its version. The first line of a file says both, such as {@code floodchat contacts
 * 2}. Most kinds had no such line in version 1; a file without one is of that version. docs/home.md lists them all.
 * Immutable; any thread may call it.
 */
public final class FileFormat {
    /** The longest first line: a comment sign, two words, and a version of {@value #MAX_DIGITS} digits. */
    public static final int MAX_LINE_BYTES = 64;

    private static final int MAX_DIGITS = 4;

    public static final FileFormat SETTINGS = new FileFormat("settings", "# ");
    public static final FileFormat LOG = new FileFormat("log", "");
    static final FileFormat BACKLOG = new FileFormat("backlog", "");
    static final FileFormat IDENTITY = new FileFormat("identity", "");
    static final FileFormat CONTACTS = withLineSince2("contacts");
    static final FileFormat ADDRESSES = withLineSince2("addresses");
    static final FileFormat USERNAME = withLineSince2("username");
    static final FileFormat RUN = withLineSince2("run");
    static final FileFormat INVITE = withLineSince2("invite");
    static final FileFormat CONVERSATIONS = withLineSince2("conversations");
    static final FileFormat PREKEYS = withLineSince2("prekeys");
    static final FileFormat PRIVATE_LINES = withLineSince2("private-lines");

    /** Those that lie in a folder of a home under the name of their kind. */
    static final List<FileFormat> IN_FOLDERS = List.of(
            IDENTITY, CONTACTS, ADDRESSES, USERNAME, RUN, INVITE, CONVERSATIONS, PREKEYS, PRIVATE_LINES, BACKLOG);

    private final String kind;
    private final String begin;
    private final List<Step> steps;

    /** Turns what stands behind the first line of one version into that of the next. Must not change its argument. */
    interface Step {
        byte[] upgraded(byte[] content);
    }

    /** A text begins behind its byte order mark. This is a class because the first lambda of a program takes 10 ms. */
    private static final class LineAdded implements Step {
        private static final byte[] MARK = TextFile.BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8);

        @Override
        public byte[] upgraded(byte[] content) {
            boolean isMarked = Arrays.mismatch(MARK, content) == MARK.length;
            return isMarked ? Arrays.copyOfRange(content, MARK.length, content.length) : content;
        }
    }

    /**
     * What a file says of itself.
     *
     * @param version from 1
     * @param lineLength how long the first line is, with its end; 0 if there is none
     */
    public record Found(int version, int lineLength) {}

    /** A file was written by a newer Floodchat. It is neither read nor written. The message is one clause. */
    public static final class NewerVersionException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        private NewerVersionException(Path file, String clause) {
            super(file.toString(), null, clause);
        }
    }

    private FileFormat(String kind, String comment, Step... steps) {
        this(kind, comment, List.of(steps));
    }

    /**
     * @param comment what the first line begins with, so that others take it for a comment
     * @param steps from version 1 to 2, and so on to the newest
     */
    FileFormat(String kind, String comment, List<Step> steps) {
        this.kind = kind;
        this.begin = comment + "floodchat " + kind + " ";
        this.steps = List.copyOf(steps);
    }

    /** Version 2 is version 1 with the line. */
    private static FileFormat withLineSince2(String kind) {
        return new FileFormat(kind, "", new LineAdded());
    }

    /** One word, which is also the name of most files. */
    public String kind() {
        return kind;
    }

    /** The newest version, which this program writes. */
    public int version() {
        return 1 + steps.size();
    }

    /** The first line of a file of the newest version, with its end. */
    public String line() {
        return begin + version() + "\n";
    }

    /** The version of a file. @param start its first {@value #MAX_LINE_BYTES} characters, or more */
    public Found find(String start) {
        int end = start.startsWith(begin) ? start.indexOf('\n') : -1;
        String digits = end < 0 ? "" : start.substring(begin.length(), end).strip();
        boolean isNumber = !digits.isEmpty() && digits.length() <= MAX_DIGITS && digits.charAt(0) != '0';
        for (int i = 0; i < digits.length(); i++) {
            isNumber &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return isNumber ? new Found(Integer.parseInt(digits), end + 1) : new Found(1, 0);
    }

    /** The same for the bytes of a file. */
    Found find(byte[] start) {
        int length = Math.min(start.length, MAX_LINE_BYTES);
        return find(new String(start, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** Refuses a version that this program does not know. */
    public Found refuseNewer(Path file, Found found) throws NewerVersionException {
        if (found.version() > version()) {
            throw new NewerVersionException(file, newer(found.version()));
        }
        return found;
    }

    /** Why a file of a newer version is refused, as one clause for a person. */
    String newer(int version) {
        return "it is of version %d, and this Floodchat knows version %d: upgrade Floodchat"
                .formatted(version, version());
    }

    /** Whether a file must be brought forward. */
    boolean isOlder(Found found) {
        return found.version() < version();
    }

    /**
     * What stands behind the first line, as the newest version has it.
     *
     * @param file for a refusal
     */
    String content(Path file, String text) throws NewerVersionException {
        Found found = refuseNewer(file, find(text));
        String content = text.substring(found.lineLength());
        return isOlder(found)
                ? new String(upgraded(found, content.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)
                : content;
    }

    /** The whole file in the newest version. @param old the whole file, of an older one */
    byte[] upgraded(byte[] old) {
        Found found = find(old);
        byte[] content = upgraded(found, Arrays.copyOfRange(old, found.lineLength(), old.length));
        byte[] line = line().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(line, line.length + content.length);
        System.arraycopy(content, 0, whole, line.length, content.length);
        return whole;
    }

    private byte[] upgraded(Found found, byte[] content) {
        byte[] current = content;
        for (int version = found.version(); version < version(); version++) {
            current = steps.get(version - 1).upgraded(current);
        }
        return current;
    }
}
