package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.message.Body;

/**
 * Tells the network whose line a packet holds, so that its backlog can keep fair shares. Anyone can put a signed line
 * into a new packet: lines that came before, and old ones in new packets, must not take the room of their author.
 */
final class Attribution {
    /**
     * A line is put into a packet soon after it was written: after the lines that wait before it have their stamps. One
     * that was written without a link may be older; then nobody is its author.
     */
    static final long MAX_APART_MS = 10 * 60 * 1_000;

    private Attribution() {}

    /** @param line verified, and new */
    static void tell(PersonKey author, Body.Numbered line, ChatInput.Delivered delivered, ChatContext context) {
        boolean isKept = line instanceof Body.Spoken && delivered.kind() == PayloadKind.KEPT;
        if (isKept && Math.abs(line.at() - delivered.timeMs()) <= MAX_APART_MS) {
            context.emit(new ChatEffect.Attribute(author));
        }
    }
}
