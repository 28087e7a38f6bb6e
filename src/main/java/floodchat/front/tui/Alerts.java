package floodchat.front.tui;

import floodchat.front.Roster;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Notification;
import java.util.function.Consumer;

/**
 * Tells a person who looks elsewhere that somebody has written to him or named him: by the bell, a notification on the
 * desktop, and a number in the title. It is silent while the terminal has the keyboard focus. A terminal that tells
 * nothing about its focus gets the bell alone. Owned by the {@link Window}.
 */
final class Alerts {
    /** Many mentions in a second ring once, so that nobody can make a noise with them. */
    static final long MS_BETWEEN_RINGS = 1_000;

    /** A desktop shows a notification for about this long. The title counts them all. */
    static final long MS_BETWEEN_NOTIFICATIONS = 5_000;

    private static final int MAX_COUNTED = 99;

    private enum Focus {
        UNKNOWN,
        HERE,
        ELSEWHERE
    }

    private TuiSettings settings;
    private Focus focus = Focus.UNKNOWN;

    /** How many messages that name us, or are for us alone, came since the focus is elsewhere. */
    private int waiting;

    private long mayRingMs = Long.MIN_VALUE;
    private long mayNotifyMs = Long.MIN_VALUE;

    Alerts(TuiSettings settings) {
        this.settings = settings;
    }

    /** A person changed settings. The terminal is asked what it knows, if it was not asked at the start. */
    void apply(TuiSettings changed, Consumer<? super WindowEffect> effects) {
        boolean wasAuto = settings.notifications() == Notification.Kind.AUTO;
        if (changed.notifications() == Notification.Kind.AUTO && !wasAuto) {
            effects.accept(new WindowEffect.AskNotifications());
        }
        settings = changed;
    }

    /** The terminal got or lost the focus. */
    void focused(boolean here) {
        focus = here ? Focus.HERE : Focus.ELSEWHERE;
        waiting = here ? 0 : waiting;
    }

    /** The terminal has said that it will tell about the focus. A person who has just started us has it here. */
    void focusIsTold() {
        if (focus == Focus.UNKNOWN) {
            focus = Focus.HERE;
        }
    }

    /** The newest entry is a fresh message of another person. @param nowMs by a clock that never goes back */
    void heard(Transcript transcript, long nowMs, Consumer<? super WindowEffect> effects) {
        if (focus == Focus.HERE || !(transcript.entries().getLast() instanceof TranscriptEntry.Spoken spoken)) {
            return;
        }
        boolean forUs = spoken.direct() || transcript.roster().isNamedIn(spoken.text());
        if (rings(forUs) && nowMs >= mayRingMs) {
            mayRingMs = nowMs + MS_BETWEEN_RINGS;
            effects.accept(new WindowEffect.Ring());
        }
        if (forUs && focus == Focus.ELSEWHERE) {
            waiting++;
            showOnDesktop(spoken, transcript.roster(), nowMs, effects);
        }
    }

    private boolean rings(boolean forUs) {
        return switch (settings.bell()) {
            case NONE -> false;
            case MENTIONS -> forUs;
            case ALL -> true;
        };
    }

    private void showOnDesktop(
            TranscriptEntry.Spoken spoken, Roster roster, long nowMs, Consumer<? super WindowEffect> effects) {
        if (settings.notifications() != Notification.Kind.NONE && nowMs >= mayNotifyMs) {
            mayNotifyMs = nowMs + MS_BETWEEN_NOTIFICATIONS;
            String what = roster.label(spoken.from()) + (spoken.direct() ? " wrote to you" : " named you");
            String text = settings.notifyText() ? spoken.text() : "";
            effects.accept(new WindowEffect.Notify(new Notification(what, text), settings.notifications()));
        }
    }

    /** The words for the title bar: how many messages wait, and this place. Empty if the title is left alone. */
    String title(String place) {
        if (!settings.title()) {
            return "";
        }
        String count = waiting > MAX_COUNTED ? MAX_COUNTED + "+" : String.valueOf(waiting);
        return waiting == 0 ? place : "(" + count + "!) " + place;
    }
}
