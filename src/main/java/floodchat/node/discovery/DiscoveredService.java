package floodchat.node.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** What somebody on a local network says that there is: no word of it need be true. */
record DiscoveredService(Map<String, String> properties, List<InetAddress> addresses, int port) {}
