/**
 * The discrete-event simulator: many real protocol cores, simulated time, simulated links. Nothing here waits, and the seed replays a run.
 */
@NullMarked
package floodchat.sim;

import org.jspecify.annotations.NullMarked;
