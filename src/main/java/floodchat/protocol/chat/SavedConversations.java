package floodchat.protocol.chat;

import java.util.List;

/** The conversations of a person, as they go between a window and the disk. */
public sealed interface SavedConversations {
    /**
     * What an earlier run has kept. It is told once at the start of a window, before the first {@link ChatEvent} of the
     * chat. Where nothing is to be kept, it is not told.
     *
     * @param all in the order in which they were opened; empty if there are none
     */
    record Restored(List<SavedConversation> all) implements SavedConversations {
        public Restored {
            all = List.copyOf(all);
        }
    }

    /** Keep these in place of those that were kept before. */
    record Changed(List<SavedConversation> all) implements SavedConversations {
        public Changed {
            all = List.copyOf(all);
        }
    }
}
