package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import floodchat.fuzz.FuzzTarget;
import java.util.List;
import java.util.Set;

/**
 * An input is what was opened: the items of a sealed payload, and a change on the disk. What is read is written and
 * read again as the same.
 */
public final class SealedFuzz implements FuzzTarget {
    @Override
    public void run(byte[] input) {
        List<Item> items = ItemReader.read(input);
        if (items != null) {
            List<Item> again = ItemReader.read(ItemWriter.write(items));
            assertNotNull(again);
            assertEquals(Set.copyOf(items), Set.copyOf(again)); // parts of a line may stand behind the item after it
        }
        StoredChange change = StoredChangeCoding.decode(input);
        if (change != null) {
            byte[] written = StoredChangeCoding.encode(change);
            StoredChange again = StoredChangeCoding.decode(written);
            assertNotNull(again);
            assertArrayEquals(written, StoredChangeCoding.encode(again));
        }
    }
}
