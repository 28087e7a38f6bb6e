package floodchat.benchmark.network;

import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.NetworkTerms;
import java.util.List;
import org.jgroups.Version;

/** Whose network is measured. */
enum Contender {
    /** What this machine can do at best: every peer has a socket to every other, and writes frames into it. */
    STREAM("bare stream") {
        @Override
        Station open(List<String> earlier, Reception reception) throws Exception {
            return BareStation.open(earlier, reception);
        }
    },
    /** The stack that JGroups' manual is about. */
    JGROUPS("JGroups " + Version.string_version + ", tcp") {
        @Override
        Station open(List<String> earlier, Reception reception) throws Exception {
            return JGroupsStation.open("tcp.xml", earlier, reception);
        }
    },
    /** Its newest protocols, which acknowledge instead of counting credits. */
    JGROUPS_NEW("JGroups, tcp-new") {
        @Override
        Station open(List<String> earlier, Reception reception) throws Exception {
            return JGroupsStation.open("tcp-new.xml", earlier, reception);
        }
    },
    /** Without stamps, and without a limit to what a link carries. */
    FLOODCHAT("Floodchat") {
        @Override
        Station open(List<String> earlier, Reception reception) throws Exception {
            return FloodchatStation.open(NetworkTerms.unlimited(NETWORK), earlier, reception);
        }
    },
    /** Every message has the usual stamp, which takes its author a while to find. */
    STAMPED("Floodchat, stamped") {
        @Override
        Station open(List<String> earlier, Reception reception) throws Exception {
            return FloodchatStation.open(
                    new NetworkTerms(NetworkTag.of(NETWORK), NetworkTerms.DEFAULT_HASHES_PER_BYTE, 0),
                    earlier,
                    reception);
        }
    };

    private static final String NETWORK = "benchmark";

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** Nobody logs among the figures: to be called before anybody can. */
    static void silence() {
        System.setProperty("org.apache.logging.log4j.level", "OFF");
    }

    /** @param earlier the addresses of those that are there already, the first one first */
    abstract Station open(List<String> earlier, Reception reception) throws Exception;

    @Override
    public String toString() {
        return title;
    }
}
