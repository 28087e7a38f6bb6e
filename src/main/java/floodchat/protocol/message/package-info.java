/**
 * What a person says, as the payload of a packet: {@link floodchat.protocol.message.Envelope} makes the bytes and reads
 * them, {@link floodchat.protocol.message.Body} is what they mean. All values are immutable, and nobody owns them. Any
 * thread may call.
 */
@NullMarked
package floodchat.protocol.message;

import org.jspecify.annotations.NullMarked;
