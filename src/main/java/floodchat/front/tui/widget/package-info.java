/** The things on the screen: one class each, its state beside its drawing. */
@NullMarked
package floodchat.front.tui.widget;

import org.jspecify.annotations.NullMarked;
