/**
 * Typed events between packages that do not know each other. {@code Peer} makes the one
 * {@link floodchat.bus.EventBus} of a chat, and {@code FloodNetwork} that of an embedded network. Each
 * {@link floodchat.bus.Mailbox} is owned by one thread that takes from it. Any thread may call the bus.
 */
@NullMarked
package floodchat.bus;

import org.jspecify.annotations.NullMarked;
