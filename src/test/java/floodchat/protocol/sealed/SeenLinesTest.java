package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenLinesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<StoredChange> disk = new ArrayList<>();
    private final SealedContext context = new SealedContext(0, 0, effect -> {
        if (effect instanceof SealedEffect.Save(_, StoredChange change)) {
            disk.add(change);
        }
    });
    private final Saves saves = new Saves();
    private final People people = new People(new Stored(), saves);
    private final SeenLines seen = new SeenLines(new Stored(), people, saves);
    private final PersonKey ada = Identity.create(RANDOM).key();

    @Test
    void aLineIsNewOnce() {
        LineId id = new LineId(1, 1);
        assertEquals(SeenLines.Verdict.NEW, seen.check(ada, id));
        seen.add(ada, id, context);
        assertEquals(SeenLines.Verdict.KNOWN, seen.check(ada, id));
        assertEquals(SeenLines.Verdict.NEW, seen.check(Identity.create(RANDOM).key(), id));
    }

    @Test
    void aLineThatIsDroppedIsNewAgainAlsoAfterARestart() {
        LineId id = new LineId(1, 1);
        seen.add(ada, id, context);
        assertTrue(seen.dropped(ada, id, context));
        assertFalse(seen.dropped(ada, id, context));
        assertEquals(0, seen.size() + seen.authors());
        for (SeenLines lines : List.of(seen, new SeenLines(Stored.of(disk), people, saves))) {
            assertEquals(SeenLines.Verdict.NEW, lines.check(ada, id));
        }
    }

    @Test
    void whatWasShownIsNotDropped() {
        LineId id = new LineId(1, 1);
        seen.add(ada, id, context);
        seen.shown(ada, id, context, _ -> {});
        assertFalse(seen.dropped(ada, id, context));
        assertEquals(SeenLines.Verdict.KNOWN, seen.check(ada, id));
    }

    @Test
    void forgottenLinesLeaveAFloor() {
        for (int number = 1; number <= SeenLines.MAX_PER_AUTHOR + 1; number++) {
            seen.add(ada, new LineId(7, number), context);
        }
        assertEquals(SeenLines.MAX_PER_AUTHOR, seen.size());
        for (SeenLines lines : List.of(seen, new SeenLines(Stored.of(disk), people, saves))) {
            assertEquals(SeenLines.Verdict.FORGOTTEN, lines.check(ada, new LineId(7, 1)));
            assertEquals(SeenLines.Verdict.FORGOTTEN, lines.check(ada, new LineId(6, 99)));
            assertEquals(SeenLines.Verdict.KNOWN, lines.check(ada, new LineId(7, 2)));
            assertEquals(SeenLines.Verdict.NEW, lines.check(ada, new LineId(8, 1)));
        }
    }

    @Test
    void strangersAreForgottenBeforeThoseWhomWeAnswer() {
        people.standingChanged(ada, Standing.CONTACT);
        seen.add(ada, new LineId(1, 1), context);
        for (int stranger = 0; stranger < 17; stranger++) {
            PersonKey key = Identity.create(RANDOM).key();
            for (int number = 1; number <= SeenLines.MAX_PER_AUTHOR; number++) {
                seen.add(key, new LineId(1, number), context);
            }
        }
        assertEquals(SeenLines.MAX_LINES, seen.size());
        assertEquals(SeenLines.Verdict.KNOWN, seen.check(ada, new LineId(1, 1)));
    }

    @Test
    void inventedPeopleDoNotFillTheDisk() {
        people.standingChanged(ada, Standing.CONTACT);
        seen.add(ada, new LineId(1, 1), context);
        for (int stranger = 0; stranger < SeenLines.MAX_AUTHORS + 100; stranger++) {
            byte[] seed = new byte[Identity.SEED_BYTES];
            RANDOM.nextBytes(seed);
            seen.add(Identity.ofSeed(seed).key(), new LineId(1, 1), context);
        }
        assertEquals(SeenLines.MAX_AUTHORS, seen.authors());
        assertEquals(SeenLines.Verdict.KNOWN, seen.check(ada, new LineId(1, 1)));
        assertTrue(Stored.of(disk).seen().size() <= SeenLines.MAX_AUTHORS);
    }
}
