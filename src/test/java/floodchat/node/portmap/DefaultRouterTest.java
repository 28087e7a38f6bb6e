package floodchat.node.portmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What systems say about their routers. */
class DefaultRouterTest {
    private static final String HEAD =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";
    private static final String ANY = "00000000";

    /** As this machine's kernel would write it. */
    private static String hex(String ip) {
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.ofLiteral(ip).getAddress()).order(ByteOrder.nativeOrder());
        return "%08X".formatted(bytes.getInt());
    }

    private static String line(String to, String via, String flags, int metric, String mask) {
        return String.join("\t", "eth0", to, via, flags, "0", "0", String.valueOf(metric), mask, "0", "0", "0");
    }

    @Test
    void theDefaultRouteOfTheLowestMetricWins() throws Exception {
        List<String> table = List.of(
                HEAD,
                line(hex("192.168.7.0"), ANY, "0001", 50, hex("255.255.255.0")),
                line(ANY, hex("10.0.0.138"), "0003", 600, ANY),
                line(ANY, hex("192.168.7.1"), "0003", 100, ANY),
                line(hex("10.9.0.0"), hex("10.8.0.1"), "0003", 0, hex("255.255.0.0")),
                line(ANY, hex("192.168.9.9"), "0002", 1, ANY));
        assertEquals(InetAddress.ofLiteral("192.168.7.1"), DefaultRouter.inTable(table));
    }

    @Test
    void aMachineWithoutADefaultRouteHasNoRouter() throws Exception {
        assertNull(DefaultRouter.inTable(List.of(HEAD)));
        assertNull(DefaultRouter.inTable(
                List.of(HEAD, line(ANY, ANY, "0001", 0, ANY), line(hex("10.1.0.0"), hex("10.1.0.1"), "0003", 0, ANY))),
                "a tunnel, and a way to one network");
        assertNull(DefaultRouter.inTable(List.of("", "eth0 00000000")));
    }

    @Test
    void theAnswerOfRouteIsRead() {
        List<String> answer = List.of(
                "   route to: default", "destination: default", "       mask: default", "    gateway: 192.168.1.1",
                "  interface: en0", "      flags: <UP,GATEWAY,DONE,STATIC,PRCLONING,GLOBAL>");
        assertEquals(InetAddress.ofLiteral("192.168.1.1"), DefaultRouter.inAnswer(answer));
        assertNull(DefaultRouter.inAnswer(List.of("route: writing to routing socket: not in table")));
        assertNull(DefaultRouter.inAnswer(List.of("gateway: link#11", "gateway: fe80::1%en0")));
        assertNull(DefaultRouter.inAnswer(List.of("gateway: fe80::1", "gateway: router.example")));
    }
}
