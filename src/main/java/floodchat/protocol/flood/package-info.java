@NullMarked
package floodchat.protocol.flood;

import org.jspecify.annotations.NullMarked;
