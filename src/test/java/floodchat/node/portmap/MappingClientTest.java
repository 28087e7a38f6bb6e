package floodchat.node.portmap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.PortMapping;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the router is asked for what, by a clock that the test sets. */
class MappingClientTest {
    private static final Inet4Address CLIENT = (Inet4Address) InetAddress.ofLiteral("192.168.1.20");
    private static final int PORT = 55_555;
    private static final long START_MS = 1_000_000;
    private static final int LIFETIME_S = 1_200;

    private long nowMs = START_MS;
    private final MappingClient client =
            new MappingClient("192.168.1.1", CLIENT, PORT, new SplittableRandom(1), START_MS);

    private byte[] due() {
        byte[] request = client.poll(nowMs);
        assertNotNull(request, "nothing is due");
        return request;
    }

    /** Goes to the next time at which something happens, and says what is sent then. */
    private byte @Nullable [] next() {
        nowMs = Math.max(nowMs, client.nextMs());
        return client.poll(nowMs);
    }

    private void receive(byte[] datagram) {
        client.received(datagram, nowMs);
    }

    /** What a router with PCP would answer to this request for a mapping. */
    private static byte[] granted(byte[] request, int lifetimeS, String host, int port, int epochS) {
        return pcp(request, 0, lifetimeS, host, port, epochS);
    }

    private static byte[] pcp(byte[] request, int result, int lifetimeS, String host, int port, int epochS) {
        ByteBuffer answer = ByteBuffer.wrap(request.clone());
        answer.put(1, (byte) (0x80 | request[1])).put(3, (byte) result).putInt(4, lifetimeS).putInt(8, epochS);
        answer.position(12).put(new byte[12]);
        if (request.length == 60) {
            answer.putShort(42, (short) port).position(44).put(mapped(host));
        }
        return answer.array();
    }

    private static byte[] mapped(String host) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        byte[] ip = InetAddress.ofLiteral(host).getAddress();
        return (ip.length == 16 ? bytes.put(ip) : bytes.put(10, (byte) 0xff).put(11, (byte) 0xff).put(12, ip)).array();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] outerHost(int epochS) {
        return ByteBuffer.allocate(12)
                .putShort((short) 0x0080)
                .putShort((short) 0)
                .putInt(epochS)
                .put(InetAddress.ofLiteral("203.0.113.1").getAddress())
                .array();
    }

    private static byte[] grantedByNatPmp(int port, int lifetimeS, int epochS) {
        return ByteBuffer.allocate(16)
                .putShort((short) 0x0082)
                .putShort((short) 0)
                .putInt(epochS)
                .putShort((short) PORT)
                .putShort((short) port)
                .putInt(lifetimeS)
                .array();
    }

    private Address external() {
        return assertInstanceOf(PortMapping.Mapped.class, client.state(0)).external();
    }

    private PortMapping.Reason failure() {
        return assertInstanceOf(PortMapping.Failed.class, client.state(0)).reason();
    }

    /** A mapping by PCP, from now on. */
    private void map() {
        receive(granted(due(), LIFETIME_S, "203.0.113.1", 40_000, 500));
        assertEquals(new Address("203.0.113.1", 40_000), external());
    }

    /** Sends until the client turns to NAT-PMP, and has it mapped there. */
    private void mapByNatPmp() {
        due();
        receive(hex("00 81 0001 00000007"));
        assertArrayEquals(hex("00 00"), due());
        receive(outerHost(7));
        assertArrayEquals(hex("00 02 0000 d903 d903 000004b0"), due());
        receive(grantedByNatPmp(40_001, LIFETIME_S, 7));
        assertEquals(new Address("203.0.113.1", 40_001), external());
    }

    // ---- asking

    @Test
    void aRequestHasTheBytesOfRfc6887() {
        byte[] request = due();
        assertArrayEquals(
                hex("02 01 0000 000004b0 00000000000000000000ffffc0a80114"), Arrays.copyOf(request, 24));
        assertArrayEquals(
                hex("06 000000 d903 d903 00000000000000000000ffff00000000"), Arrays.copyOfRange(request, 36, 60));
        byte[] other = new MappingClient("", CLIENT, PORT, new SplittableRandom(2), START_MS).poll(START_MS);
        assertFalse(Arrays.equals(Arrays.copyOfRange(request, 24, 36), Arrays.copyOfRange(other, 24, 36)), "nonces");
    }

    @Test
    void theGrantedAddressCountsAndNotTheOneThatWasAskedFor() {
        map();
        PortMapping.Mapped mapped = assertInstanceOf(PortMapping.Mapped.class, client.state(5_000));
        assertEquals(PortMapping.Language.PCP, mapped.language());
        assertEquals(START_MS + 1_000 * LIFETIME_S + 5_000, mapped.untilMs());
    }

    /** RFC 6887, section 8.1.1, then RFC 6886, section 3.1. */
    @Test
    void aSilentRouterGetsThreeRequestsAndNineAndIsLeftAloneThen() {
        List<Long> waits = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        long beforeMs = nowMs;
        while (!(client.state(0) instanceof PortMapping.Failed)) {
            byte[] request = next();
            waits.add(nowMs - beforeMs);
            beforeMs = nowMs;
            if (request != null) {
                versions.add((int) request[0]);
            }
            assertTrue(waits.size() < 50, "it goes on");
        }
        assertEquals(List.of(2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0), versions);
        assertEquals(0, waits.getFirst());
        long pcpMs = 3_000;
        for (int i = 1; i <= 3; i++, pcpMs *= 2) {
            long waitMs = waits.get(i);
            assertTrue(waitMs >= 0.9 * pcpMs && waitMs <= 1.1 * pcpMs, waits::toString);
        }
        assertEquals(List.of(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 64_000L),
                waits.subList(4, waits.size()));
        assertEquals(PortMapping.Reason.NO_ANSWER, failure());
        assertEquals(nowMs + MappingClient.REST_MS, client.nextMs());
        assertEquals(2, next()[0], "and asked again by PCP");
    }

    @Test
    void aRouterThatOnlyKnowsNatPmpIsAskedByThat() {
        mapByNatPmp();
        assertEquals(PortMapping.Language.NAT_PMP,
                assertInstanceOf(PortMapping.Mapped.class, client.state(0)).language());
    }

    @Test
    void aSecondAnswerToARepeatedRequestOfPcpEndsNothing() {
        due();
        next();
        receive(hex("00 81 0001 00000007"));
        receive(hex("00 81 0001 00000007"));
        assertArrayEquals(hex("00 00"), due());
    }

    @Test
    void aRouterThatKnowsNeitherVersionIsLeftAlone() {
        due();
        receive(hex("02 81 0001 0000003c 00000007 000000000000000000000000"));
        assertArrayEquals(hex("00 00"), due());
        receive(hex("02 80 0001 0000003c 00000007 000000000000000000000000"));
        assertEquals(PortMapping.Reason.NOT_UNDERSTOOD, failure());
    }

    @Test
    void anAnswerThatComesAfterWeHaveGivenUpCounts() {
        byte[] request = due();
        while (!(client.state(0) instanceof PortMapping.Failed)) {
            next();
        }
        receive(granted(request, LIFETIME_S, "203.0.113.1", 40_000, 500));
        assertEquals(new Address("203.0.113.1", 40_000), external());
    }

    @Test
    void ifNobodyListensThereNothingIsSentForAWhile() {
        due();
        client.unreachable(nowMs);
        assertEquals(PortMapping.Reason.NO_ANSWER, failure());
        assertNull(client.poll(nowMs));
        assertEquals(nowMs + MappingClient.REST_MS, client.nextMs());
    }

    // ---- answers that are none

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 35, 36, 40, 41})
    void anAnswerWithOneOtherByteIsNone(int index) {
        byte[] answer = granted(due(), LIFETIME_S, "203.0.113.1", 40_000, 500);
        answer[index] ^= 0x10;
        receive(answer);
        assertInstanceOf(PortMapping.Asking.class, client.state(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 23, 24, 58, 59, 61, 1_104})
    void anAnswerOfAnotherLengthIsNone(int bytes) {
        receive(Arrays.copyOf(granted(due(), LIFETIME_S, "203.0.113.1", 40_000, 500), bytes));
        assertInstanceOf(PortMapping.Asking.class, client.state(0));
    }

    @Test
    void ourOwnRequestIsNoAnswer() {
        receive(due());
        assertInstanceOf(PortMapping.Asking.class, client.state(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255", "::", "ff02::1", "::1"})
    void anAddressThatIsNoneOfAMachineElsewhereIsNotTaken(String host) {
        receive(granted(due(), LIFETIME_S, host, 40_000, 500));
        assertEquals(PortMapping.Reason.NOT_UNDERSTOOD, failure());
    }

    @Test
    void randomBytesChangeNothing() {
        SplittableRandom random = new SplittableRandom(3);
        due();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = (byte) (random.nextBoolean() ? 2 : 0);
            }
            receive(bytes);
            assertFalse(client.state(0) instanceof PortMapping.Mapped);
        }
    }

    // ---- refusals

    @ParameterizedTest
    @CsvSource({"2, NOT_AUTHORIZED", "3, NOT_UNDERSTOOD", "7, NO_CONNECTION", "8, NO_ROOM", "10, NO_ROOM",
        "11, NO_ROOM", "12, ANOTHER_ROUTER", "255, NOT_UNDERSTOOD"})
    void aRefusalIsToldAndTheRouterAskedAgainWhenItMaySaySomethingElse(int result, PortMapping.Reason reason) {
        receive(pcp(due(), result, 60, "0.0.0.0", 0, 500));
        assertEquals(reason, failure());
        assertEquals(nowMs + 60_000, client.nextMs());
        assertEquals(2, next()[0]);
    }

    @ParameterizedTest
    @CsvSource({"1, 30000", "-1, 1800000", "0, 1024000"})
    void howLongARefusalLastsIsBounded(int lifetimeS, long restMs) {
        receive(pcp(due(), 2, lifetimeS, "0.0.0.0", 0, 500));
        assertEquals(nowMs + restMs, client.nextMs());
    }

    @ParameterizedTest
    @CsvSource({"2, NOT_AUTHORIZED, 1024000", "3, NO_CONNECTION, 60000", "4, NO_ROOM, 1024000",
        "5, NOT_UNDERSTOOD, 1024000"})
    void natPmpRefusesTooAndThenNothingElseIsTried(int result, PortMapping.Reason reason, long restMs) {
        due();
        receive(hex("00 81 0001 00000007"));
        due();
        receive(ByteBuffer.allocate(12).putShort((short) 0x0080).putShort((short) result).array());
        assertEquals(reason, failure());
        assertEquals(nowMs + restMs, client.nextMs());
    }

    // ---- keeping

    /** RFC 6887, section 11.2.1. */
    @Test
    void aMappingIsRenewedAtHalfOfItsLifetimeAndThenMoreAndMoreOften() {
        map();
        long lifeMs = 1_000 * LIFETIME_S;
        List<Double> parts = new ArrayList<>();
        for (byte[] request = next(); client.state(0) instanceof PortMapping.Mapped; request = next()) {
            if (request != null && request.length == 60) {
                parts.add((double) (nowMs - START_MS) / lifeMs);
                assertEquals(40_000, Short.toUnsignedInt(ByteBuffer.wrap(request).getShort(42)), "the same is wanted");
            }
        }
        assertTrue(parts.get(0) >= 0.5 && parts.get(0) <= 0.625, parts::toString);
        assertTrue(parts.get(1) >= 0.75 && parts.get(1) <= 0.8125, parts::toString);
        assertTrue(parts.get(2) >= 0.875 && parts.get(2) <= 0.90625, parts::toString);
        for (int i = 1; i < parts.size(); i++) {
            double pauseMs = (parts.get(i) - parts.get(i - 1)) * lifeMs;
            assertTrue(pauseMs >= MappingClient.MIN_RENEWAL_PAUSE_MS - 1, parts::toString);
        }
        assertTrue(parts.size() < 12, parts::toString);
        assertEquals(START_MS + lifeMs, nowMs, "when it has ended");
        assertInstanceOf(PortMapping.Asking.class, client.state(0));
    }

    @Test
    void anAnswerToARenewalBeginsANewLifetime() {
        map();
        for (int i = 0; i < 20; i++) {
            byte[] request = next();
            assertNotNull(request);
            int epochS = 500 + (int) ((nowMs - START_MS) / 1_000);
            receive(pcp(request, 0, LIFETIME_S, "203.0.113.1", 40_000, epochS));
            assertEquals(new Address("203.0.113.1", 40_000), external());
        }
        assertTrue(nowMs > START_MS + 1_000 * LIFETIME_S, "it has lived longer than it was granted for");
    }

    @Test
    void aLifetimeOfYearsCountsAsADay() {
        receive(granted(due(), -1, "203.0.113.1", 40_000, 500));
        assertEquals(START_MS + 86_400_000, assertInstanceOf(PortMapping.Mapped.class, client.state(0)).untilMs());
    }

    @Test
    void aRefusalToRenewDoesNotEndWhatWasPromised() {
        map();
        byte[] request = next();
        while (request == null || request.length < 60) {
            request = next();
        }
        receive(pcp(request, 8, 1_800, "0.0.0.0", 0, 500 + (int) ((nowMs - START_MS) / 1_000)));
        assertEquals(new Address("203.0.113.1", 40_000), external());
    }

    // ---- a router that forgets

    /** RFC 6887, section 8.5: what the router's clock says two minutes after 500. */
    @ParameterizedTest
    @CsvSource({"620, true", "613, true", "628, true", "400, false", "0, false", "610, false", "631, false",
        "100000, false"})
    void aRouterWhoseEpochDoesNotFollowIsAskedAnew(int epochS, boolean follows) {
        map();
        byte[] probe = next();
        assertArrayEquals(hex("02 00 0000 00000000 00000000000000000000ffffc0a80114"), probe);
        assertEquals(START_MS + MappingClient.PROBE_PERIOD_MS, nowMs);
        receive(pcp(probe, 0, 0, "0.0.0.0", 0, epochS));
        if (follows) {
            assertEquals(new Address("203.0.113.1", 40_000), external());
            assertNull(client.poll(nowMs));
        } else {
            assertInstanceOf(PortMapping.Asking.class, client.state(0));
            byte[] again = due();
            assertArrayEquals(hex("9c40 00000000000000000000ffffcb007101"), Arrays.copyOfRange(again, 42, 60));
            receive(granted(again, LIFETIME_S, "203.0.113.9", 40_009, epochS));
            assertEquals(new Address("203.0.113.9", 40_009), external());
        }
    }

    @Test
    void aRouterWithNatPmpThatForgetsIsAskedAnewToo() {
        mapByNatPmp();
        assertArrayEquals(hex("00 00"), next());
        receive(outerHost(7 + 120));
        assertNull(client.poll(nowMs), "it has forgotten nothing");
        assertArrayEquals(hex("00 00"), next());
        receive(outerHost(3));
        assertArrayEquals(hex("00 02 0000 d903 9c41 000004b0"), due());
        receive(grantedByNatPmp(40_002, LIFETIME_S, 3));
        assertEquals(new Address("203.0.113.1", 40_002), external());
    }

    @Test
    void aRouterThatForgetsAndHasNoConnectionYetIsAskedAnewWithTheNextProbe() {
        mapByNatPmp();
        assertArrayEquals(hex("00 00"), next());
        receive(hex("00 80 0003 00000003"));
        assertEquals(new Address("203.0.113.1", 40_001), external());
        assertArrayEquals(hex("00 00"), next());
        receive(outerHost(3 + 120));
        assertArrayEquals(hex("00 02 0000 d903 9c41 000004b0"), due());
    }

    @Test
    void aRouterThatGetsAnotherAddressIsFollowed() {
        mapByNatPmp();
        next();
        byte[] other = outerHost(127);
        other[11] = 77;
        receive(other);
        assertEquals(new Address("203.0.113.77", 40_001), external());
    }

    // ---- the end

    @Test
    void aMappingIsEndedByItsOwnNonce() {
        byte[] request = due();
        receive(granted(request, LIFETIME_S, "203.0.113.1", 40_000, 500));
        byte[] end = client.end();
        assertEquals(0, ByteBuffer.wrap(end).getInt(4));
        assertArrayEquals(Arrays.copyOfRange(request, 24, 42), Arrays.copyOfRange(end, 24, 42));
        assertArrayEquals(hex("0000 00000000000000000000ffff00000000"), Arrays.copyOfRange(end, 42, 60));
        assertFalse(client.isEnded(granted(request, LIFETIME_S, "203.0.113.1", 40_000, 500)));
        assertTrue(client.isEnded(granted(end, 0, "0.0.0.0", 0, 500)));
    }

    @Test
    void aMappingOfNatPmpIsEndedWithoutAPortAndALifetime() {
        mapByNatPmp();
        assertArrayEquals(hex("00 02 0000 d903 0000 00000000"), client.end());
        assertTrue(client.isEnded(grantedByNatPmp(0, 0, 7)));
    }

    @Test
    void whatWasAskedForIsEndedAlsoBeforeTheAnswerAndNothingElseIs() {
        due();
        assertNotNull(client.end());
        client.unreachable(nowMs);
        assertNull(client.end());
    }
}
