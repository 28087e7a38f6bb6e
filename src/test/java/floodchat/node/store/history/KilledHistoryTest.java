package floodchat.node.store.history;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.identity.RecordSeal;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while lines are written: every line that was shown is there, whole, once, and in its order. */
class KilledHistoryTest {
    static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** {@code mvn -Pkill-history test} asks for more. */
    private static final int KILLS = Integer.getInteger("history.kills", 10);

    private static final int MAX_LINES = 300;

    @TempDir
    Path folder;

    @Test
    void everyLineThatWasShownIsThere() throws Exception {
        Random random = new Random(9);
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            List<String> before = read();
            shown.addAll(killAfter(random.nextInt(MAX_LINES), 1 + i * 100_000, random.nextLong()));
            List<String> after = read();
            assertEquals(before, after.subList(0, before.size()));
            Set<String> kept = new HashSet<>(after);
            assertEquals(after.size(), kept.size());
            assertTrue(kept.containsAll(shown), "kill " + i);
        }
        assertTrue(shown.size() > KILLS, "lines must really have been shown");
    }

    /** Returns what was shown before the kill. */
    private List<String> killAfter(int lines, int first, long seed) throws IOException {
        List<String> shown = new ArrayList<>();
        Process writer = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(KilledHistoryWriter.class, History.class, ChaCha20Poly1305.class, LogManager.class,
                        EventBus.class, RecordSeal.class),
                KilledHistoryWriter.class.getName(),
                folder.toString(),
                String.valueOf(first),
                String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = writer.inputReader()) {
            assertEquals("writing", out.readLine());
            for (int i = 0; i < lines; i++) {
                shown.add(out.readLine());
            }
            writer.toHandle().destroyForcibly(); // what it has written can still be read
            // The last line may have been cut.
            List<String> rest = out.lines().toList();
            shown.addAll(rest.subList(0, Math.max(0, rest.size() - 1)));
        } finally {
            writer.destroyForcibly();
            writer.onExit().join();
        }
        return shown;
    }

    /** Where these classes come from. */
    private static String classPath(Class<?>... classes) {
        return Stream.of(classes)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(joining(File.pathSeparator));
    }

    /** All texts, oldest first. */
    private List<String> read() throws IOException {
        List<String> notices = new ArrayList<>();
        HistoryIndex index = new HistoryIndex(HistoryPosition.END);
        HistoryFolder files = new HistoryFolder(folder.resolve("history"), KEY);
        try (HistoryLoader loader = new HistoryLoader(files.files(), notices::add)) {
            for (MonthFile.Contents part = loader.next(); part != null; part = loader.next()) {
                index.addOlder(part);
            }
            assertEquals(0, loader.damaged());
        }
        assertEquals(List.of(), notices);
        List<String> texts = new ArrayList<>();
        HistoryPosition last = HistoryPosition.START;
        for (int number = index.oldest(); number <= index.newest(); number++) {
            Segment segment = index.segment(number);
            for (int i = 0; i < segment.lines(); i++) {
                assertTrue(segment.position(i).compareTo(last) > 0);
                last = segment.position(i);
                texts.add(segment.line(i).spoken().text());
            }
        }
        return texts;
    }
}
