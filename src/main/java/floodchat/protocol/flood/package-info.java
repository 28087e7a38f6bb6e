/**
 * The flood network's rules: whom to link to, whom to tell, what was seen. A payload is opaque bytes here.
 *
 * <p>{@link floodchat.protocol.flood.FloodCore} is the whole of it: inputs go in with the time, effects come out, and nothing else happens.
 * It has no socket, thread, clock or hidden randomness, so that ten thousand of them run in one test, and a seed replays what they did.
 *
 * <p>Inside it, {@link floodchat.protocol.flood.Membership} keeps the two views of HyParView (FCUL TR-07-13): a few neighbours that carry
 * everything, and a larger passive view of addresses from which the {@link floodchat.protocol.flood.NeighbourPromotion} replaces them. {@link floodchat.protocol.flood.Bootstrap} finds the first
 * neighbour, for ever. {@link floodchat.protocol.flood.Flooding} passes packets on, along a {@link floodchat.protocol.flood.Tree} of
 * links (Plumtree, FCUL TR-07-14). Joining keeps the shape of the flood-fill chat that
 * this network grew out of: a newcomer's request walks from peer to peer, and the peer that takes it dials back.
 */
@NullMarked
package floodchat.protocol.flood;

import org.jspecify.annotations.NullMarked;
