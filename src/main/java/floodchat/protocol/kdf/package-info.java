/**
 * Keys out of keys: HKDF, the labels that keep its uses apart, the hash, and what all peers of one network derive from
 * its secret. All values are immutable, and nobody owns them. Any thread may call.
 */
@NullMarked
package floodchat.protocol.kdf;

import org.jspecify.annotations.NullMarked;
