package floodchat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.chat.Names;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An input is the text of a settings file. It is refused in one line that names the file, or read. */
public final class SettingsFuzz implements FuzzTarget {
    private static final Path FILE = Path.of("mine.toml");

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            check(SettingsFile.parse(FILE, text, Settings.DEFAULTS));
        } catch (StartupException e) {
            assertTrue(e.getMessage().startsWith(FILE.toString()), e.getMessage());
            OneSentence.check(e.getMessage(), text);
        }
    }

    /** The parser of TOML needs 5 MB for 128 arrays in each other, and refuses more of them. */
    @Override
    public long fixedBytes() {
        return 8 * 1024 * 1024;
    }

    private static void check(Settings settings) {
        assertTrue(settings.name() == null || Names.problemWith(settings.name()) == null, settings.name());
        assertTrue(settings.flood().wantedLinks() <= settings.flood().maxLinks());
        assertTrue(settings.flood().reservedForDialled() < settings.flood().maxLinks());
    }
}
