/** The flood network on virtual threads: one owner thread around {@link floodchat.protocol.flood.FloodCore}. */
@NullMarked
package floodchat.node.flood;

import org.jspecify.annotations.NullMarked;
