@NullMarked
package floodchat.front.tui;

import org.jspecify.annotations.NullMarked;
