/** Text in the cells of a terminal: clusters, widths, rows, wrapping and styles. */
@NullMarked
package floodchat.front.tui.text;

import org.jspecify.annotations.NullMarked;
