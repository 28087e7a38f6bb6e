package floodchat;

import floodchat.front.tui.TuiSettings;
import floodchat.node.link.PortRange;
import floodchat.node.store.history.Retention;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings, as config/floodchat.toml documents them. A person's own file overrides the defaults ({@link
 * SettingsFile}), and the command line overrides both ({@link #with}).
 *
 * @param name null for the saved one
 * @param join where to enter the network; empty for the default addresses
 * @param network peers of different networks, or with other terms, do not link
 * @param requests which private lines of strangers wait
 * @param history how much of what was said is kept
 * @param relay what only a relay goes by
 * @param findOnLocalNetwork true if peers on the same local network find each other without an address
 * @param portMapping true if the router is asked to pass a port on
 */
record Settings(
        @Nullable String name,
        PortRange listen,
        List<Address> join,
        RequestPolicy requests,
        Retention history,
        NetworkTerms network,
        boolean findOnLocalNetwork,
        boolean portMapping,
        FloodSettings flood,
        RelaySettings relay,
        TuiSettings window,
        LogLevel logLevel) {
    /** The defaults. */
    static final Settings DEFAULTS = new Settings(
            null, PortRange.DEFAULT, List.of(), RequestPolicy.CROWD, Retention.DEFAULT, NetworkTerms.of("floodchat"),
            true, true,
            FloodSettings.DEFAULT, RelaySettings.DEFAULT, TuiSettings.DEFAULT,
            LogLevel.INFO);

    /** These settings, overridden by the command line. The addresses to join are those of the public network. */
    Settings with(Options options) {
        return new Settings(
                options.name() == null ? name : options.name(),
                options.listen() == null ? listen : options.listen(),
                options.join().isEmpty() && !options.isPrivate() ? join : options.join(),
                requests,
                history,
                network,
                findOnLocalNetwork,
                portMapping,
                flood,
                relay,
                window,
                logLevel);
    }
}
