@NullMarked
package floodchat.protocol.wire;

import org.jspecify.annotations.NullMarked;
