/** The chat on virtual threads: one owner thread around {@link floodchat.protocol.chat.ChatCore}. */
@NullMarked
package floodchat.node.chat;

import org.jspecify.annotations.NullMarked;
