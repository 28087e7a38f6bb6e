package floodchat.protocol.sealed;

import floodchat.protocol.kdf.Sha256;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The others who are here, by the hash of their key. The chat keeps it up to date, and {@code want} reads it. Confined
 * to the thread of both.
 */
public final class HashedRoster {
    private final NavigableSet<byte[]> hashes = new TreeSet<>(Arrays::compareUnsigned);

    /** @param person the bytes of the key */
    public void add(byte[] person) {
        hashes.add(Sha256.hash(person));
    }

    /** @param person the bytes of the key */
    public void remove(byte[] person) {
        hashes.remove(Sha256.hash(person));
    }

    int size() {
        return hashes.size();
    }

    /** How many people match. @param most counting ends there */
    int matching(Want want, int most) {
        byte[] first = want.lowestMatch();
        int count = 0;
        for (byte[] hash : hashes.tailSet(first, true)) {
            if (count == most || !want.matches(hash)) {
                break;
            }
            count++;
        }
        return count;
    }
}
