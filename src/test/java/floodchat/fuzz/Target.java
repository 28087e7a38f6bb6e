package floodchat.fuzz;

import floodchat.OptionsFuzz;
import floodchat.SettingsFuzz;
import floodchat.front.CommandFuzz;
import floodchat.front.json.JsonFuzz;
import floodchat.front.tui.terminal.KeysFuzz;
import floodchat.protocol.chat.EnvelopeFuzz;
import floodchat.protocol.chat.TextFuzz;
import floodchat.protocol.invite.InviteFuzz;
import floodchat.protocol.sealed.SealedFuzz;
import floodchat.protocol.wire.FrameFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The parsers that are fuzzed. A new one needs two lines here, a {@link FuzzTarget} beside its parser, and a folder of
 * examples in src/test/resources/fuzz.
 */
public enum Target {
    FRAME(16 * 1024),
    ENVELOPE(10 * 1024),
    SETTINGS(2 * 1024),
    OPTIONS(1024),
    COMMAND(8 * 1024),
    JSON(8 * 1024),
    KEYS(4 * 1024),
    TEXT(8 * 1024),
    INVITE(4 * 1024),
    SEALED(6 * 1024);

    private static final Path CORPORA = Path.of("src/test/resources/fuzz");

    private final int maxBytes;

    /** @param maxBytes of an input; a little more than the parser accepts, if that is not much */
    Target(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @param name as on the command line and in folders: lower-case */
    static Target named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    int maxBytes() {
        return maxBytes;
    }

    FuzzTarget make() {
        return switch (this) {
            case FRAME -> new FrameFuzz();
            case ENVELOPE -> new EnvelopeFuzz();
            case SETTINGS -> new SettingsFuzz();
            case OPTIONS -> new OptionsFuzz();
            case COMMAND -> new CommandFuzz();
            case JSON -> new JsonFuzz();
            case KEYS -> new KeysFuzz();
            case TEXT -> new TextFuzz();
            case INVITE -> new InviteFuzz();
            case SEALED -> new SealedFuzz();
        };
    }

    /** The folder of the inputs that we keep. */
    Path corpus() {
        return CORPORA.resolve(lowerCaseName());
    }

    /** The inputs that we keep, in the order of their names. */
    List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(corpus())) {
            return files.sorted().toList();
        }
    }
}
