package floodchat.protocol.flood.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Picks at random from a collection that is iterated in a fixed order. */
final class RandomChoice {
    private RandomChoice() {}

    /** Null if the list is empty. */
    static <T> @Nullable T one(List<T> from, RandomGenerator random) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    /** At most this many different elements, in random order (a partial Fisher-Yates shuffle). */
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
