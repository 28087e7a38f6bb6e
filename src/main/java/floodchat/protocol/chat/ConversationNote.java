package floodchat.protocol.chat;

import java.util.List;

/** What a window and the disk say to each other about the conversations of a person. */
public sealed interface ConversationNote {
    /**
     * What an earlier run has kept. It is told once at the start of a window, before the first {@link ChatEvent} of the
     * chat. Where nothing is to be kept, it is not told.
     *
     * @param all in the order in which they were opened; empty if there are none
     */
    record Kept(List<SavedConversation> all) implements ConversationNote {
        public Kept {
            all = List.copyOf(all);
        }
    }

    /** Keep these in place of those that were kept before. */
    record Changed(List<SavedConversation> all) implements ConversationNote {
        public Changed {
            all = List.copyOf(all);
        }
    }
}
