@NullMarked
package floodchat.protocol.message;

import org.jspecify.annotations.NullMarked;
