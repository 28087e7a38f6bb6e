/** Sockets: listening, dialling, the handshake, and links with their reader and writer threads. */
@NullMarked
package floodchat.node.link;

import org.jspecify.annotations.NullMarked;
