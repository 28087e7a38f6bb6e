/**
 * Finds peers of the same network on the local networks that this machine is on, and is found by them (DNS-SD, RFC
 * 6763, over multicast DNS, RFC 6762). The only place that knows JmDNS. What is heard here is anybody's word.
 */
@NullMarked
package floodchat.node.discovery;

import org.jspecify.annotations.NullMarked;
