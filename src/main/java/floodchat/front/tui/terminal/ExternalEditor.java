package floodchat.front.tui.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An editor that runs on our terminal and changes a text. The text is in a file that only its owner may read, and that
 * is deleted at the end. If we are killed before that, the first editor that starts a day later deletes it. The shell
 * runs the command, so that it may have arguments and quotes, as with git. One thread starts it and waits; any thread
 * may stop it.
 */
final class ExternalEditor {
    /** Enough for all that the line takes. The rest of a longer text is cut. */
    private static final int MAX_BYTES = 64 * 1024;

    /** How long an editor may take to restore the terminal before it is killed. */
    private static final long PATIENCE_MS = 150;

    /** What a shell answers if it does not find a command. */
    private static final int NOT_FOUND = 127;

    private static final FileAttribute<Set<PosixFilePermission>> ONLY_OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** What {@link Files#createTempFile} makes of our names. */
    private static final Pattern FILE_NAME = Pattern.compile("floodchat-[0-9]+\\.txt");

    /** Nobody writes one line for longer. A younger file may be that of another window. */
    private static final Duration LEFT_AFTER = Duration.ofDays(1);

    private final String command;
    private final Path file;
    private final Process process;

    private ExternalEditor(String command, Path file, Process process) {
        this.command = command;
        this.file = file;
        this.process = process;
    }

    /** Starts it, with the text in a file in this folder. */
    static ExternalEditor start(String command, String text, Path folder) throws IOException {
        deleteLeft(folder);
        Path file = Files.createTempFile(folder, "floodchat-", ".txt", ONLY_OURS);
        try {
            Files.writeString(file, text.isEmpty() ? text : text + "\n");
            Process process = new ProcessBuilder("/bin/sh", "-c", "exec " + command + " \"$0\"", file.toString())
                    .inheritIO()
                    .start();
            return new ExternalEditor(command, file, process);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Deletes what windows have left that were killed while their editor was open. It is tried at each start. */
    private static void deleteLeft(Path folder) {
        Instant limit = Instant.now().minus(LEFT_AFTER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> FILE_NAME.matcher(file.getFileName().toString()).matches() && isLeft(file, limit))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException _) {
            return; // nobody else can read them
        }
    }

    private static boolean isLeft(Path file, Instant limit) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile() && attributes.lastModifiedTime().toInstant().isBefore(limit);
    }

    /** Waits until the editor has ended. */
    EditorResult await() throws InterruptedException {
        try {
            int code = process.waitFor();
            if (code == NOT_FOUND) {
                return new EditorResult.Unchanged("The editor \"" + command + "\" can't be found: set EDITOR.");
            }
            return code == 0
                    ? new EditorResult.Text(read())
                    : new EditorResult.Unchanged("The editor ended with code " + code + ": the text is as before.");
        } catch (IOException _) {
            return new EditorResult.Unchanged("The editor left no text: it is as before.");
        } finally {
            delete();
        }
    }

    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            return; // nobody else can read it
        }
    }

    /** Ends the editor, if it still runs. Returns true if it had to be killed and left the terminal as it was. */
    boolean stop() {
        boolean killed = false;
        if (process.isAlive()) {
            process.destroy();
            killed = !endsInTime();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        delete();
        return killed;
    }

    private boolean endsInTime() {
        try {
            return process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
