package floodchat.front;

import floodchat.protocol.chat.Absence;
import java.time.Instant;
import java.util.function.Function;

/** That somebody is away, in words. Pure. */
public final class AbsenceWords {
    private AbsenceWords() {}

    /** Such as {@code ada is away since 18:02 (lunch)}. @param clock writes a time for this front end */
    public static String of(String label, Absence absence, Function<Instant, String> clock) {
        return label + " is " + absence.word() + " since " + clock.apply(absence.since())
                + (absence.reason().isEmpty() ? "" : " (" + absence.reason() + ")");
    }
}
