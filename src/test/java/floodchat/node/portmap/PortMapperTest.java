package floodchat.node.portmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.ScriptedRouter;
import floodchat.node.SteadyClock;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.PortMapping;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over real sockets on loopback, with a router that the test scripts. */
class PortMapperTest {
    private static final long PATIENCE_MS = 20_000;
    private static final int PORT = 55_555;
    private static final InetAddress EVERYWHERE = InetAddress.ofLiteral("0.0.0.0");
    private static final Inet4Address LOCAL = (Inet4Address) InetAddress.ofLiteral("127.0.0.1");

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodCommand.PortMapped> told = new Mailbox<>(1_000);

    private PortMapper started(InetAddress host, @Nullable InetSocketAddress router) {
        return started(host, () -> router == null ? null : new Route(router, LOCAL));
    }

    private PortMapper started(InetAddress host, PortMapper.Routes routes) {
        bus.subscribe(FloodCommand.PortMapped.class, told);
        PortMapper mapper = new PortMapper(bus, host, PORT, routes, new SplittableRandom(1), new SteadyClock());
        mapper.start();
        return mapper;
    }

    private PortMapping await(Predicate<PortMapping> wanted) throws InterruptedException {
        while (true) {
            FloodCommand.PortMapped next = told.poll(PATIENCE_MS);
            assertNotNull(next, "it is not told");
            if (wanted.test(next.mapping())) {
                return next.mapping();
            }
        }
    }

    private Address external() throws InterruptedException {
        return ((PortMapping.Mapped) await(state -> state instanceof PortMapping.Mapped)).external();
    }

    @ParameterizedTest
    @EnumSource
    void thePortIsMappedAndTheMappingEndsWithThePeer(PortMapping.Language language) throws Exception {
        try (ScriptedRouter router = ScriptedRouter.onLoopback(language)) {
            router.shiftPorts(1);
            try (PortMapper mapper = started(EVERYWHERE, router.address())) {
                assertNotNull(mapper);
                assertEquals(new Address("203.0.113.1", PORT + 1), external());
            }
            router.awaitNoMapping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersOfOthersAndBrokenOnesAreNotTaken(PortMapping.Language language) throws Exception {
        try (ScriptedRouter router = ScriptedRouter.onLoopback(language)) {
            router.forge();
            try (PortMapper mapper = started(EVERYWHERE, router.address())) {
                assertNotNull(mapper);
                assertEquals(new Address("203.0.113.1", PORT), external());
            }
        }
    }

    @Test
    void aRefusalIsTold() throws Exception {
        try (ScriptedRouter router = ScriptedRouter.onLoopback(PortMapping.Language.PCP)) {
            router.refuse(ScriptedRouter.NOT_AUTHORIZED);
            try (PortMapper mapper = started(EVERYWHERE, router.address())) {
                assertNotNull(mapper);
                PortMapping.Failed failed =
                        (PortMapping.Failed) await(state -> state instanceof PortMapping.Failed);
                assertEquals("127.0.0.1", failed.router());
                assertEquals(PortMapping.Reason.NOT_AUTHORIZED, failed.reason());
            }
        }
    }

    /** Each word of it is logged and told to the engine. */
    @Test
    void aRouterThatSaysSomethingNewWithoutEndIsLeftAlone() throws Exception {
        try (DatagramSocket router = new DatagramSocket(new InetSocketAddress(LOCAL, 0));
                PortMapper mapper = started(EVERYWHERE, (InetSocketAddress) router.getLocalSocketAddress())) {
            assertNotNull(mapper);
            DatagramPacket request = new DatagramPacket(new byte[Pcp.MAX_BYTES], Pcp.MAX_BYTES);
            router.receive(request);
            int changes = 0;
            boolean isHeard = true;
            while (isHeard && changes < 2 * PortMapper.MAX_NEWS) {
                byte[] answer = mappedAt(1 + changes, request);
                router.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
                isHeard = isToldWithin(500);
                changes++;
            }
            assertTrue(changes > 1 && changes <= PortMapper.MAX_NEWS + 2, changes + " changes");
        }
    }

    /** The answer to a request for a mapping, by PCP. */
    private static byte[] mappedAt(int externalPort, DatagramPacket request) {
        byte[] asked = request.getData();
        ByteBuffer answer = ByteBuffer.allocate(request.getLength()).put(asked, 0, request.getLength());
        answer.put(1, (byte) (0x80 | asked[1])).put(3, (byte) 0).putInt(4, 1_200).putInt(8, 1);
        answer.put(12, new byte[12]).putShort(42, (short) externalPort);
        return answer.position(56).put(new byte[] {8, 8, 4, 4}).array();
    }

    private boolean isToldWithin(long ms) throws InterruptedException {
        FloodCommand.PortMapped next = told.poll(ms);
        while (next != null && !(next.mapping() instanceof PortMapping.Mapped)) {
            next = told.poll(ms);
        }
        return next != null;
    }

    /** The system says that nobody listens there. */
    @Test
    void aRouterWithoutTheServiceIsNotAskedNineTimes() throws Exception {
        InetSocketAddress nobody;
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOCAL, 0))) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (PortMapper mapper = started(EVERYWHERE, nobody)) {
            assertNotNull(mapper);
            PortMapping.Failed failed = (PortMapping.Failed) await(state -> state instanceof PortMapping.Failed);
            assertEquals(PortMapping.Reason.NO_ANSWER, failed.reason());
        }
    }

    @Test
    void nobodyIsAskedIfThereIsNoRouterOrItWouldNotHelp() throws Exception {
        Inet4Address elsewhere = (Inet4Address) InetAddress.ofLiteral("203.0.113.5");
        InetSocketAddress router = new InetSocketAddress(LOCAL, 1);
        assertEquals(PortMapping.Why.NO_ROUTER, whyNot(EVERYWHERE, () -> null));
        assertEquals(PortMapping.Why.LOOPBACK, whyNot(LOCAL, () -> new Route(router, LOCAL)));
        assertEquals(PortMapping.Why.PUBLIC_ADDRESS, whyNot(EVERYWHERE, () -> new Route(router, elsewhere)));
        assertEquals(PortMapping.Why.OTHER_ADDRESS, whyNot(elsewhere, () -> new Route(router, LOCAL)));
    }

    private PortMapping.Why whyNot(InetAddress host, PortMapper.Routes routes) throws Exception {
        try (PortMapper mapper = started(host, routes)) {
            assertNotNull(mapper);
            return ((PortMapping.NotAsked) await(state -> true)).why();
        } finally {
            bus.unsubscribe(told);
        }
    }
}
