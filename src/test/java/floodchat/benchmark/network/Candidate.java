package floodchat.benchmark.network;

import floodchat.embed.FloodNetwork;
import floodchat.embed.FloodNetworkBuilder;
import java.util.List;
import org.jgroups.Version;

/** The networks that are compared. */
enum Candidate {
    /** The upper bound of what this machine can do: frames on a socket from every peer to every other. */
    STREAM("bare stream") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter receipts) throws Exception {
            return BareTcpPeer.open(earlier, receipts);
        }
    },
    /** The default protocol stack in JGroups' manual. */
    JGROUPS("JGroups " + Version.string_version + ", tcp") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter receipts) throws Exception {
            return JGroupsPeer.open("tcp.xml", earlier, receipts);
        }
    },
    /** JGroups with its newest protocols, which use acknowledgements instead of credits for flow control. */
    JGROUPS_NEW("JGroups, tcp-new") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter receipts) throws Exception {
            return JGroupsPeer.open("tcp-new.xml", earlier, receipts);
        }
    },
    /** Without proof of work and without a rate limit on links. */
    FLOODCHAT("Floodchat") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter receipts) throws Exception {
            return FloodchatPeer.open(unlimited().hashesPerByte(0), earlier, receipts);
        }
    },
    /** With proof of work: each message has a stamp of the default difficulty, which its author must find. */
    STAMPED("Floodchat, stamped") {
        @Override
        PeerUnderTest open(List<String> earlier, ReceiptCounter receipts) throws Exception {
            return FloodchatPeer.open(unlimited(), earlier, receipts);
        }
    };

    private static final String NETWORK = "benchmark";

    private static FloodNetworkBuilder unlimited() {
        return FloodNetwork.named(NETWORK).packetsPerSecond(0);
    }

    private final String title;

    Candidate(String title) {
        this.title = title;
    }

    /** Turns logging off. Must be called before any class that logs is loaded. */
    static void silence() {
        System.setProperty("org.apache.logging.log4j.level", "OFF");
    }

    /**
     * Starts a peer.
     *
     * @param earlier the addresses of the peers that were started before, in order
     * @param receipts counts what the peer receives
     */
    abstract PeerUnderTest open(List<String> earlier, ReceiptCounter receipts) throws Exception;

    @Override
    public String toString() {
        return title;
    }
}
