/** The chat on standard input and output. */
@NullMarked
package floodchat.front.plain;

import org.jspecify.annotations.NullMarked;
