package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Picks at random from what is iterated in a fixed order. */
final class RandomChoice {
    private RandomChoice() {}

    static <T> @Nullable T one(List<T> from, RandomGenerator random) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    /** Up to so many different elements, in random order (a partial Fisher-Yates shuffle). */
    static <T> List<T> some(Collection<T> from, int count, RandomGenerator random) {
        List<T> pool = new ArrayList<>(from);
        int taken = Math.min(count, pool.size());
        for (int i = 0; i < taken; i++) {
            int other = i + random.nextInt(pool.size() - i);
            T picked = pool.get(other);
            pool.set(other, pool.get(i));
            pool.set(i, picked);
        }
        return pool.subList(0, taken);
    }
}
