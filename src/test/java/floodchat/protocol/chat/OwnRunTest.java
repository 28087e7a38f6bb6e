package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnRunTest {
    private static final long NOW = 1_800_000_000_000L;

    private final OwnRun run = new OwnRun();
    private final List<ChatEffect> effects = new ArrayList<>();
    private final ChatContext context = new ChatContext(NOW, NOW, effects::add);

    @Test
    void theRunIsTheTimeOfTheStartButAboveTheLastOne() {
        run.begin(0, context);
        assertEquals(NOW, run.number());
        run.begin(NOW - 1, context);
        assertEquals(NOW, run.number());
        run.begin(NOW + 7, context);
        assertEquals(NOW + 8, run.number(), "the clock was set back");
        assertEquals(new ChatEffect.SaveRun(NOW + 8), effects.getLast());
    }

    @Test
    void nothingMayBeSaidBeforeTheRunIsOnDisk() {
        run.begin(0, context);
        assertFalse(run.maySpeak());
        assertFalse(run.saved(NOW - 1), "of another run");
        assertFalse(run.maySpeak());
        assertTrue(run.saved(NOW));
        assertTrue(run.maySpeak());
    }

    @Test
    void aHigherRunOrAnUnusedNumberOfOursShowsAnother() {
        run.begin(0, context);
        run.saved(NOW);
        assertFalse(run.showsAnother(presence(NOW - 1, 99), 3, 4), "it will learn of us");
        assertFalse(run.showsAnother(presence(NOW, 4), 3, 4), "ours");
        assertFalse(run.showsAnother(new Body.Leave(NOW, 3, 5, NOW), 3, 4), "ours");
        assertTrue(run.maySpeak());
        assertTrue(run.showsAnother(presence(NOW, 5), 3, 4), "two copies that began in the same millisecond");
        assertFalse(run.maySpeak());
    }

    @Test
    void anotherRunIsToldOnce() {
        run.begin(0, context);
        assertTrue(run.showsAnother(presence(NOW + 5, 1), 0, 0));
        assertFalse(run.showsAnother(presence(NOW + 9, 1), 0, 0));
        run.takeOver(context);
        assertEquals(NOW + 10, run.number());
        assertTrue(run.showsAnother(presence(NOW + 11, 1), 0, 0));
    }

    private static Body.Presence presence(long number, long beat) {
        return new Body.Presence(number, beat, 0, NOW, "ada", false, 15, Body.Presence.NO_KEYS);
    }
}
