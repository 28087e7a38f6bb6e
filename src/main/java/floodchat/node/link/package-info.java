/** Sockets: listen, dial, greet; a link is one reader and one writer thread. Whose turn it is to speak is the engine's business. */
@NullMarked
package floodchat.node.link;

import org.jspecify.annotations.NullMarked;
