package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;

/**
 * A line of ours that has no receipt yet, as it is told to our person. Immutable.
 *
 * @param hasKeys whether we have keys of the recipient, so that it can be sealed
 */
public record WaitingLine(PersonKey to, LineId id, long writtenMs, String text, LineState state, boolean hasKeys) {}
