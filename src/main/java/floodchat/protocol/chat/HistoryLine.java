package floodchat.protocol.chat;

import java.time.Instant;

/**
 * A line that was shown, as it is kept on the disk. Immutable.
 *
 * @param spoken what was said, with the names that people had then
 * @param shown when it was shown here
 * @param delivery how far it has come, if it is our own; a line to everyone of an earlier start that no peer took is
 *     given up
 */
public record HistoryLine(HistoryPosition position, ChatEvent.Spoken spoken, Instant shown, Delivery delivery) {}
