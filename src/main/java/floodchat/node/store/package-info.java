/** Files: the profile, the known addresses, and the folders they are in. */
@NullMarked
package floodchat.node.store;

import org.jspecify.annotations.NullMarked;
