package floodchat.node.discovery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import javax.jmdns.impl.JmDNSImpl;
import org.junit.jupiter.api.Test;

/** What this class changes in the library, seen side by side with the library itself, both on loopback. */
class BoundedJmDnsTest {
    private static final long PATIENCE_MS = 20_000;

    private static InetAddress loopback(String name) throws Exception {
        return InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1});
    }

    @Test
    void aPeerIsAnnouncedSoonerThanTheLibraryWouldByItself() throws Exception {
        try (JmDNSImpl library = new JmDNSImpl(loopback("floodchat-1"), "floodchat-1");
                BoundedJmDns ours = new BoundedJmDns(loopback("floodchat-2"), "floodchat-2")) {
            assertTrue(ours.waitForAnnounced(PATIENCE_MS), "never announced");
            assertFalse(library.isAnnounced(), "the library is as quick");
        }
    }
}
