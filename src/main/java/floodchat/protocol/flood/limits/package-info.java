/**
 * What one link and all links together may bring, as token buckets; the list of those that are banned for bringing
 * more; and how often this peer dials addresses that others named.
 *
 * <p>All of it belongs to one {@code FloodCore} and runs on its caller's thread.
 */
@NullMarked
package floodchat.protocol.flood.limits;

import org.jspecify.annotations.NullMarked;
