package floodchat.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.constants.DNSRecordClass;
import org.junit.jupiter.api.Test;

/** What JmDNS keeps, although anyone may multicast anything. */
class BoundedCacheTest {
    private static final int AN_HOUR_S = 3_600;

    private final BoundedCache cache = new BoundedCache();

    private static DNSRecord pointer(String type, String name) {
        return new DNSRecord.Pointer(type, DNSRecordClass.CLASS_IN, false, AN_HOUR_S, name + "." + type);
    }

    private static DNSRecord service(String name) {
        return new DNSRecord.Service(
                name, DNSRecordClass.CLASS_IN, true, AN_HOUR_S, 0, 0, 55_555, "floodchat-1.local.");
    }

    @Test
    void recordsOfPeersAreKept() {
        assertTrue(cache.addDNSEntry(pointer("_floodchat._tcp.local.", "one")));
        assertTrue(cache.addDNSEntry(service("one._floodchat._tcp.local.")));
        assertEquals(2, cache.size());
    }

    @Test
    void recordsOfOtherServicesAreNotKept() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(cache.addDNSEntry(pointer("_ipp._tcp.local.", "printer " + i)));
            assertFalse(cache.addDNSEntry(service("printer " + i + "._ipp._tcp.local.")));
        }
        assertEquals(0, cache.size());
        assertFalse(cache.isFull());
    }

    @Test
    void theNumberOfNamesIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            cache.addDNSEntry(service("peer" + i + "._floodchat._tcp.local."));
        }
        assertEquals(256, cache.size());
        assertTrue(cache.isFull());
    }

    @Test
    void theNumberOfRecordsUnderOneNameIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            cache.addDNSEntry(pointer("_floodchat._tcp.local.", "peer" + i));
        }
        assertEquals(128, cache.allValues().size());
        assertTrue(cache.isFull());
    }
}
