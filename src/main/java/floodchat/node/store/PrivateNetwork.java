package floodchat.node.store;

import floodchat.protocol.invite.Invite;
import java.nio.file.Path;

/**
 * A private network that a home knows. Immutable.
 *
 * @param invite with this home's name for it
 * @param folder of its known addresses
 * @param port where this home's first window in it listens, so that invites stay true; 0 if any port will do
 */
public record PrivateNetwork(Invite invite, Path folder, int port) {}
