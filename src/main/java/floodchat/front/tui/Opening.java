package floodchat.front.tui;

import floodchat.protocol.invite.Invite;
import org.jspecify.annotations.Nullable;

/**
 * How a window begins.
 *
 * @param nameNeeded whether the person is asked for a name first
 * @param suggestedName taken if the person does not choose a name
 * @param locked whether the person is asked for the passphrase of the identity before anything else
 * @param invite into the private network that the window is in; null in the public one
 */
public record Opening(boolean nameNeeded, String suggestedName, boolean locked, @Nullable Invite invite) {}
