package floodchat.node.store.history;

import floodchat.protocol.chat.ChatEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Writes the history as text: a line each, with date, time and name. Functions without state. */
final class HistoryExport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Replaces a line break inside a text, so that a message is always one line. */
    private static final String LINE_BREAK = " ⏎ ";

    private HistoryExport() {}

    /** Writes all lines, oldest first, to a new file for its owner alone. Throws if there is a file. */
    static void write(HistoryIndex index, Path file, ZoneId zone) throws IOException {
        FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (BufferedWriter text = new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(out), StandardCharsets.UTF_8))) {
            for (int number = index.oldest(); number <= index.newest(); number++) {
                write(index.segment(number), text, zone);
                Processor.share();
            }
        }
    }

    private static void write(Segment segment, BufferedWriter text, ZoneId zone) throws IOException {
        for (int i = 0; i < segment.lines(); i++) {
            text.write(line(segment.line(i).spoken(), zone));
        }
    }

    /** The name carries digits of the key, because a name alone is a claim. */
    static String line(ChatEvent.Spoken spoken, ZoneId zone) {
        String names =
                switch (spoken) {
                    case ChatEvent.Said said -> said.from().nameWithSuffix();
                    case ChatEvent.Told told ->
                        "(direct) " + told.from().nameWithSuffix() + " to " + told.to().nameWithSuffix();
                };
        String text = spoken.text().replace("\n", LINE_BREAK);
        return TIME.format(spoken.at().atZone(zone)) + " " + names + " -> " + text + "\n";
    }
}
