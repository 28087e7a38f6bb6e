/**
 * Asks the router to pass a port on to this peer, by PCP (RFC 6887) or NAT-PMP (RFC 6886). What it answers is bounded,
 * and is only shown and told as an address.
 */
@NullMarked
package floodchat.node.portmap;

import org.jspecify.annotations.NullMarked;
