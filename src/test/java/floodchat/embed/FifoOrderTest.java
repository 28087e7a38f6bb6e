package floodchat.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages of one sender come out in the order in which it published them. */
class FifoOrderTest {
    private static final PacketId PACKET = new PacketId(1, 2);
    private static final long ADA = 7;
    private static final long BOB = -1;

    private final FifoOrder inOrder = new FifoOrder();

    private void come(long sender, long number, boolean earlier, long nowMs) {
        byte[] payload = (sender + ":" + number).getBytes(StandardCharsets.UTF_8);
        byte[] framed = FifoOrder.framed(sender, number, payload);
        inOrder.add(new FloodEvent.Delivered(PACKET, framed, 0, earlier, PacketKind.KEPT), nowMs);
    }

    private void come(long sender, long number) {
        come(sender, number, false, 0);
    }

    private String next(long nowMs) {
        FloodEvent.Delivered next = inOrder.next(nowMs);
        return next == null ? null : new String(next.payload(), StandardCharsets.UTF_8);
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (String next = next(0); next != null; next = next(0)) {
            all.add(next);
        }
        return all;
    }

    @Test
    void aMessageThatHasOvertakenOthersWaitsForThem() {
        come(ADA, 0);
        come(ADA, 2);
        come(ADA, 3);
        assertEquals(List.of("7:0"), all());
        come(ADA, 1);
        assertEquals(List.of("7:1", "7:2", "7:3"), all());
    }

    @Test
    void sendersDoNotWaitForEachOther() {
        come(ADA, 0);
        come(ADA, 2);
        come(BOB, 0);
        come(BOB, 1);
        assertEquals(List.of("7:0", "-1:0", "-1:1"), all());
    }

    @Test
    void aThousandInAnyOrderComeOutInTheirOrder() {
        List<Long> numbers = new ArrayList<>();
        List<String> expected = new ArrayList<>(List.of("7:0"));
        for (long i = 1; i < 1_000; i++) {
            numbers.add(i);
            expected.add("7:" + i);
        }
        Collections.shuffle(numbers, new Random(1));
        come(ADA, 0);
        numbers.forEach(number -> come(ADA, number));
        assertEquals(expected, all());
        assertEquals(Long.MAX_VALUE, inOrder.nextDelayMs(0));
    }

    @Test
    void aMissingMessageIsWaitedForFiveSeconds() {
        come(ADA, 0);
        come(ADA, 3, false, 100);
        come(ADA, 2, false, 200);
        assertEquals("7:0", next(200));
        assertEquals(4_900, inOrder.nextDelayMs(200));
        assertNull(next(5_099));
        assertEquals("7:2", next(5_100));
        assertEquals("7:3", next(5_100));
        come(ADA, 4, false, 5_100);
        assertEquals("7:4", next(5_100));
    }

    @Test
    void theTimeoutIsPerSender() {
        come(ADA, 0);
        come(BOB, 0);
        come(ADA, 2, false, 100);
        come(BOB, 2, false, 200);
        come(ADA, 4, false, 300);
        come(ADA, 1, false, 1_000);
        assertEquals(List.of("7:0", "-1:0", "7:1", "7:2"), all());
        assertEquals(4_200, inOrder.nextDelayMs(1_000));
        assertEquals("-1:2", next(5_200));
        assertNull(next(5_999), "the wait for the first of them began again when a message of hers came");
        assertEquals("7:4", next(6_000));
        assertEquals(Long.MAX_VALUE, inOrder.nextDelayMs(6_000));
    }

    @Test
    void aLatecomerBeginsWithTheFirstMessageItHears() {
        come(ADA, 400);
        come(ADA, 402);
        come(ADA, 399);
        come(ADA, 401);
        assertEquals(List.of("7:400", "7:399", "7:401", "7:402"), all());
    }

    @Test
    void aPeerThatHearsASenderFromItsStartGetsTheWholeOrder() {
        come(ADA, 2);
        come(ADA, 1);
        assertEquals(List.of(), all());
        come(ADA, 0);
        assertEquals(List.of("7:0", "7:1", "7:2"), all());
    }

    @Test
    void earlierMessagesOfUnknownSendersDoNotWait() {
        come(ADA, 9, true, 0);
        come(ADA, 4, true, 0);
        come(ADA, 112, false, 0);
        assertEquals(List.of("7:9", "7:4", "7:112"), all());
    }

    @Test
    void messagesFromTheTimeOfASplitComeBeforeLaterOnes() {
        come(ADA, 0);
        come(ADA, 3, false, 0);
        come(ADA, 2, true, 0);
        come(ADA, 1, true, 0);
        assertEquals(List.of("7:0", "7:1", "7:2", "7:3"), all());
    }

    @Test
    void tooManyWaitingMessagesAreReleased() {
        come(ADA, 0);
        for (long i = 2; i <= FifoOrder.MAX_WAITING + 2; i++) {
            come(ADA, i);
        }
        assertEquals(1 + FifoOrder.MAX_WAITING + 1, all().size());
    }

    @Test
    void tooManyWaitingBytesAreReleased() {
        byte[] payload = new byte[60_000];
        int most = FifoOrder.MAX_WAITING_BYTES / payload.length;
        for (long i = 1; i <= most + 1; i++) {
            assertNull(inOrder.next(0));
            inOrder.add(new FloodEvent.Delivered(PACKET, FifoOrder.framed(ADA, i, payload), 0, false, PacketKind.KEPT),
                    0);
        }
        int gone = 0;
        while (inOrder.next(0) != null) {
            gone++;
        }
        assertEquals(most + 1, gone);
        come(ADA, most + 3);
        assertNull(inOrder.next(0), "the next gap is waited for again");
    }

    @Test
    void theMostSilentSenderIsForgotten() {
        come(ADA, 0);
        come(ADA, 2);
        for (long i = 0; i < FifoOrder.MAX_SENDERS; i++) {
            come(1_000 + i, 0);
        }
        assertEquals(1 + 1 + FifoOrder.MAX_SENDERS, all().size());
    }

    @Test
    void aPayloadWithoutAHeaderIsDropped() {
        inOrder.add(new FloodEvent.Delivered(PACKET, new byte[FifoOrder.HEADER_BYTES], 0, false, PacketKind.KEPT), 0);
        assertNull(next(0));
    }
}
