/**
 * Finds peers of the same network on local networks, and lets them find this one: DNS-SD (RFC 6763) over multicast
 * DNS (RFC 6762). The only package that knows JmDNS. Nothing that is heard here can be trusted.
 */
@NullMarked
package floodchat.node.discovery;

import org.jspecify.annotations.NullMarked;
