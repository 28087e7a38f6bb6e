/**
 * Who somebody is: a seed that only one person has, and the keys and signatures that follow from it. All values are
 * immutable, and nobody owns them. Any thread may call.
 */
@NullMarked
package floodchat.protocol.identity;

import org.jspecify.annotations.NullMarked;
