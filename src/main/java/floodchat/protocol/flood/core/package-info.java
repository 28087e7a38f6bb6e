/** One peer of the flood network as a state machine: it passes each input to membership or broadcast. */
@NullMarked
package floodchat.protocol.flood.core;

import org.jspecify.annotations.NullMarked;
