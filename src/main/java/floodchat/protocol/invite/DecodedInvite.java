package floodchat.protocol.invite;

/** What became of a text that should be an invite. */
public sealed interface DecodedInvite {
    record Read(Invite invite) implements DecodedInvite {}

    /** @param sentence for a person: says what is wrong, and what to do */
    record Refused(String sentence) implements DecodedInvite {}
}
