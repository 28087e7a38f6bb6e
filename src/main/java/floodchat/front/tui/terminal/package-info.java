/** The terminal: bytes in and out, keys, escape sequences, modes, signals, and a screen that draws differences. */
@NullMarked
package floodchat.front.tui.terminal;

import org.jspecify.annotations.NullMarked;
