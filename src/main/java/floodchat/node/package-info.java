/** Runs the protocol on virtual threads. This package holds what every owner thread needs: its clock and its timers. */
@NullMarked
package floodchat.node;

import org.jspecify.annotations.NullMarked;
