package floodchat.embed;

/**
 * What another peer has published. A value that any thread may read; it belongs to the program that receives it.
 *
 * @param payload the published bytes, 1 to {@link FloodNetwork#MAX_PAYLOAD_BYTES} of them
 * @param timeMs when it was published, by its author's wall clock, in ms since 1970
 * @param earlier true if it is no news: it was published before this peer came, or while the network was parted
 */
public record ReceivedMessage(byte[] payload, long timeMs, boolean earlier) {}
