/** The flood network as a library: publish bytes, receive bytes. No chat, no terminal. */
@NullMarked
package floodchat.embed;

import org.jspecify.annotations.NullMarked;
