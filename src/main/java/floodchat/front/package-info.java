/** Lines into commands, events into a transcript, and all words for people. */
@NullMarked
package floodchat.front;

import org.jspecify.annotations.NullMarked;
