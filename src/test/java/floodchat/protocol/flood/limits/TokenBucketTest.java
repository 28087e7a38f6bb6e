package floodchat.protocol.flood.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A bucket of 5 tokens that gets 2 each second. */
class TokenBucketTest {
    private final TokenBucket bucket = new TokenBucket(2, 5);

    @Test
    void afterABurstTokensComeAtTheRate() {
        assertTrue(bucket.take(5, 1_000));
        assertFalse(bucket.take(1, 1_499));
        assertTrue(bucket.take(1, 1_500));
        assertFalse(bucket.take(1, 1_500));
    }

    @Test
    void ifThereAreTooFewTokensNoneIsTaken() {
        assertFalse(bucket.take(6, 1_000));
        assertEquals(5, bucket.left(1_000));
        assertEquals(0, bucket.used(1_000));
    }

    @Test
    void theNumberOfTokensLeftGrowsWithTimeUpToTheBurst() {
        bucket.take(4, 1_000);
        assertEquals(1, bucket.left(1_000));
        assertEquals(3, bucket.left(2_000));
        assertEquals(2, bucket.used(2_000));
        assertEquals(5, bucket.left(1_000_000));
        assertEquals(0, bucket.used(1_000_000));
    }
}
