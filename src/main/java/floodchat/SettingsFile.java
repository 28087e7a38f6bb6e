package floodchat;

import static java.util.stream.Collectors.joining;

import floodchat.front.Setting;
import floodchat.front.SettingKind;
import floodchat.front.tui.TuiSettings;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;
import floodchat.node.link.PortRange;
import floodchat.node.store.FileFormat;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads one settings file. Each {@link Setting} is asked for once, with its default; any other key in the file is
 * refused. Only this class and {@link SettingsText} know TOML. It is only loaded if there is a file to read.
 */
final class SettingsFile {
    /** Twenty times the size of a file with every key and comment. */
    static final int MAX_FILE_BYTES = 256 * 1024;

    /** Only the hash of a name goes over the wire, so any length would work; people should be able to read it. */
    private static final int MAX_NETWORK_NAME = 64;

    /** Null if it is no file: then a refusal is the sentence alone. */
    private final @Nullable Path file;
    private final TomlParseResult toml;

    private SettingsFile(@Nullable Path file, TomlParseResult toml) {
        this.file = file;
        this.toml = toml;
    }

    /** Reads the file; settings that it leaves out keep their defaults. */
    static Settings read(Path file, Settings defaults) throws StartupException {
        return parse(file, text(file), defaults);
    }

    /**
     * The same for a file with this text.
     *
     * @param file to be named in a refusal, with the line; null for a sentence without a place
     */
    static Settings parse(@Nullable Path file, String text, Settings defaults) throws StartupException {
        SettingsFile reading = new SettingsFile(file, toml(file, text));
        reading.refuseNewer(text);
        reading.refuseBadToml();
        Settings settings = new Settings(
                reading.name(defaults.name()),
                reading.listen(defaults.listen()),
                reading.addresses(defaults.join()),
                reading.oneOf(Setting.PEER_REQUESTS, RequestPolicy.class, defaults.requests()),
                reading.history(defaults.history()),
                reading.network(defaults.network()),
                reading.flag(Setting.NETWORK_FIND_ON_LOCAL_NETWORK, defaults.findOnLocalNetwork()),
                reading.flag(Setting.NETWORK_PORT_MAPPING, defaults.portMapping()),
                reading.flood(defaults.flood()),
                reading.relay(defaults.relay()),
                reading.window(defaults.window()),
                reading.oneOf(Setting.LOG_LEVEL, LogLevel.class, defaults.logLevel()));
        reading.refuseUnknownKeys();
        return settings;
    }

    private static TomlParseResult toml(@Nullable Path file, String text) throws StartupException {
        try {
            return Toml.parse(text);
        } catch (RuntimeException e) { // for a few broken texts, the parser throws instead of saying where
            throw StartupException.misused(place(file, null) + "this is not valid TOML.");
        }
    }

    /** The text of the file. */
    static String text(Path file) throws StartupException {
        try {
            return TextFile.read(file, MAX_FILE_BYTES);
        } catch (IOException e) {
            throw StartupException.misused(
                    "The settings file %s can't be read: %s. Correct that, or name another file with --config."
                            .formatted(file, FileProblem.reason(e)));
        }
    }

    private void refuseNewer(String text) throws StartupException {
        try {
            FileFormat.SETTINGS.refuseNewer(Path.of(""), FileFormat.SETTINGS.find(text));
        } catch (FileFormat.NewerVersionException e) {
            throw refusal((TomlPosition) null, FileProblem.reason(e));
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
            if (!known(key) && !section) {
                throw refusal(toml.inputPositionOf(key), "there is no setting " + key + "; " + alternatives(key));
            }
        }
    }

    private static String alternatives(String key) {
        String section = key.substring(0, Math.max(0, key.lastIndexOf('.')));
        List<String> names = namesIn(section);
        return names.isEmpty() ? "the sections are " + sections() : "[" + section + "] has " + String.join(", ", names);
    }

    private static List<String> namesIn(String section) {
        String prefix = section + ".";
        return keys().filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static boolean known(String key) {
        return keys().anyMatch(key::equals);
    }

    private static Stream<String> keys() {
        return Arrays.stream(Setting.values()).map(Setting::key);
    }

    private static String sections() {
        return keys()
                .map(key -> "[" + key.substring(0, key.lastIndexOf('.')) + "]")
                .distinct()
                .sorted()
                .collect(joining(", "));
    }

    private @Nullable String name(@Nullable String otherwise) throws StartupException {
        String text = text(Setting.PEER_NAME);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        String name = Names.normalize(text);
        String problem = Names.problemWith(name);
        if (problem != null) {
            throw refusal(Setting.PEER_NAME, "is not valid: " + problem);
        }
        return name;
    }

    private PortRange listen(PortRange otherwise) throws StartupException {
        String text = text(Setting.PEER_LISTEN);
        PortRange range = text == null || text.isEmpty() ? otherwise : PortRange.parse(text);
        if (range == null) {
            throw refusal(Setting.PEER_LISTEN, "must have the form \"[HOST:]PORT\", not " + shown(text));
        }
        return range;
    }

    private Retention history(Retention otherwise) throws StartupException {
        return new Retention(
                number(Setting.HISTORY_DAYS, otherwise.days()),
                number(Setting.HISTORY_MEGABYTES, otherwise.megabytes()));
    }

    private NetworkTerms network(NetworkTerms otherwise) throws StartupException {
        return new NetworkTerms(
                networkKeys(otherwise.keys()),
                number(Setting.NETWORK_WORK, otherwise.hashesPerByte()),
                number(Setting.NETWORK_PACKETS_PER_SECOND, otherwise.packetsPerSecond()));
    }

    private NetworkKeys networkKeys(NetworkKeys otherwise) throws StartupException {
        String name = text(Setting.NETWORK_NAME);
        if (name == null) {
            return otherwise;
        }
        if (name.isBlank() || name.length() > MAX_NETWORK_NAME) {
            String sentence = "must have 1 to %d characters, not %s".formatted(MAX_NETWORK_NAME, shown(name));
            throw refusal(Setting.NETWORK_NAME, sentence);
        }
        return NetworkKeys.ofPublic(name);
    }

    private FloodSettings flood(FloodSettings otherwise) throws StartupException {
        int most = number(Setting.NETWORK_MOST_LINKS, otherwise.maxLinks());
        return new FloodSettings(
                number(Setting.NETWORK_WANTED_LINKS, Math.min(otherwise.wantedLinks(), most), most),
                most,
                number(Setting.NETWORK_RESERVED_LINKS, Math.min(otherwise.reservedForDialled(), most - 1), most - 1),
                flag(Setting.NETWORK_STEM, otherwise.stem()));
    }

    private RelaySettings relay(RelaySettings otherwise) throws StartupException {
        return new RelaySettings(
                number(Setting.RELAY_LINKS, otherwise.mostLinks()),
                flag(Setting.RELAY_KEEP_BACKLOG, otherwise.keepBacklog()),
                number(Setting.RELAY_REPORT_MINUTES, otherwise.reportMinutes()));
    }

    private TuiSettings window(TuiSettings otherwise) throws StartupException {
        return new TuiSettings(
                oneOf(Setting.WINDOW_THEME, Palette.class, otherwise.theme()),
                oneOf(Setting.WINDOW_BELL, Bell.class, otherwise.bell()),
                oneOf(Setting.WINDOW_TIME, TimeFormat.class, otherwise.time()),
                number(Setting.WINDOW_PEER_LIST_COLUMNS, otherwise.peerListColumns()),
                flag(Setting.WINDOW_PEER_LIST, otherwise.showPeerList()),
                number(Setting.WINDOW_SCROLLBACK_LINES, otherwise.scrollbackLines()),
                oneOf(Setting.WINDOW_NOTIFY, Notification.Kind.class, otherwise.notifications()),
                flag(Setting.WINDOW_NOTIFY_TEXT, otherwise.notifyText()),
                flag(Setting.WINDOW_TITLE, otherwise.title()),
                flag(Setting.WINDOW_MOUSE, otherwise.mouse()),
                flag(Setting.WINDOW_LINKS, otherwise.links()),
                number(Setting.WINDOW_IDLE_MINUTES, otherwise.idleMinutes()));
    }

    private List<Address> addresses(List<Address> otherwise) throws StartupException {
        Object value = ask(Setting.PEER_JOIN);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof TomlArray items)) {
            throw refusal(Setting.PEER_JOIN, "must be " + Setting.PEER_JOIN.kind().demand());
        }
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            addresses.add(address(items, i));
        }
        return List.copyOf(addresses);
    }

    private Address address(TomlArray items, int index) throws StartupException {
        Address address = items.isString(index) ? Address.parse(items.getString(index)) : null;
        if (address == null) {
            String sentence = "%s must contain only \"HOST:PORT\", not %s"
                    .formatted(Setting.PEER_JOIN.key(), shown(items.get(index)));
            throw refusal(items.inputPositionOf(index), sentence);
        }
        return address;
    }

    // ---- values of each kind

    /** Null if it is not there. */
    private @Nullable String text(Setting setting) throws StartupException {
        return switch (ask(setting)) {
            case null -> null;
            case String text -> text;
            case Object other -> throw mustBe(setting, setting.kind().demand(), other);
        };
    }

    private <E extends Enum<E>> E oneOf(Setting setting, Class<E> type, E otherwise) throws StartupException {
        Object value = ask(setting);
        if (value == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw mustBe(setting, setting.kind().demand(), value);
    }

    private int number(Setting setting, int otherwise) throws StartupException {
        return number(setting, otherwise, Integer.MAX_VALUE);
    }

    /** @param most what another setting allows */
    private int number(Setting setting, int otherwise, int most) throws StartupException {
        if (!(setting.kind() instanceof SettingKind.Count(int least, int greatest))) {
            throw new IllegalArgumentException(setting + " is no number");
        }
        SettingKind.Count bounds = new SettingKind.Count(least, Math.min(greatest, most));
        Object value = ask(setting);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= bounds.least() && number <= bounds.most()) {
            return number.intValue();
        }
        throw mustBe(setting, bounds.demand(), value);
    }

    private boolean flag(Setting setting, boolean otherwise) throws StartupException {
        return switch (ask(setting)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> throw mustBe(setting, setting.kind().demand(), other);
        };
    }

    private @Nullable Object ask(Setting setting) {
        String key = setting.key();
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

    // ---- refusals

    private StartupException mustBe(Setting setting, String demand, Object value) {
        return refusal(setting, "must be %s, not %s".formatted(demand, shown(value)));
    }

    /** @param problem what stands behind the name of the setting */
    private StartupException refusal(Setting setting, String problem) {
        return refusal(toml.inputPositionOf(setting.key()), setting.key() + " " + problem);
    }

    private StartupException refusal(@Nullable TomlPosition position, String sentence) {
        String end = sentence.endsWith(".") ? "" : ".";
        return StartupException.misused(place(file, position) + sentence + end);
    }

    private static String place(@Nullable Path file, @Nullable TomlPosition position) {
        String line = position == null ? "" : ", line " + position.line();
        return file == null ? "" : file + line + ": ";
    }
}
