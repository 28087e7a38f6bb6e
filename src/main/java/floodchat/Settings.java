package floodchat;

import floodchat.protocol.flood.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of every room, as config/floodchat.toml documents it. A person's own file overrides the defaults ({@link SettingsFile}),
 * the command line overrides both ({@link #with}).
 *
 * @param name null for the one that was set last
 * @param join where to enter the network; empty for this machine's own entry
 */
record Settings(@Nullable String name, Listening listening, List<Address> join, LogLevel logLevel) {
    /** What holds where nobody says otherwise. */
    static final Settings DEFAULTS = new Settings(null, Listening.BY_DEFAULT, List.of(), LogLevel.INFO);

    /** These settings with what the command line says in their place. */
    Settings with(Options options) {
        return new Settings(
                options.name() == null ? name : options.name(),
                options.listening() == null ? listening : options.listening(),
                options.join().isEmpty() ? join : options.join(),
                logLevel);
    }
}
