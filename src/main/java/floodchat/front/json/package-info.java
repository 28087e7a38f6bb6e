/** The chat on standard input and output as JSON objects, for programs. */
@NullMarked
package floodchat.front.json;

import org.jspecify.annotations.NullMarked;
