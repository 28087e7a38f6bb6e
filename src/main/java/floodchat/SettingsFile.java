package floodchat;

import static floodchat.front.tui.TuiSettings.MAX_PEER_LIST_COLUMNS;
import static floodchat.front.tui.TuiSettings.MAX_SCROLLBACK_LINES;
import static floodchat.front.tui.TuiSettings.MIN_PEER_LIST_COLUMNS;
import static floodchat.front.tui.TuiSettings.MIN_SCROLLBACK_LINES;
import static java.util.stream.Collectors.joining;

import floodchat.front.tui.TuiSettings;
import floodchat.front.tui.text.Tint;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;
import floodchat.node.link.PortRange;
import floodchat.node.store.FileProblem;
import floodchat.node.store.TextFile;
import floodchat.node.store.history.Retention;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads one settings file. Each setting is asked for once, with its default and its bounds; any other key in the file
 * is refused. The only class that knows TOML. It is only loaded if there is a file to read.
 */
final class SettingsFile {
    /** Twenty times the size of a file with every key and comment. */
    private static final int MAX_FILE_BYTES = 256 * 1024;

    /** Only the hash of a name goes over the wire, so any length would work; people should be able to read it. */
    private static final int MAX_NETWORK_NAME = 64;

    private final Path file;
    private final TomlParseResult toml;
    private final SortedSet<String> known = new TreeSet<>();

    private SettingsFile(Path file, TomlParseResult toml) {
        this.file = file;
        this.toml = toml;
    }

    /** Reads the file; settings that it leaves out keep their defaults. */
    static Settings read(Path file, Settings defaults) throws StartupException {
        return parse(file, text(file), defaults);
    }

    /** The same for a file with this text; the file itself is only named. */
    static Settings parse(Path file, String text, Settings defaults) throws StartupException {
        SettingsFile reading = new SettingsFile(file, toml(file, text));
        reading.refuseBadToml();
        Settings settings = new Settings(
                reading.name("peer.name", defaults.name()),
                reading.listen("peer.listen", defaults.listen()),
                reading.addresses("peer.join", defaults.join()),
                reading.oneOf("peer.requests", RequestPolicy.class, defaults.requests()),
                reading.history(defaults.history()),
                reading.network(defaults.network()),
                reading.flag("network.find_on_local_network", defaults.findOnLocalNetwork()),
                reading.flood(defaults.flood()),
                reading.window(defaults.window()),
                reading.oneOf("log.level", LogLevel.class, defaults.logLevel()));
        reading.refuseUnknownKeys();
        return settings;
    }

    private static TomlParseResult toml(Path file, String text) throws StartupException {
        try {
            return Toml.parse(text);
        } catch (RuntimeException e) { // for a few broken texts, the parser throws instead of saying where
            throw StartupException.misused(file + ": this is not valid TOML.");
        }
    }

    private static String text(Path file) throws StartupException {
        try {
            return TextFile.read(file, MAX_FILE_BYTES);
        } catch (IOException e) {
            throw StartupException.misused(
                    "The settings file %s can't be read: %s. Correct that, or name another file with --config."
                            .formatted(file, FileProblem.reason(e)));
        }
    }

    private void refuseBadToml() throws StartupException {
        for (TomlParseError error : toml.errors()) {
            throw refusal(error.position(), "this is not valid TOML: " + firstLine(String.valueOf(error.getMessage())));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private void refuseUnknownKeys() throws StartupException {
        for (String key : toml.dottedKeySet(true)) {
            boolean section = toml.isTable(key) && !namesIn(key).isEmpty();
            if (!known.contains(key) && !section) {
                throw refusal(key, "there is no setting " + key + "; " + alternatives(key));
            }
        }
    }

    private String alternatives(String key) {
        String section = key.substring(0, Math.max(0, key.lastIndexOf('.')));
        List<String> names = namesIn(section);
        return names.isEmpty() ? "the sections are " + sections() : "[" + section + "] has " + String.join(", ", names);
    }

    private List<String> namesIn(String section) {
        String prefix = section + ".";
        return known.stream().filter(key -> key.startsWith(prefix)).map(key -> key.substring(prefix.length())).toList();
    }

    private String sections() {
        return known.stream()
                .map(key -> "[" + key.substring(0, key.lastIndexOf('.')) + "]")
                .distinct()
                .collect(joining(", "));
    }

    private @Nullable String name(String key, @Nullable String otherwise) throws StartupException {
        String text = text(key, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        String name = Names.normalize(text);
        String problem = Names.problemWith(name);
        if (problem != null) {
            throw refusal(key, key + " is not valid: " + problem);
        }
        return name;
    }

    private PortRange listen(String key, PortRange otherwise) throws StartupException {
        String text = text(key, "");
        PortRange range = text.isEmpty() ? otherwise : PortRange.parse(text);
        if (range == null) {
            throw refusal(key, "%s must have the form \"[HOST:]PORT\", not \"%s\"".formatted(key, text));
        }
        return range;
    }

    private Retention history(Retention otherwise) throws StartupException {
        return new Retention(
                number("history.days", otherwise.days(), 0, Retention.MAX_DAYS),
                number("history.megabytes", otherwise.megabytes(), 0, Retention.MAX_MEGABYTES));
    }

    private NetworkTerms network(NetworkTerms otherwise) throws StartupException {
        return new NetworkTerms(
                networkKeys("network.name", otherwise.keys()),
                number("network.work", otherwise.hashesPerByte(), 0, NetworkTerms.MAX_HASHES_PER_BYTE),
                number("network.packets_per_second", otherwise.packetsPerSecond(), 0,
                        NetworkTerms.MAX_PACKETS_PER_SECOND));
    }

    private NetworkKeys networkKeys(String key, NetworkKeys otherwise) throws StartupException {
        if (ask(key) == null) {
            return otherwise;
        }
        String name = text(key, "");
        if (name.isBlank() || name.length() > MAX_NETWORK_NAME) {
            throw refusal(key,
                    "%s must have 1 to %d characters, not \"%s\"".formatted(key, MAX_NETWORK_NAME, name));
        }
        return NetworkKeys.ofPublic(name);
    }

    private FloodSettings flood(FloodSettings otherwise) throws StartupException {
        int most = number("network.most_links", otherwise.maxLinks(), 1, FloodSettings.LARGEST_MAX_LINKS);
        return new FloodSettings(
                number("network.wanted_links", Math.min(otherwise.wantedLinks(), most), 1, most),
                most,
                number("network.reserved_links", Math.min(otherwise.reservedForDialled(), most - 1), 0, most - 1),
                flag("network.stem", otherwise.stem()));
    }

    private TuiSettings window(TuiSettings otherwise) throws StartupException {
        return new TuiSettings(
                oneOf("window.theme", Tint.class, otherwise.theme()),
                oneOf("window.bell", Bell.class, otherwise.bell()),
                oneOf("window.time", TimeFormat.class, otherwise.time()),
                number("window.peer_list_columns", otherwise.peerListColumns(), MIN_PEER_LIST_COLUMNS,
                        MAX_PEER_LIST_COLUMNS),
                flag("window.peer_list", otherwise.showPeerList()),
                number("window.scrollback_lines", otherwise.scrollbackLines(), MIN_SCROLLBACK_LINES,
                        MAX_SCROLLBACK_LINES));
    }

    private List<Address> addresses(String key, List<Address> otherwise) throws StartupException {
        if (ask(key) == null) {
            return otherwise;
        }
        if (!toml.isArray(key)) {
            throw refusal(key, key + " must be a list: [\"HOST:PORT\", ...]");
        }
        TomlArray items = toml.getArrayOrEmpty(key);
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            addresses.add(address(key, items, i));
        }
        return List.copyOf(addresses);
    }

    private Address address(String key, TomlArray items, int index) throws StartupException {
        Address address = items.isString(index) ? Address.parse(items.getString(index)) : null;
        if (address == null) {
            String sentence = "%s must contain only \"HOST:PORT\", not %s".formatted(key, shown(items.get(index)));
            throw refusal(items.inputPositionOf(index), sentence);
        }
        return address;
    }

    private String text(String key, String otherwise) throws StartupException {
        return switch (ask(key)) {
            case null -> otherwise;
            case String text -> text;
            case Object other ->
                throw refusal(key, "%s must be a text in quotes, not %s".formatted(key, shown(other)));
        };
    }

    private <E extends Enum<E>> E oneOf(String key, Class<E> type, E otherwise) throws StartupException {
        Object value = ask(key);
        if (value == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(value)) {
                return constant;
            }
            words.add("\"" + word + "\"");
        }
        throw refusal(key, "%s must be one of %s, not %s".formatted(key, String.join(", ", words), shown(value)));
    }

    private int number(String key, int otherwise, int least, int most) throws StartupException {
        Object value = ask(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number.intValue();
        }
        throw refusal(key, "%s must be a whole number from %d to %d, not %s".formatted(key, least, most, shown(value)));
    }

    private boolean flag(String key, boolean otherwise) throws StartupException {
        return switch (ask(key)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> throw refusal(key, "%s must be true or false, not %s".formatted(key, shown(other)));
        };
    }

    private @Nullable Object ask(String key) {
        known.add(key);
        boolean inSection = toml.isTable(key.substring(0, key.indexOf('.')));
        return inSection ? toml.get(key) : null;
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case String text -> "\"" + text + "\"";
            case TomlTable table -> "a section";
            case TomlArray list -> "a list";
            case null, default -> String.valueOf(value);
        };
    }

    private StartupException refusal(String key, String sentence) {
        return refusal(toml.inputPositionOf(key), sentence);
    }

    private StartupException refusal(@Nullable TomlPosition position, String sentence) {
        String line = position == null ? "" : ", line " + position.line();
        String end = sentence.endsWith(".") ? "" : ".";
        return StartupException.misused(file + line + ": " + sentence + end);
    }
}
