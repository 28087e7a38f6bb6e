package floodchat.protocol.sealed;

import java.util.function.Consumer;

/**
 * One call of {@link SealedCore#handle}: its time and the sink of its effects. Made for that call alone; nobody keeps
 * it.
 *
 * @param nowMs by a clock that never goes back: for timers and what lives in memory
 * @param wallMs ms since 1970, by the wall clock: for what is sent or stored
 */
record SealedContext(long nowMs, long wallMs, Consumer<SealedEffect> effects) {
    void emit(SealedEffect effect) {
        effects.accept(effect);
    }

    void show(SealedEvent event) {
        emit(new SealedEffect.Show(event));
    }

    void refuse(SealedRefusal reason) {
        emit(new SealedEffect.Refuse(reason));
    }

    /** Starts the timer. A time that has passed already counts as now. */
    void start(SealedTimer timer, long afterMs) {
        emit(new SealedEffect.StartTimer(timer, Math.max(0, afterMs)));
    }
}
