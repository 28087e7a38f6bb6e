/**
 * A discrete-event simulator: many real flood cores on simulated links. Time is simulated too, so nothing waits. A seed
 * decides a whole run and can repeat it.
 */
@NullMarked
package floodchat.sim;

import org.jspecify.annotations.NullMarked;
