/**
 * Frames as bytes, both ways. A frame on the wire is two bytes of length (big-endian, of all that follows), one byte of type, and a body; so no
 * frame is over 64 KiB, and each type has its own limit, known before the body is read.
 */
@NullMarked
package floodchat.protocol.wire;

import org.jspecify.annotations.NullMarked;
