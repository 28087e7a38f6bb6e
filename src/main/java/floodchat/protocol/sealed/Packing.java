package floodchat.protocol.sealed;

import java.util.ArrayList;
import java.util.List;

/** Divides lines among letters, in order: as few as possible. */
final class Packing {
    /** The room for items of the largest letter. */
    static final int MAX_ITEM_BYTES = SealedPayload.LARGE_BYTES - Letter.OVERHEAD_BYTES;

    private Packing() {}

    /** @param reserved bytes of each letter that are not for lines; the longest line fits beside them */
    static List<List<OpenLine>> letters(List<OpenLine> lines, int reserved) {
        List<List<OpenLine>> letters = new ArrayList<>();
        List<OpenLine> letter = new ArrayList<>();
        int used = reserved;
        int named = 0;
        for (OpenLine line : lines) {
            int length = ItemWriter.write(List.of(line.line())).length;
            int names = line.line().named();
            boolean isFull = used + length > MAX_ITEM_BYTES || named + names > Item.Line.MAX_NAMED;
            if (!letter.isEmpty() && isFull) {
                letters.add(letter);
                letter = new ArrayList<>();
                used = reserved;
                named = 0;
            }
            letter.add(line);
            used += length;
            named += names;
        }
        letters.add(letter);
        return letters;
    }

    /** How many receipts fit beside these bytes without a larger payload. */
    static int receiptsBeside(int itemBytes, int overhead, int smallest) {
        int left = SealedPayload.room(itemBytes, overhead, smallest) - itemBytes - ItemWriter.PREFIX_BYTES;
        return Math.max(0, left / LineId.BYTES);
    }
}
