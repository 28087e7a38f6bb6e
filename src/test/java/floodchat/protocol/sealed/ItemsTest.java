package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ItemsTest {
    private static final PersonKey ADA = Identity.ofSeed(new byte[32]).key();
    private static final List<Item> ALL = List.of(
            new Item.Name("ada"),
            new Item.Receipt(List.of(new LineId(1, 2), new LineId(3, LineId.MAX_NUMBER))),
            new Item.Line(new LineId(1, 2), 3, "hi", List.of(ADA, ADA), new Quote(ADA, 4, 5, true)),
            new Item.Line(new LineId(1, 3), 4, "there", List.of(), new Quote(ADA, 6, 1L << 40, false)));

    @Test
    void itemsAreReadAsTheyWereWritten() {
        byte[] bytes = ItemWriter.write(ALL);
        assertEquals(ALL, ItemReader.read(bytes));
        assertEquals(ALL, ItemReader.read(ItemWriter.padded(bytes, 2_000)));
        assertEquals(List.of(), ItemReader.read(new byte[430]));
    }

    @Test
    void aLineIsWrittenByteByByte() {
        List<Item> line = List.of(new Item.Line(new LineId(0x0102, 0x03), 0x04, "hi", List.of(), null));
        assertEquals(
                "01" + "0016" + "0000000000000102" + "00000003" + "0000000000000004" + "6869",
                HexFormat.of().formatHex(ItemWriter.write(line)));
    }

    @Test
    void anItemOfAnUnknownTypeIsSkipped() {
        byte[] unknown = {(byte) 0xC8, 0, 2, 7, 7};
        assertEquals(ALL, ItemReader.read(Bytes.join(unknown, ItemWriter.write(ALL))));
    }

    /** Attack 41. */
    @Test
    void aByteBehindTheEndThatIsNotZeroMakesAllVoid() {
        byte[] padded = ItemWriter.padded(ItemWriter.write(ALL), 600);
        padded[599] = 1;
        assertNull(ItemReader.read(padded));
    }

    @Test
    void whatIsNotAsDescribedMakesAllVoid() {
        String id = "0000000000000001" + "00000001";
        String line = "010015" + id + "0000000000000001" + "61";
        assertNotNull(read(line));
        assertNull(read("010014" + id + "0000000000000001"), "an empty text");
        assertNull(read("010015" + id + "0000000000000001" + "ff"), "no UTF-8");
        assertNull(read("010015" + "8000000000000001" + "00000001" + "0000000000000001" + "61"), "a negative run");
        assertNull(read("010016" + id + "0000000000000001" + "61"), "cut off");
        assertNull(read("0200" + "00"), "a receipt of nothing");
        assertNull(read("02000b" + "0000000000000001" + "000000"), "half an id");
        assertNull(read("030000"), "a name of nothing");
        assertNull(read("040020" + ADA.hex()), "others without a line");
        assertNull(read(line + "040020" + "00".repeat(32)), "others who are no keys");
        assertNull(read(line + ("040020" + ADA.hex()).repeat(2)), "others twice");
        assertNull(read(line + "040120" + ADA.hex().repeat(9)), "nine others");
        assertNull(read(line + "05002b" + ADA.hex() + "00".repeat(11)), "a quote of another length");
        assertNull(read(line + ("05002c" + ADA.hex() + "00".repeat(12)).repeat(2)), "two quotes");
        assertNull(read("02018c" + id.repeat(33)), "33 receipts");
        assertNotNull(read("020180" + id.repeat(32)));
    }

    /** To check a key takes long, so a letter must not be full of them. */
    @Test
    void moreThanSixteenPeopleInOnePayloadMakeAllVoid() {
        Item.Line toNine = new Item.Line(new LineId(1, 1), 1, "hi", Collections.nCopies(8, ADA), null);
        Item.Line answer = new Item.Line(new LineId(1, 2), 1, "hi", List.of(), new Quote(ADA, 4, 5, true));
        List<Item> sixteen = List.of(toNine, toNine);
        assertEquals(sixteen, ItemReader.read(ItemWriter.write(sixteen)));
        assertNull(ItemReader.read(ItemWriter.write(List.of(toNine, toNine, answer))));
    }

    @Test
    void linesThatNameManyPeopleGoInSeveralLetters() {
        List<OpenLine> lines = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            lines.add(new OpenLine(new Item.Line(new LineId(1, i), 1, "hi", Collections.nCopies(8, ADA), null)));
        }
        List<Integer> sizes = Packing.letters(lines, 0).stream().map(letter -> letter.size()).toList();
        assertEquals(List.of(2, 2, 1), sizes);
    }

    @Test
    void randomBytesNeverThrow() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] bytes = ItemWriter.write(ALL);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            for (int flips = random.nextInt(3); flips >= 0 && changed.length > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            List<Item> items = ItemReader.read(changed);
            assertEquals(items, items == null ? null : ItemReader.read(ItemWriter.write(items)));
        }
    }

    private static List<Item> read(String hex) {
        return ItemReader.read(HexFormat.of().parseHex(hex));
    }
}
