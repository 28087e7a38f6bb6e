package floodchat.node.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** A service that was announced on a local network. Anyone may announce anything, so nothing in it can be trusted. */
record DiscoveredService(Map<String, String> properties, List<InetAddress> addresses, int port) {}
