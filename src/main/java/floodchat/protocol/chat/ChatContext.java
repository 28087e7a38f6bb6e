package floodchat.protocol.chat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * One call of {@link ChatCore#handle}: its time and the sink of its effects. Made for that call alone; nobody keeps it.
 *
 * @param nowMs ms since 1970, by a clock that never goes back: for timers and waits
 * @param wallMs ms since 1970, by the wall clock: for people
 */
record ChatContext(long nowMs, long wallMs, Consumer<ChatEffect> effects) {
    /** For people. */
    Instant now() {
        return Instant.ofEpochMilli(wallMs);
    }

    void emit(ChatEffect effect) {
        effects.accept(effect);
    }

    void show(ChatEvent event) {
        emit(new ChatEffect.Show(event));
    }

    /** What a command has done, in one sentence. */
    void answer(String sentence) {
        show(new ChatEvent.Answered(List.of(sentence)));
    }

    void refuse(ChatCommand command, String reason) {
        show(new ChatEvent.Refused(command, reason));
    }

    /** Starts the timer. A time that has passed already counts as now. */
    void start(ChatTimer timer, long afterMs) {
        emit(new ChatEffect.StartTimer(timer, Math.max(0, afterMs)));
    }
}
