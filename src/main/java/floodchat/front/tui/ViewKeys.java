package floodchat.front.tui;

/** The keys that move the view of a {@link Conversation}. */
final class ViewKeys {
    private ViewKeys() {}

    /** False where the key does not move it. @param idle whether Home and End have no line to move in */
    static boolean apply(Key.Named key, Conversation conversation, Frame frame, boolean idle) {
        int page = Math.max(1, frame.paneRows() - 2);
        boolean ends = key.ctrl() || idle;
        return switch (key.name()) {
            case PAGE_UP -> move(-page, conversation, frame);
            case PAGE_DOWN -> move(page, conversation, frame);
            case UP -> key.shift() && move(-1, conversation, frame);
            case DOWN -> key.shift() && move(1, conversation, frame);
            case HOME -> ends && toOldest(conversation, frame);
            case END -> ends && toNewest(conversation);
            default -> false;
        };
    }

    private static boolean move(int rows, Conversation conversation, Frame frame) {
        conversation.move(rows, frame);
        return true;
    }

    private static boolean toOldest(Conversation conversation, Frame frame) {
        conversation.toOldest(frame);
        return true;
    }

    private static boolean toNewest(Conversation conversation) {
        conversation.toNewest();
        return true;
    }
}
