package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who makes room in a full backlog: authors have fair shares, and what nobody vouches for has a small one. */
class BacklogSharesTest {
    private static final int ROOM = BroadcastLimits.MAX_BACKLOG_PACKETS;
    private static final int OF_NOBODY = ROOM * BroadcastLimits.NOBODYS_PERCENT / 100;
    private static final int OF_NEW = ROOM * BroadcastLimits.NEW_AUTHORS_PERCENT / 100;
    private static final int OF_KNOWN = ROOM - OF_NOBODY - OF_NEW;
    private static final int NOBODY = 0;
    /** Keys that were made for a flood have numbers from here on. */
    private static final int BOUGHT = 1_000_000;
    private static final int SHORT = 2 * Integer.BYTES;

    private final Backlog backlog = new Backlog(new SplittableRandom(1));
    private long nowMs = 1_000_000_000;
    private int packets;

    private Packet packet(int author, int bytes) {
        ByteBuffer packet = ByteBuffer.allocate(Packet.HEADER_BYTES + bytes + Packet.STAMP_BYTES);
        packet.put((byte) 0).putLong(nowMs).putInt(author).putInt(packets++);
        return Packet.received(CoreScript.NETWORK.tag(), packet.array());
    }

    private Packet comes(int author) {
        return comes(author, SHORT);
    }

    /** A packet comes, and its author is told, unless that is nobody. */
    private Packet comes(int author, int bytes) {
        nowMs++;
        Packet packet = packet(author, bytes);
        backlog.add(packet, true, now());
        if (author != NOBODY) {
            backlog.attribute(packet.id(), author(author), now());
        }
        return packet;
    }

    private static Author author(int number) {
        return new Author(number, number);
    }

    private FloodContext now() {
        return new FloodContext(nowMs, 0, _ -> {});
    }

    private void come(int count, LongUnaryOperator authorOf) {
        for (int i = 0; i < count; i++) {
            comes((int) authorOf.applyAsLong(i));
        }
    }

    /** These authors speak, and have been there for long after that. */
    private void become(int known, int linesEach) {
        come(known * linesEach, i -> 1 + i % known);
        nowMs += BroadcastLimits.KNOWN_AFTER_MS;
    }

    private static int authorOf(Backlog.Kept kept) {
        return ByteBuffer.wrap(kept.packet().payload()).getInt();
    }

    private long kept(int author) {
        return backlog.all(now()).stream().filter(kept -> authorOf(kept) == author).count();
    }

    private long keptOfBoughtKeys() {
        return backlog.all(now()).stream().filter(kept -> authorOf(kept) >= BOUGHT).count();
    }

    private int bytes() {
        return backlog.all(now()).stream().mapToInt(Backlog.Kept::length).sum();
    }

    // ---- one author

    @Test
    void oneBotsFiveThousandLinesLeaveTheOthersTheirs() {
        become(10, 50);
        int bot = 11;
        comes(bot);
        nowMs += BroadcastLimits.KNOWN_AFTER_MS;
        come(5_000, _ -> bot);
        for (int other = 1; other <= 10; other++) {
            assertEquals(50, kept(other));
        }
        assertEquals(ROOM - 500, kept(bot), "what the others do not use is lent");
    }

    @Test
    void aNewBotsLinesLeaveOtherNewAuthorsTheirs() {
        come(300, i -> 1 + i % 30);
        come(5_000, _ -> 31);
        for (int other = 1; other <= 30; other++) {
            assertEquals(10, kept(other));
        }
    }

    @Test
    void authorsWhoAllSayTooMuchHaveEqualShares() {
        become(10, 1);
        come(5_000, i -> 1 + i % 10);
        for (int author = 1; author <= 10; author++) {
            assertEquals(ROOM / 10, kept(author));
        }
    }

    @Test
    void aFullBacklogOfOneAuthorKeepsItsNewest() {
        List<Packet> lines = new ArrayList<>();
        for (int i = 0; i < ROOM + 100; i++) {
            lines.add(comes(1));
        }
        List<Packet> kept = backlog.all(now()).stream().map(Backlog.Kept::packet).toList();
        assertEquals(lines.subList(100, ROOM + 100), kept);
    }

    @Test
    void longPacketsCountByBytes() {
        become(10, 30);
        int before = bytes();
        int longLines = 300;
        for (int i = 0; i < longLines; i++) {
            comes(11, 60_000);
        }
        for (int other = 1; other <= 10; other++) {
            assertEquals(30, kept(other));
        }
        assertTrue(bytes() <= BroadcastLimits.MAX_BACKLOG_BYTES);
        assertEquals((BroadcastLimits.MAX_BACKLOG_BYTES - before) / (60_000 + 17), kept(11));
    }

    /** The author with the most bytes makes room for bytes, the one with the most packets for packets. */
    @Test
    void fewLongPacketsMakeRoomBeforeManyShortOnes() {
        become(2, 1);
        come(400, _ -> 1);
        for (int i = 0; i < 200; i++) {
            comes(2, 60_000);
        }
        assertEquals(401, kept(1));
    }

    // ---- many keys

    @Test
    void newAuthorsShareOneQuota() {
        become(10, 70);
        come(1_010, i -> (int) (BOUGHT + i));
        for (int author = 1; author <= 10; author++) {
            assertEquals(OF_KNOWN / 10, kept(author));
        }
        assertEquals(ROOM - OF_KNOWN, keptOfBoughtKeys());
    }

    @Test
    void newAuthorsWithLongPacketsShareOneQuotaOfBytes() {
        become(10, 65);
        for (int i = 0; i < 1_000; i++) {
            comes(BOUGHT + i, 60_000);
        }
        for (int author = 1; author <= 10; author++) {
            assertEquals(65, kept(author));
        }
        assertTrue(bytes() <= BroadcastLimits.MAX_BACKLOG_BYTES);
    }

    @Test
    void packetsOfNobodyShareOneQuota() {
        become(10, 70);
        come(200, i -> BOUGHT + i / 20);
        come(5_000, _ -> NOBODY);
        for (int author = 1; author <= 10; author++) {
            assertEquals(OF_KNOWN / 10, kept(author));
        }
        assertEquals(OF_NEW, keptOfBoughtKeys());
        assertEquals(OF_NOBODY, kept(NOBODY));
    }

    @Test
    void inANetworkWhereEverybodyIsNewAllIsKeptThatThereIsRoomFor() {
        come(ROOM, i -> 1 + i % 300);
        assertEquals(ROOM, backlog.all(now()).size());
    }

    @Test
    void ifNobodyTellsAuthorsTheOldestGoes() {
        List<Packet> all = IntStream.range(0, ROOM + 50).mapToObj(_ -> comes(NOBODY)).toList();
        assertEquals(all.subList(50, ROOM + 50), backlog.all(now()).stream().map(Backlog.Kept::packet).toList());
    }

    /** Buying keys and waiting for them to be known gains no more than as many shares as there are people. */
    @Test
    void keysThatWereMadeBeforehandOnlyDoubleTheNumberOfKnownAuthors() {
        become(40, 10);
        come(500, i -> BOUGHT + i);
        nowMs += BroadcastLimits.KNOWN_AFTER_MS;
        for (int round = 0; round < 100; round++) {
            come(500, i -> BOUGHT + i);
        }
        for (int author = 1; author <= 40; author++) {
            assertTrue(kept(author) >= OF_KNOWN / 80, "kept " + kept(author));
        }
    }

    @Test
    void anAuthorWhoseLastPacketIsForgottenIsNewAgain() {
        become(2, 350);
        comes(BOUGHT);
        come(1_000, i -> BOUGHT + 1 + i);
        nowMs += BroadcastLimits.KNOWN_AFTER_MS;
        come(1_000, i -> BOUGHT + 2_000 + i);
        come(100, _ -> BOUGHT);
        assertTrue(kept(BOUGHT) < 100, "its first packet came long ago, but is gone");
        assertEquals(350, kept(1));
    }

    @Test
    void aKnownAuthorIsKnownAlsoAfterADayOfSilence() {
        become(10, 1);
        comes(11);
        nowMs += 2 * BroadcastLimits.BACKLOG_AGE_MS;
        come(500, i -> 1 + i % 10);
        come(2_000, i -> BOUGHT + i);
        for (int author = 1; author <= 10; author++) {
            assertEquals(50, kept(author));
        }
    }

    // ---- when the author is told

    @Test
    void attributionOfAForgottenPacketIsIgnored() {
        Packet forgotten = comes(NOBODY);
        come(ROOM, _ -> NOBODY);
        assertNull(backlog.get(forgotten.id()));
        assertFalse(backlog.attribute(forgotten.id(), author(1), now()));
        assertNull(backlog.get(forgotten.id()));
        assertEquals(ROOM, backlog.all(now()).size());
    }

    @Test
    void whatWasToldFirstOfAPacketHolds() {
        become(1, 1);
        Packet line = comes(1);
        assertTrue(backlog.attribute(line.id(), author(BOUGHT), now()));
        come(2_000, i -> BOUGHT + i);
        assertNotNull(backlog.get(line.id()));
    }

    /** Otherwise junk that comes before the chat has verified a line would push the line out. */
    @Test
    void aLineThatIsLongNobodysLosesNoOtherLine() {
        become(10, 70);
        Packet line = comes(NOBODY);
        come(OF_NOBODY - 1, _ -> NOBODY);
        assertTrue(backlog.attribute(line.id(), author(1), now()));
        come(OF_NEW + 1_000, _ -> NOBODY);
        assertNotNull(backlog.get(line.id()));
    }

    @Test
    void ourOwnLinesAreKnownFromTheStart() {
        backlog.trust(author(1));
        come(100, _ -> 1);
        come(3_000, i -> BOUGHT + i);
        assertEquals(100, kept(1));
    }

    @Test
    void anAttributedPacketIsForgottenAfterADay() {
        comes(1);
        nowMs += BroadcastLimits.BACKLOG_AGE_MS + 1;
        assertEquals(0, backlog.all(now()).size());
    }

    /** Its id may be forgotten among those seen while it is kept: then a neighbour's backlog brings it once more. */
    @Test
    void aKeptPacketThatComesAgainIsKeptOnceAndForgottenOnce() {
        Packet again = comes(1);
        come(ROOM - 1, i -> NOBODY);
        backlog.add(again, false, now());
        assertEquals(ROOM, backlog.all(now()).size());
        come(2 * ROOM, i -> 2);
        nowMs += BroadcastLimits.BACKLOG_AGE_MS + 1;
        assertEquals(List.of(), backlog.all(now()));
    }
}
