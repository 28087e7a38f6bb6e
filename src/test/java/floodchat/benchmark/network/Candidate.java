package floodchat.benchmark.network;

import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.NetworkTerms;
import java.util.List;
import org.jgroups.Version;

/** Whose network is measured. */
enum Candidate {
    /** What this machine can do at best: every peer has a socket to every other, and writes frames into it. */
    STREAM("bare stream") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter reception) throws Exception {
            return BareTcpPeer.open(earlier, reception);
        }
    },
    /** The stack that JGroups' manual is about. */
    JGROUPS("JGroups " + Version.string_version + ", tcp") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter reception) throws Exception {
            return JGroupsPeer.open("tcp.xml", earlier, reception);
        }
    },
    /** Its newest protocols, which acknowledge instead of counting credits. */
    JGROUPS_NEW("JGroups, tcp-new") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter reception) throws Exception {
            return JGroupsPeer.open("tcp-new.xml", earlier, reception);
        }
    },
    /** Without stamps, and without a limit to what a link carries. */
    FLOODCHAT("Floodchat") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter reception) throws Exception {
            return FloodchatPeer.open(NetworkTerms.unlimited(NETWORK), earlier, reception);
        }
    },
    /** Every message has the usual stamp, which takes its author a while to find. */
    STAMPED("Floodchat, stamped") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter reception) throws Exception {
            return FloodchatPeer.open(
                    new NetworkTerms(NetworkTag.of(NETWORK), NetworkTerms.DEFAULT_HASHES_PER_BYTE, 0),
                    earlier,
                    reception);
        }
    };

    private static final String NETWORK = "benchmark";

    private final String title;

    Candidate(String title) {
        this.title = title;
    }

    /** Nobody logs among the figures: to be called before anybody can. */
    static void silence() {
        System.setProperty("org.apache.logging.log4j.level", "OFF");
    }

    /** @param earlier the addresses of those that are there already, the first one first */
    abstract PeerUnderTest open(List<String> earlier, ReceiptCounter reception) throws Exception;

    @Override
    public String toString() {
        return title;
    }
}
