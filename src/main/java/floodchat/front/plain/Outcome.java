package floodchat.front.plain;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import java.util.HashSet;
import java.util.Set;

/** What became of what was said, as an exit code. Owned by a {@link PlainFront}, for the thread that writes. */
final class Outcome {
    /** Whether a private line is only delivered when its reader has seen it. */
    private final boolean asksForReceipts;

    private final Set<MessageId> notShown = new HashSet<>();
    private boolean refused;

    Outcome(boolean asksForReceipts) {
        this.asksForReceipts = asksForReceipts;
    }

    /** A line was not obeyed. */
    void refused() {
        refused = true;
    }

    /** We said this line just now. */
    void said(ChatEvent.Spoken line) {
        if (asksForReceipts && line instanceof ChatEvent.Told) {
            notShown.add(line.id());
        }
    }

    void delivered(ChatEvent.DeliveryChanged changed) {
        if (changed.delivery() == Delivery.SHOWN) {
            notShown.remove(changed.id());
        }
    }

    /** One of {@link ExitCodes}. @param unsent how many lines no peer was given */
    int exitCode(int unsent) {
        if (unsent > 0) {
            return ExitCodes.GIVEN_UP;
        }
        if (refused) {
            return ExitCodes.FAILED;
        }
        return notShown.isEmpty() ? ExitCodes.DELIVERED : ExitCodes.NOT_SHOWN;
    }
}
