/**
 * What a person says, as the signed payload of a packet: {@link floodchat.protocol.message.Envelope} makes the bytes,
 * {@link floodchat.protocol.message.EnvelopeReader} verifies and reads them, {@link floodchat.protocol.message.Body} is
 * what they mean. All values are immutable, and nobody owns them; any thread may call. A reader is confined to one.
 */
@NullMarked
package floodchat.protocol.message;

import org.jspecify.annotations.NullMarked;
