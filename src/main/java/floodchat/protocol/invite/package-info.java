/**
 * The invite into a private network, as one line of text and back. All values are immutable, and nobody owns them. Any
 * thread may call.
 */
@NullMarked
package floodchat.protocol.invite;

import org.jspecify.annotations.NullMarked;
