package floodchat.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeedLockTest {
    private final byte[] seed = Identity.create(new SecureRandom()).seed();

    @Test
    void onlyThePassphraseOpensTheLock() {
        byte[] locked = SeedLock.lock(seed, "café au lait", new SecureRandom());
        assertArrayEquals(seed, SeedLock.open(locked, "cafe\u0301 au lait"));
        assertNull(SeedLock.open(locked, "cafe au lait"));
    }

    @Test
    void aLockedSeedThatWasChangedIsRefused() {
        byte[] locked = SeedLock.lock(seed, "x", new SecureRandom());
        for (int place : new int[] {0, 16, SeedLock.BYTES - 1}) {
            byte[] changed = locked.clone();
            changed[place] ^= 1;
            assertNull(SeedLock.open(changed, "x"));
        }
        assertNull(SeedLock.open(Arrays.copyOf(locked, SeedLock.BYTES - 1), "x"));
    }

    @Test
    void theSameSeedIsLockedDifferentlyEachTime() {
        byte[] once = SeedLock.lock(seed, "x", new SecureRandom());
        byte[] twice = SeedLock.lock(seed, "x", new SecureRandom());
        assertFalse(Arrays.equals(Arrays.copyOf(once, 16), Arrays.copyOf(twice, 16)));
        assertFalse(Arrays.equals(once, twice));
    }
}
