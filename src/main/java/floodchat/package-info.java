/** The program: reads arguments and settings, wires one peer, and returns an exit code. */
@NullMarked
package floodchat;

import org.jspecify.annotations.NullMarked;
