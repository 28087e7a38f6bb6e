@NullMarked
package floodchat.protocol.chat;

import org.jspecify.annotations.NullMarked;
