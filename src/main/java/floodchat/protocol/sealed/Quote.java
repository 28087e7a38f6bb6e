package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;

/**
 * The message that a line answers to.
 *
 * @param number the sequence number of a message to everyone, or the number of a private line
 * @param isPrivate whether it is a private line
 */
public record Quote(PersonKey author, long run, long number, boolean isPrivate) {
    public Quote {
        if (run < 0 || number < 0 || isPrivate && number > LineId.MAX_NUMBER) {
            throw new IllegalArgumentException("no message: " + run + ", " + number);
        }
    }
}
