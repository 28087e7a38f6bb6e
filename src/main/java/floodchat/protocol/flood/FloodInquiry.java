package floodchat.protocol.flood;

/**
 * Asks how this peer stands in the network; answered by {@link FloodEvent.Inspected}. A question and no {@link FloodCommand}: it changes nothing, so it is
 * not held up by what waits for a congested link, and that is when a person asks.
 */
public record FloodInquiry() {}
