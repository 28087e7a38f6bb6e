package floodchat.protocol.flood;

/**
 * Asks for the packets that are kept for peers that come later; answered by {@link FloodEvent.BacklogTold}. Like a
 * {@link FloodInquiry}, it overtakes the commands that wait for a congested link.
 */
public record BacklogInquiry() {}
