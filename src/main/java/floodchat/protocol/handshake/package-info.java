/**
 * The handshake of a link: Noise (revision 34), with the secret of an ML-KEM as its second pre-shared key. Pure: keys
 * come from the caller's source of randomness, and bytes go in and out. Each object belongs to one thread at a time.
 */
@NullMarked
package floodchat.protocol.handshake;

import org.jspecify.annotations.NullMarked;
