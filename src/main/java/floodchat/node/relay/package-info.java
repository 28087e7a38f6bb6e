/**
 * What a peer without a person does beside the network itself: it tells the network whose packets its backlog has, and
 * keeps the backlog over a restart.
 */
@NullMarked
package floodchat.node.relay;

import org.jspecify.annotations.NullMarked;
