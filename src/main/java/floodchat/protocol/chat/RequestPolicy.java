package floodchat.protocol.chat;

/** Which private lines of strangers wait until we accept them. */
public enum RequestPolicy {
    /** None: all are shown. For bots. */
    OFF,
    /** Those of more than {@link Requests#MAX_STRANGERS_A_MINUTE} strangers a minute. */
    CROWD,
    /** All. */
    ON
}
