/**
 * How a packet reaches every peer once (Plumtree, FCUL TR-07-14): packets go along the eager links, which form a tree.
 * The other links are lazy and carry ids only. A peer that misses a packet asks for it by its id.
 *
 * <p>{@link floodchat.protocol.flood.broadcast.Plumtree} is the only class that the core calls.
 * {@link floodchat.protocol.flood.broadcast.Tree} says which links are eager;
 * {@link floodchat.protocol.flood.broadcast.TreeShaper} which packets may change that.
 *
 * <p>All of it belongs to one {@code FloodCore} and runs on its caller's thread.
 */
@NullMarked
package floodchat.protocol.flood.broadcast;

import org.jspecify.annotations.NullMarked;
