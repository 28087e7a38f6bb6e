package floodchat.protocol.flood;

/**
 * Asks how this peer stands in the network; answered by {@link FloodEvent.Inspected}. It is no {@link FloodCommand},
 * because commands wait while a link is congested, and that is when a person asks.
 */
public record FloodInquiry() {}
