/**
 * Turns frames into bytes and back. On the wire a frame is two bytes of length (big-endian, of everything after them),
 * one byte of type, and a body. So no frame is longer than 64 KiB. Each type has a limit of its own, which is checked
 * before the body is read.
 */
@NullMarked
package floodchat.protocol.wire;

import org.jspecify.annotations.NullMarked;
