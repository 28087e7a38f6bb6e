package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.plain.PlainSettings;
import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.chat.Names;
import java.nio.charset.StandardCharsets;

/** An input is a command line, with an argument in each line. It is refused in one sentence, or read. */
public final class OptionsFuzz implements FuzzTarget {
    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String[] arguments = text.lines().toArray(String[]::new);
        try {
            Options options = Options.parse(arguments);
            assertEquals(options, Options.parse(arguments));
            assertTrue(options.lines().history() >= 0 && options.lines().history() <= PlainSettings.MAX_HISTORY);
            assertTrue(options.name() == null || Names.problemWith(options.name()) == null, options.name());
            assertTrue(options.lines().patience().compareTo(PlainSettings.MAX_PATIENCE) <= 0);
            assertTrue(!options.plain() || Options.saysPlain(arguments));
        } catch (StartupException e) {
            assertEquals(StartupException.EXIT_USAGE, e.exitCode());
            OneSentence.check(e.getMessage(), text);
        }
    }
}
