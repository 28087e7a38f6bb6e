/**
 * Who this peer's neighbours are (HyParView, FCUL TR-07-13): a small active view of neighbours, whatever the size of
 * the network, and a larger passive view of addresses that replaces lost neighbours.
 *
 * <p>{@link floodchat.protocol.flood.membership.HyParView} is the only class that the core calls. A newcomer finds its
 * first neighbour by {@link floodchat.protocol.flood.membership.Bootstrap}. Its join request walks through the network
 * ({@link floodchat.protocol.flood.membership.JoinWalks}), and the peer where the walk ends takes it ({@link
 * floodchat.protocol.flood.membership.Admission}).
 *
 * <p>All of it belongs to one {@code FloodCore} and runs on its caller's thread.
 */
@NullMarked
package floodchat.protocol.flood.membership;

import org.jspecify.annotations.NullMarked;
