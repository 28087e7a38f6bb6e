package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.identity.Identity;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OwnPrekeysTest {
    private static final long NOW_MS = 1_800_000_000_000L;

    private final SecureRandom secureRandom = new SecureRandom();
    private final Identity ada = Identity.create(secureRandom);
    private final List<SealedEffect> effects = new ArrayList<>();

    private List<StoredPrekey> lastSaved() {
        return effects.stream()
                .filter(SealedEffect.Save.class::isInstance)
                .map(effect -> ((SealedEffect.Save) effect).change())
                .filter(StoredChange.OwnPrekeys.class::isInstance)
                .map(change -> ((StoredChange.OwnPrekeys) change).prekeys())
                .toList()
                .getLast();
    }

    /** The old ones were never sent, so that they are noted as sent now. The new ones must stay on the disk. */
    @Test
    void oldPrekeysThatAreAskedForDoNotTakeNewOnesOffTheDisk() {
        OwnPrekey old = OwnPrekey.create(ada.key(), NOW_MS - 2 * OwnPrekeys.ROTATION_MS, secureRandom);
        Stored stored = Stored.of(List.of(new StoredChange.OwnPrekeys(List.of(old.stored()))));
        SealedCore core = new SealedCore(
                ada, Home.NETWORK, stored, new HashedRoster(), secureRandom, new SplittableRandom(1));
        core.handle(new SealedInput.Started(1), NOW_MS, effects::add);
        core.handle(new SealedInput.LinksChanged(1), NOW_MS, effects::add);
        assertEquals(2, lastSaved().size(), "the new ones are on their way to the disk");
        core.handle(new SealedInput.TimerFired(new SealedTimer.KeysWanted()), NOW_MS, effects::add);
        assertEquals(2, lastSaved().size());
    }
}
