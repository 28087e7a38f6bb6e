package floodchat.protocol.chat;

/**
 * Asks how we stand in the network; answered by {@link ChatEvent.NetworkInspected}. A question and no {@link ChatCommand}: it waits behind nothing that
 * was typed, for a person asks when that does not move on.
 */
public record NetworkInquiry() {}
