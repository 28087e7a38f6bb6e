package floodchat.protocol.chat;

import java.time.Duration;

/** How we leave: wait until our lines are handed over, say goodbye, and wait until the network has stopped. */
final class Leaving {
    /** The network takes at most 3 s to say goodbye. After this time it never will. */
    private static final long GOODBYE_MS = 4_000;

    /** The longest that a person may ask to wait for unsent lines. */
    private static final Duration MAX_PATIENCE = Duration.ofHours(1);

    private final Outbox outbox;
    private final OwnPresence presence;
    private final PrivateMessages privateMessages;
    private Stage stage = Stage.NOT_BEGUN;
    private int timesAsked;
    private long patienceMs;
    private long lastHandedOverMs;

    private enum Stage {
        /** Nobody has asked to leave. */
        NOT_BEGUN,
        /** Our lines are still to be handed over. */
        WAITING_FOR_OUTBOX,
        /** We have said goodbye, and the network closes its links. */
        STOPPING,
        OVER
    }

    Leaving(Outbox outbox, OwnPresence presence, PrivateMessages privateMessages) {
        this.outbox = outbox;
        this.presence = presence;
        this.privateMessages = privateMessages;
    }

    boolean hasBegun() {
        return stage != Stage.NOT_BEGUN;
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    /**
     * The first request waits for unsent lines, the second one no longer does. Only the third one cuts the goodbye
     * short, because a signal and the end of the input may come together.
     */
    void leave(ChatCommand.Leave command, ChatContext context) {
        timesAsked++;
        switch (stage) {
            case NOT_BEGUN -> begin(command.patience(), context);
            case WAITING_FOR_OUTBOX -> stop(context);
            case STOPPING -> {
                if (timesAsked > 2) {
                    finish(context);
                }
            }
            case OVER -> {}
        }
    }

    private void begin(Duration patience, ChatContext context) {
        stage = Stage.WAITING_FOR_OUTBOX;
        patienceMs = patience.compareTo(MAX_PATIENCE) < 0 ? patience.toMillis() : MAX_PATIENCE.toMillis();
        context.start(new ChatTimer.Patience(), patienceMs);
        stopIfNothingWaits(context);
    }

    /** One of our packets was handed over. The patience begins again. */
    void handedOver(ChatContext context) {
        lastHandedOverMs = context.nowMs();
        stopIfNothingWaits(context);
    }

    void stopIfNothingWaits(ChatContext context) {
        if (stage == Stage.WAITING_FOR_OUTBOX && outbox.unsent() + privateMessages.waiting() == 0) {
            stop(context);
        }
    }

    /** Waits on if a packet was handed over since the timer was started. */
    void patienceOver(ChatContext context) {
        long leftMs = lastHandedOverMs + patienceMs - context.nowMs();
        if (stage == Stage.WAITING_FOR_OUTBOX && leftMs > 0) {
            context.start(new ChatTimer.Patience(), leftMs);
        } else if (stage == Stage.WAITING_FOR_OUTBOX) {
            stop(context);
        }
    }

    private void stop(ChatContext context) {
        stage = Stage.STOPPING;
        presence.sayGoodbye(context);
        context.emit(new ChatEffect.Stop());
        context.start(new ChatTimer.Goodbye(), GOODBYE_MS);
    }

    /** The network did not stop in time: we go without it. */
    void goodbyeOver(ChatContext context) {
        finish(context);
    }

    void networkStopped(ChatContext context) {
        if (hasBegun()) {
            finish(context);
        } else {
            fail("The network has stopped because of a defect. The log says more.", context);
        }
    }

    /** We can't go on. */
    void fail(String reason, ChatContext context) {
        stage = Stage.OVER;
        context.show(new ChatEvent.Failed(reason));
    }

    private void finish(ChatContext context) {
        stage = Stage.OVER;
        context.show(new ChatEvent.Left(outbox.unsent(), privateMessages.waiting()));
    }
}
