/**
 * The language of the flood network: addresses, contacts, ids, packets and frames, and what goes into its core and
 * comes out. No rule is here.
 *
 * <p>The rules are in the packages below. {@code membership} decides who this peer's neighbours are (HyParView, FCUL
 * TR-07-13). {@code broadcast} brings every packet to every peer once (Plumtree, FCUL TR-07-14). {@code limits} has the
 * token buckets and the ban list that protect this peer. {@code core} has {@code FloodCore}, which passes each input to
 * the package that has the rule for it.
 *
 * <p>Membership and broadcast know each other only by two interfaces of this package:
 * {@link floodchat.protocol.flood.Membership} and {@link floodchat.protocol.flood.Broadcast}.
 *
 * <p>All of it is a pure state machine: it has no socket, thread, clock or hidden randomness. So a test runs ten
 * thousand cores at once, and a seed replays what they did. A payload is opaque bytes here.
 */
@NullMarked
package floodchat.protocol.flood;

import org.jspecify.annotations.NullMarked;
