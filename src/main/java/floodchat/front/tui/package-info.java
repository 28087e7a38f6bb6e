/** The chat as a window in a terminal. */
@NullMarked
package floodchat.front.tui;

import org.jspecify.annotations.NullMarked;
