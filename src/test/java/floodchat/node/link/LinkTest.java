package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.handshake.X25519KeyPair;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One link on a real socket, with a scripted peer on the other side. The test is the link's events. */
@Timeout(60)
class LinkTest {
    private static final NetworkTerms TERMS = NetworkTerms.unlimited("link");
    private static final long SOON_MS = 200;

    private final Recorder events = new Recorder();
    private RecordingPeer peer;
    private Connection connection;

    /** Records what the link tells its events. */
    private static final class Recorder implements LinkEvents {
        final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
        final BlockingQueue<LinkId> ends = new LinkedBlockingQueue<>();
        final BlockingQueue<Long> tickets = new LinkedBlockingQueue<>();

        @Override
        public void received(LinkId link, List<Frame> together) {
            frames.addAll(together);
        }

        @Override
        public void misbehaved(LinkId link, String fault) {}

        @Override
        public void written(List<Long> written) {
            tickets.addAll(written);
        }

        @Override
        public void drained(LinkId link) {}

        @Override
        public void closed(LinkId link) {
            ends.add(link);
        }
    }

    @BeforeEach
    void dial() throws IOException {
        peer = new RecordingPeer(TERMS, 7);
        peer.accepts().sendsHello().play();
        SecureRandom random = new SecureRandom();
        Handshake handshake =
                new Handshake(TERMS, X25519KeyPair.random(random), new AnnouncedPort(1_000), random,
                        LinkSettings.DEFAULT);
        connection = new Dialler(handshake).dial(peer.address());
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        peer.close();
    }

    private Link link(LinkSettings settings) {
        return new Link(new LinkId(1), connection, settings, new SendPacer(TERMS), events);
    }

    private void awaitEnd(Link link) throws InterruptedException {
        link.abort("the test is over");
        assertEquals(link.id(), events.ends.take());
    }

    @Test
    void aLinkHasAtMost64UnhandledFrames() throws Exception {
        Link link = link(LinkSettings.DEFAULT);
        link.start();
        peer.sends(IntStream.range(0, 200), number -> new Frame.Ping(number)).play();
        int unhandled = 0;
        while (events.frames.poll(SOON_MS, TimeUnit.MILLISECONDS) != null) {
            unhandled++;
        }
        assertTrue(unhandled <= LinkLimits.UNHANDLED_FRAMES, unhandled + " are unhandled");
        link.handled(unhandled);
        assertEquals(new Frame.Ping(unhandled), events.frames.take());
        awaitEnd(link);
    }

    @Test
    void anIdleLinkKeepsSendingPings() throws Exception {
        Link link = link(new LinkSettings(10_000, 400, 200, 10_000));
        link.start();
        for (int i = 0; i < 4; i++) {
            peer.sends(new Frame.Pong(peer.takesPing())).play(); // without the answer the link would be silent
        }
        assertTrue(events.ends.isEmpty());
        awaitEnd(link);
    }

    @Test
    void aSilentPeerLosesItsLink() throws Exception {
        Link link = link(new LinkSettings(10_000, 400, 200, 10_000));
        long startNanos = System.nanoTime();
        link.start();
        assertEquals(link.id(), events.ends.take());
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        assertTrue(tookMs >= 400, "closed after " + tookMs + " ms");
    }

    @Test
    void aPublicationIsReportedWhenItIsWritten() throws Exception {
        Link link = link(LinkSettings.DEFAULT);
        link.start();
        byte[] bytes = new byte[Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES];
        Packet packet = Packet.received(TERMS.tag(), bytes);
        assertTrue(link.send(new Frame.PacketFrame(1, Frame.Route.PUSHED, packet), 12));
        link.flush();
        assertEquals(12, events.tickets.take());
        awaitEnd(link);
    }

    @Test
    void aLinkWithoutRoomForAControlFrameIsDropped() {
        Link link = link(LinkSettings.DEFAULT); // not started, so nothing is written
        int sent = 0;
        while (link.send(new Frame.Ping(sent), 0)) {
            sent++;
        }
        assertEquals(LinkLimits.MAX_QUEUED_FRAMES + LinkLimits.MAX_QUEUED_CONTROL_FRAMES, sent);
        assertTrue(connection.socket().isClosed());
    }

    @Test
    void anEndedLinkWritesWhatIsQueuedAndThenCloses() throws Exception {
        Link link = link(LinkSettings.DEFAULT);
        link.send(new Frame.Disconnect(Frame.Reason.LEAVING), 0);
        link.end("left");
        assertFalse(connection.socket().isClosed());
        link.start();
        peer.takesHello();
        assertNotNull(peer.takes(Frame.Disconnect.class));
        peer.takesEnd();
        peer.close();
        assertEquals(link.id(), events.ends.take());
    }
}
