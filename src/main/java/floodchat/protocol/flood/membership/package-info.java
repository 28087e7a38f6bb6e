/**
 * Who this peer's neighbours are (HyParView, FCUL TR-07-13): a small active view of neighbours, whatever the size of
 * the network, and a larger book of contacts that replace lost neighbours.
 *
 * <p>{@link floodchat.protocol.flood.membership.HyParView} is the only class that the core calls. A newcomer dials
 * addresses by {@link floodchat.protocol.flood.membership.Bootstrap}, and then the contacts that it was told, by {@link
 * floodchat.protocol.flood.membership.NeighbourPromotion}. The peer that it asks takes or refuses it by {@link
 * floodchat.protocol.flood.membership.Admission}.
 *
 * <p>All of it belongs to one {@code FloodCore} and runs on its caller's thread.
 */
@NullMarked
package floodchat.protocol.flood.membership;

import org.jspecify.annotations.NullMarked;
