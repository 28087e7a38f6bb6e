/**
 * The flood network on virtual threads: one owner thread around {@link floodchat.protocol.flood.core.FloodCore}.
 *
 * <p>A class without a word on threads belongs to one {@code FloodEngine} and is confined to its thread.
 */
@NullMarked
package floodchat.node.flood;

import org.jspecify.annotations.NullMarked;
