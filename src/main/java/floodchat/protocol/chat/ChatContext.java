package floodchat.protocol.chat;

import java.time.Instant;
import java.util.function.Consumer;

/** One call of {@link ChatCore#handle}: its time, and where its effects go. */
record ChatContext(long nowMs, Consumer<ChatEffect> effects) {
    Instant now() {
        return Instant.ofEpochMilli(nowMs);
    }

    void emit(ChatEffect effect) {
        effects.accept(effect);
    }

    void show(ChatEvent event) {
        emit(new ChatEffect.Show(event));
    }

    void refuse(ChatCommand command, String reason) {
        show(new ChatEvent.Refused(command, reason));
    }

    void start(ChatTimer timer, long afterMs) {
        emit(new ChatEffect.StartTimer(timer, Math.max(0, afterMs)));
    }
}
