package floodchat.node.portmap;

import floodchat.protocol.flood.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the router to which the system sends what is not for its local networks. Linux tells it in a file. Other
 * systems have a command: route, on macOS and the BSDs. No packet is sent.
 */
final class DefaultRouter {
    private static final Logger LOG = LogManager.getLogger(DefaultRouter.class);

    private static final Path LINUX_TABLE = Path.of("/proc/net/route");
    private static final Path ROUTE_COMMAND = Path.of("/sbin/route");

    /** Its answer has about ten lines. */
    private static final int MAX_COMMAND_BYTES = 16 * 1_024;

    private static final long COMMAND_WITHIN_MS = 2_000;

    /** Flags of a line in the table: it is in use, and leads to a router (linux/route.h). */
    private static final int UP_AND_GATEWAY = 3;

    private DefaultRouter() {}

    /** The route to it; null if there is none. */
    static @Nullable Route find() throws InterruptedException {
        Inet4Address router = router();
        if (router == null) {
            return null;
        }
        InetSocketAddress where = new InetSocketAddress(router, Route.PORT);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(where);
            return socket.getLocalAddress() instanceof Inet4Address local ? new Route(where, local) : null;
        } catch (IOException e) {
            LOG.debug("there is no way to the router {}: {}", router, e.getMessage());
            return null;
        }
    }

    private static @Nullable Inet4Address router() throws InterruptedException {
        try {
            return Files.isReadable(LINUX_TABLE) ? inTable(Files.readAllLines(LINUX_TABLE)) : asked();
        } catch (IOException e) {
            LOG.debug("the system does not tell its router: {}", e.getMessage());
            return null;
        }
    }

    /**
     * Reads /proc/net/route. Each line has an interface, a destination, a gateway, flags, two counts, a metric and a
     * mask. Addresses are in hex, in the machine's order of bytes. The lowest metric wins.
     */
    static @Nullable Inet4Address inTable(List<String> lines) throws IOException {
        String best = null;
        int bestMetric = Integer.MAX_VALUE;
        for (String line : lines) {
            String[] columns = line.trim().split("\\s+");
            if (columns.length > 7 && isDefault(columns) && Integer.parseInt(columns[6]) < bestMetric) {
                best = columns[2];
                bestMetric = Integer.parseInt(columns[6]);
            }
        }
        if (best == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        return (Inet4Address) InetAddress.getByAddress(bytes.putInt(Integer.parseUnsignedInt(best, 16)).array());
    }

    private static boolean isDefault(String[] columns) {
        return columns[1].equals("00000000")
                && columns[7].equals("00000000")
                && (Integer.parseUnsignedInt(columns[3], 16) & UP_AND_GATEWAY) == UP_AND_GATEWAY;
    }

    private static @Nullable Inet4Address asked() throws IOException, InterruptedException {
        if (!Files.isExecutable(ROUTE_COMMAND)) {
            return null;
        }
        Process process = new ProcessBuilder(ROUTE_COMMAND.toString(), "-n", "get", "default")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        try (InputStream answer = process.getInputStream()) {
            if (!process.waitFor(COMMAND_WITHIN_MS, TimeUnit.MILLISECONDS)) {
                return null;
            }
            byte[] bytes = answer.readNBytes(MAX_COMMAND_BYTES);
            return inAnswer(new String(bytes, StandardCharsets.US_ASCII).lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads the answer of {@code route -n get default}, which has a line such as "gateway: 192.168.1.1". */
    static @Nullable Inet4Address inAnswer(List<String> lines) {
        for (String line : lines) {
            String[] parts = line.trim().split(":\\s*", 2);
            boolean tells = parts.length == 2 && parts[0].equals("gateway") && Address.isUnicastLiteral(parts[1]);
            if (tells && InetAddress.ofLiteral(parts[1]) instanceof Inet4Address router) {
                return router;
            }
        }
        return null;
    }
}
