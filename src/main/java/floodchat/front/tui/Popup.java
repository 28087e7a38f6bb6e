package floodchat.front.tui;

import floodchat.front.Completion;
import floodchat.front.Completion.Candidate;

/**
 * The list over the input line.
 *
 * @param chosen which candidate a key would take
 * @param onPurpose whether a person moved to it; Enter takes it only then
 */
record Popup(Completion completion, int chosen, boolean onPurpose) {
    static Popup of(Completion completion) {
        return new Popup(completion, 0, false);
    }

    /** The next candidate, or the one before it; around at the ends. */
    Popup move(int step) {
        return new Popup(
                completion, Math.floorMod(chosen + step, completion.candidates().size()), true);
    }

    /** The same choice in a list that may have changed. */
    Popup with(Completion changed) {
        Candidate before = candidate();
        int place = changed.candidates().indexOf(before);
        return place < 0 ? of(changed) : new Popup(changed, place, onPurpose);
    }

    Candidate candidate() {
        return completion.candidates().get(chosen);
    }
}
