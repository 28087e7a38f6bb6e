package floodchat.front;

import floodchat.front.SettingKind.Addresses;
import floodchat.front.SettingKind.Count;
import floodchat.front.SettingKind.Flag;
import floodchat.front.SettingKind.Text;
import floodchat.front.SettingKind.Word;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All settings, each described once: its name in the settings file, what it may hold, its default, when a change acts,
 * and what it is. The settings file is read by it, {@code /set} answers and completes from it, and tests hold
 * config/floodchat.toml and the table of the user guide against it.
 */
public enum Setting {
    PEER_NAME(
            "peer.name", new Text(), "\"\"", When.NEXT_START,
            "Your username: 1 to 32 letters and digits of any script, and the characters _ - and . \"\" "
                    + "is the name that you set last in the first window of this home. Same as --name."),
    PEER_LISTEN(
            "peer.listen", new Text(), "\"\"", When.NEXT_START,
            "Where this peer listens: \"PORT\" for all interfaces, or \"HOST:PORT\" with an IPv6 host in "
                    + "brackets. 0 to 65535; with port 0 the system chooses a port. \"\" is port 55555 on all "
                    + "interfaces, or the first free port up to 55655. Same as --listen."),
    PEER_JOIN(
            "peer.join", new Addresses(), "[]", When.NEXT_START,
            "Addresses through which to enter the network: a list of \"HOST:PORT\". With an empty list "
                    + "it is port 55555 of this machine. Peers that were met before are tried in any case. Same as "
                    + "--join."),
    PEER_REQUESTS(
            "peer.requests", new Word("crowd", "on", "off"), "\"crowd\"", When.AT_ONCE,
            "Which private lines of strangers (no contacts, and nobody whom you have written to) wait "
                    + "until you accept them: \"crowd\" is those of more than 3 strangers a minute, \"on\" is all, "
                    + "\"off\" is none, for bots. Same as /requests."),
    HISTORY_DAYS(
            "history.days", new Count(0, 36_500), "365", When.NEXT_START,
            "How long what you were shown is kept, in days, 0 to 36500. A month is deleted at a start, when "
                    + "its last day is older. 0 keeps nothing; what was kept before stays in the folder \"history\" "
                    + "until you delete it."),
    HISTORY_MEGABYTES(
            "history.megabytes", new Count(0, 100), "100", When.NEXT_START,
            "How large the history may become, in megabytes, 0 to 100: then the oldest lines are deleted, "
                    + "a tenth of all at once. A line takes about 200 bytes."),
    NETWORK_NAME(
            "network.name", new Text(), "\"floodchat\"", When.NEXT_START,
            "Name of the network, 1 to 64 characters. Peers of different networks refuse each other."),
    NETWORK_FIND_ON_LOCAL_NETWORK(
            "network.find_on_local_network", new Flag(), "true", When.NEXT_START,
            "true: announce this peer on its local networks and look for other peers there (DNS-SD). A "
                    + "peer that listens only on this machine does neither."),
    NETWORK_PORT_MAPPING(
            "network.port_mapping", new Flag(), "true", When.NEXT_START,
            "true: ask the router of the local network to pass a port on to this peer (PCP, NAT-PMP), so that "
                    + "peers elsewhere can link to it. A peer that listens only on this machine, or at a public "
                    + "address, asks for nothing. F3 or /net says what the router answers."),
    NETWORK_WORK(
            "network.work", new Count(0, NetworkTerms.MAX_HASHES_PER_BYTE), "700", When.NEXT_START,
            "Work for each message: the number of hashes for each of its bytes, 0 to 65535. It makes "
                    + "flooding expensive. With 700, on a processor that has instructions for SHA-256, a line "
                    + "takes this program 13 ms and a letter of 2048 bytes 85; the best a simple program in C can "
                    + "do is 10 and 65. Without these instructions it takes several times as long. With 0 anyone "
                    + "who knows the network's name can flood it; use that only among people who trust each other. "
                    + "Peers with different values refuse each other."),
    NETWORK_PACKETS_PER_SECOND(
            "network.packets_per_second", new Count(0, NetworkTerms.MAX_PACKETS_PER_SECOND), "500", When.NEXT_START,
            "Packets per second that one link may carry in the long run, 0 to 1000000; 0 means no limit. "
                    + "A peer that sends more than twice as many loses its link. Peers with different values "
                    + "refuse each other."),
    NETWORK_WANTED_LINKS(
            "network.wanted_links", new Count(1, FloodSettings.LARGEST_MAX_LINKS), "5", When.NEXT_START,
            "Number of links to other peers: with fewer, a peer looks for more. 1 to most_links."),
    NETWORK_MOST_LINKS(
            "network.most_links", new Count(1, FloodSettings.LARGEST_MAX_LINKS), "8", When.NEXT_START,
            "Largest number of links, 1 to 64. 16 is good for a peer through which many others enter."),
    NETWORK_RESERVED_LINKS(
            "network.reserved_links", new Count(0, FloodSettings.LARGEST_MAX_LINKS - 1), "3", When.NEXT_START,
            "How many of the links are kept for peers that we dial, so that strangers can't take all "
                    + "of them. 0 to most_links - 1."),
    NETWORK_STEM(
            "network.stem", new Flag(), "true", When.NEXT_START,
            "true: what this peer says goes from peer to peer along a few links before it is passed on "
                    + "to all, so that others hardly see where it began. It comes a tenth of a second later for "
                    + "that, in networks of more than 8 peers. With false a neighbour can tell that it began here."),
    RELAY_LINKS(
            "relay.links", new Count(1, FloodSettings.LARGEST_MAX_LINKS), "16", When.NEXT_START,
            "Largest number of links of a relay (--relay), in place of network.most_links: 1 to 64."),
    RELAY_KEEP_BACKLOG(
            "relay.keep_backlog", new Flag(), "true", When.NEXT_START,
            "true: a relay keeps on its disk what was said in the last 24 hours, at most 1,500 packets of "
                    + "12 MiB, and has it again after a restart. false: it writes nothing of that; a file of before "
                    + "stays until you delete it."),
    RELAY_REPORT_MINUTES(
            "relay.report_minutes", new Count(0, 1_440), "60", When.NEXT_START,
            "After how many minutes a line of a relay's log says how it stands: 0 to 1440. 0 is never."),
    WINDOW_THEME(
            "window.theme", new Word("auto", "dark", "light", "high_contrast", "mono"), "\"auto\"", When.AT_ONCE,
            "Colours: \"auto\" follows the background of the terminal, \"dark\" and \"light\" are for "
                    + "such a background, \"high_contrast\" follows it with colours that stand out more, and "
                    + "\"mono\" has none. The environment variable NO_COLOR turns colours off."),
    WINDOW_BELL(
            "window.bell", new Word("mentions", "all", "none"), "\"mentions\"", When.AT_ONCE,
            "What rings the bell while the terminal has no focus: \"mentions\" (your name, and messages to "
                    + "you alone), \"all\" messages, or \"none\"."),
    WINDOW_NOTIFY(
            "window.notify", new Word("auto", "osc9", "osc777", "osc99", "none"), "\"auto\"", When.AT_ONCE,
            "How the desktop is told of mentions and messages to you alone while the terminal has no "
                    + "focus: \"auto\" is kitty's way (OSC 99) if the terminal answers that it knows it, else OSC 9; "
                    + "or \"osc9\", \"osc777\", \"osc99\", or \"none\"."),
    WINDOW_NOTIFY_TEXT(
            "window.notify_text", new Flag(), "false", When.AT_ONCE,
            "true: the desktop is told also what they say."),
    WINDOW_TITLE(
            "window.title", new Flag(), "true", When.AT_ONCE,
            "true: the title of the terminal says where you are, and how many such messages wait: "
                    + "\"(2!) floodchat\"."),
    WINDOW_TIME(
            "window.time", new Word("minutes", "seconds", "none"), "\"minutes\"", When.AT_ONCE,
            "How the time of a message is shown: \"minutes\", \"seconds\", or \"none\"."),
    WINDOW_PEER_LIST(
            "window.peer_list", new Flag(), "true", When.AT_ONCE,
            "true: show the list of peers at the start. F7 shows and hides it. A narrow window hides it "
                    + "by itself."),
    WINDOW_PEER_LIST_COLUMNS(
            "window.peer_list_columns", new Count(12, 40), "22", When.AT_ONCE,
            "Width of the peer list: 12 to 40 columns."),
    WINDOW_MOUSE(
            "window.mouse", new Flag(), "false", When.AT_ONCE,
            "true: the wheel scrolls, a drag selects text of the messages and copies it (OSC 52), a click "
                    + "copies a link or begins a line to a person. With Shift, the mouse is the terminal's as before."),
    WINDOW_LINKS(
            "window.links", new Flag(), "true", When.AT_ONCE,
            "true: the terminal is told which words are links (OSC 8: http, https and mailto), so that it "
                    + "can open them, also if they are wrapped."),
    WINDOW_IDLE_MINUTES(
            "window.idle_minutes", new Count(0, 1_440), "10", When.AT_ONCE,
            "After how many minutes without a key others see that you are idle: 0 to 1440. 0 is never."),
    WINDOW_SCROLLBACK_LINES(
            "window.scrollback_lines", new Count(100, 50_000), "5000", When.NEXT_START,
            "Lines that are kept for scrolling back: 100 to 50000."),
    LOG_LEVEL(
            "log.level", new Word("off", "error", "warn", "info", "debug", "trace"), "\"info\"", When.NEXT_START,
            "What is written to floodchat.log in the state folder (~/.local/state/floodchat, or DIR with "
                    + "--home DIR): \"off\", \"error\", \"warn\", \"info\", \"debug\" or \"trace\". Only \"trace\" "
                    + "includes what people write.");

    /** When a change acts. */
    public enum When {
        AT_ONCE("at once"),
        NEXT_START("from the next start");

        private final String words;

        When(String words) {
            this.words = words;
        }

        /** As the end of a sentence: a change acts … */
        public String words() {
            return words;
        }
    }

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // each kind is a record of numbers, or of a list that can't be changed
    private final SettingKind kind;

    private final String byDefault;
    private final When when;
    private final String sentence;

    Setting(String key, SettingKind kind, String byDefault, When when, String sentence) {
        this.key = key;
        this.kind = kind;
        this.byDefault = byDefault;
        this.when = when;
        this.sentence = sentence;
    }

    /** Its name: the section and the key in the settings file. */
    public String key() {
        return key;
    }

    public SettingKind kind() {
        return kind;
    }

    /** The default, as the settings file would write it. */
    public String byDefault() {
        return byDefault;
    }

    public When when() {
        return when;
    }

    /** What it is, in one sentence or a few. */
    public String sentence() {
        return sentence;
    }

    /** The key without the section. */
    String shortName() {
        return key.substring(key.indexOf('.') + 1);
    }

    /**
     * The setting that a person means, in any letter case; null if there is none, or if several sections have one.
     *
     * @param name with its section, or without
     */
    public static @Nullable Setting named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<Setting> found = Arrays.stream(values())
                .filter(setting -> setting.key.equals(lower) || setting.shortName().equals(lower))
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** Those whose names have this text in them. */
    public static List<Setting> like(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(setting -> setting.key.contains(lower)).toList();
    }
}
