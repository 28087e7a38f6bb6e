package floodchat.node.link;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Traffic;
import floodchat.protocol.wire.Decoded;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An open connection with three virtual threads. The reader only reads, the writer only writes, and neither knows
 * what a frame is for. The watch sends pings and ends a silent link; it is the only one that waits with a timeout.
 * The methods are for the engine's owner thread.
 */
public final class Link {
    private static final Logger LOG = LogManager.getLogger(Link.class);

    private final LinkId id;
    private final Connection connection;
    private final LinkSettings settings;
    private final SendPacer pacer;
    private final LinkEvents events;
    private final OutgoingQueue outgoing;
    private final Semaphore unhandled = new Semaphore(LinkLimits.UNHANDLED_FRAMES);
    private final RoundTrip roundTrip = new RoundTrip();
    private final WritingTime writing = new WritingTime();
    private final AtomicBoolean drainedAwaited = new AtomicBoolean();
    /** Only the first reason is kept: the others follow from it. */
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    private final Thread reader;
    private final Thread writer;
    private final Thread watch;
    private final CountDownLatch readerDone = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger(3);
    /** Touched by the owner's thread alone. */
    private boolean unflushed;

    public Link(LinkId id, Connection connection, LinkSettings settings, SendPacer pacer, LinkEvents events) {
        this.id = id;
        this.settings = settings;
        this.pacer = pacer;
        this.outgoing = new OutgoingQueue(pacer.packetsIn(LinkLimits.DRAIN_MS));
        this.connection = connection;
        this.events = events;
        String name = id + " " + connection.peer().address();
        this.reader = Thread.ofVirtual().name(name + " reader").unstarted(this::read);
        this.writer = Thread.ofVirtual().name(name + " writer").unstarted(this::write);
        this.watch = Thread.ofVirtual().name(name + " watch").unstarted(this::watch);
    }

    public LinkId id() {
        return id;
    }

    public Contact peer() {
        return connection.peer();
    }

    public void start() {
        writer.start();
        reader.start();
        watch.start();
    }

    /**
     * Queues the frame; {@link #flush} makes the writer write it. A link that has no room for a control frame is
     * dropped.
     *
     * @return false if the queue is full, so that the frame is left out
     */
    public boolean send(Frame frame, long ticket) {
        return send(frame, ticket, OutgoingQueue.Outgoing.OWN);
    }

    /**
     * The same for a packet that another link has brought.
     *
     * @param source the number of that link: packets of different links take turns
     */
    public boolean send(Frame frame, long ticket, int source) {
        boolean queued = outgoing.add(OutgoingQueue.Outgoing.of(frame, ticket, source));
        unflushed = true;
        if (!queued && !(frame instanceof Frame.Carrier)) {
            abort("too slow for control frames");
        }
        return queued;
    }

    /** Wakes the writer, once for all frames that were queued. */
    public void flush() {
        if (unflushed) {
            unflushed = false;
            outgoing.wake();
        }
    }

    /** True if new packets should wait. {@link LinkEvents#drained} is called when that is over. */
    public boolean isCongested() {
        if (!outgoing.isCongested()) {
            return false;
        }
        drainedAwaited.set(true);
        return outgoing.isCongested(); // asked again: the writer may have drained it before it saw the flag
    }

    /** How long the writer has waited for the peer to read, since the link began, in ms. A rest is not counted. */
    public long blockedMs() {
        return TimeUnit.NANOSECONDS.toMillis(writing.nanos(System.nanoTime()));
    }

    /** True if the link is ending: frames under way may still be written and read. */
    public boolean isEnding() {
        return reason.get() != null && !connection.socket().isClosed();
    }

    /** The owner is done with this many received frames. */
    public void handled(int frames) {
        unhandled.release(frames);
    }

    /** Sends a ping to measure the round trip, unless one is under way or has just been answered. */
    public void measure() {
        long nowNanos = System.nanoTime();
        if (roundTrip.mayMeasure(nowNanos)) {
            send(roundTrip.ping(nowNanos), 0);
            flush();
        }
    }

    /** How many frames wait to be written. */
    public int waitingFrames() {
        return outgoing.frames();
    }

    /** The smoothed round-trip time in microseconds; below 0 until the peer has answered a ping. */
    public long roundTripMicros() {
        return roundTrip.micros();
    }

    /** How long the peer has sent nothing although a ping awaits its answer, in ms; 0 if no ping does. */
    public long unansweredMs() {
        long now = System.nanoTime();
        long silent = now - connection.reader().meter().lastNanos();
        return TimeUnit.NANOSECONDS.toMillis(Math.min(silent, roundTrip.unansweredNanos(now)));
    }

    /** What we received. */
    public Traffic in() {
        return connection.reader().meter().lastSeconds(System.nanoTime());
    }

    /** What we sent. */
    public Traffic out() {
        return connection.writer().meter().lastSeconds(System.nanoTime());
    }

    /** Ends the link after everything in the queue is written. The other side may finish what it is sending. */
    public void end(String why) {
        reason.compareAndSet(null, why);
        if (!outgoing.add(OutgoingQueue.Outgoing.END)) {
            abort(why);
        }
        outgoing.wake();
    }

    /** Ends the link at once. */
    public void abort(String why) {
        reason.compareAndSet(null, why);
        connection.close();
        reader.interrupt();
    }

    // ---- the reader

    private void read() {
        try {
            String fault = readFrames();
            events.misbehaved(id, fault);
            abort("misbehaved: " + fault);
        } catch (EOFException e) {
            reason.compareAndSet(null, "closed by the peer"); // the writer may still write what is queued
        } catch (SocketTimeoutException e) {
            abortSilent();
        } catch (IOException e) {
            abort("broken: " + e.getMessage());
        } catch (InterruptedException e) {
            abort("stopped");
        }
        watch.interrupt();
        readerDone.countDown();
        outgoing.add(OutgoingQueue.Outgoing.END);
        outgoing.wake();
        awaitWriter();
        threadDone();
    }

    /**
     * The other side has ended, but may still read what we send. Without a timeout, one that does not would block the
     * writer.
     */
    private void awaitWriter() {
        boolean done = false;
        try {
            done = !Thread.interrupted() && writer.join(Duration.ofMillis(settings.endingWithinMs()));
        } catch (InterruptedException e) {
            reason.compareAndSet(null, "stopped");
        }
        if (!done) {
            connection.close();
            writer.interrupt();
        }
    }

    /** Reads until an invalid frame comes. Returns what is wrong with it. */
    private String readFrames() throws IOException, InterruptedException {
        FrameReader frames = connection.reader();
        frames.beWatched();
        List<Frame> together = new ArrayList<>();
        while (true) {
            switch (frames.read(settings.silenceMs())) {
                case Decoded.Read(Frame frame) -> together.add(frame);
                case Decoded.Malformed(String fault) -> {
                    hand(together);
                    return fault;
                }
            }
            if (together.size() == LinkLimits.UNHANDLED_FRAMES / 2 || !frames.hasFrame()) {
                hand(together);
                together.clear();
            }
        }
    }

    /** Hands frames to the owner. Waits first if too many earlier ones are unhandled. */
    private void hand(List<Frame> together) throws InterruptedException {
        for (Frame frame : together) {
            LOG.trace("<< {} {}", id, frame);
            if (frame instanceof Frame.Pong pong) {
                roundTrip.answered(pong, System.nanoTime());
            }
        }
        unhandled.acquire(together.size());
        events.received(id, List.copyOf(together));
    }

    // ---- the writer

    private void write() {
        try {
            writeFrames();
            connection.socket().shutdownOutput();
            readerDone.await(settings.endingWithinMs(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            reason.compareAndSet(null, "broken: " + e.getMessage());
        } catch (InterruptedException e) {
            reason.compareAndSet(null, "stopped");
        }
        connection.close();
        threadDone();
    }

    /** Writes what is queued, many frames at a time. Returns at the end of the link. */
    private void writeFrames() throws IOException, InterruptedException {
        List<OutgoingQueue.Outgoing> together = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            outgoing.take(together, pacer.packetsAtOnce());
            ended = together.removeIf(one -> one.frame() == null);
            for (OutgoingQueue.Outgoing next : together) {
                add(next);
            }
            writing.begin(System.nanoTime());
            connection.writer().flush();
            writing.end(System.nanoTime());
            report(together);
            together.clear();
            pacer.rest();
        }
    }

    private void add(OutgoingQueue.Outgoing next) throws IOException {
        Frame frame = Objects.requireNonNull(next.frame());
        LOG.trace(">> {} {}", id, frame);
        if (frame instanceof Frame.Ping ping) {
            roundTrip.sent(ping, System.nanoTime());
        }
        connection.writer().add(frame);
        pacer.count(frame);
    }

    private void report(List<OutgoingQueue.Outgoing> written) {
        List<Long> tickets =
                written.stream()
                        .mapToLong(OutgoingQueue.Outgoing::ticket)
                        .filter(ticket -> ticket != 0)
                        .boxed()
                        .toList();
        if (!tickets.isEmpty()) {
            events.written(tickets);
        }
        if (outgoing.isDrained() && drainedAwaited.getAndSet(false)) {
            events.drained(id);
        }
    }

    // ---- the watch

    private void watch() {
        try {
            Thread.sleep(settings.firstPingAfterMs());
            ping();
            while (!connection.reader().isOverdue(System.nanoTime())) {
                Thread.sleep(settings.lookAfterMs());
                pingIfIdle();
            }
            abortSilent();
        } catch (InterruptedException e) {
            LOG.trace("the watch of {} ends", id);
        }
        threadDone();
    }

    private void pingIfIdle() {
        long idleNanos = System.nanoTime() - connection.writer().meter().lastNanos();
        if (outgoing.frames() == 0 && TimeUnit.NANOSECONDS.toMillis(idleNanos) >= settings.pingAfterMs()) {
            ping();
        }
    }

    private void ping() {
        outgoing.add(OutgoingQueue.Outgoing.of(roundTrip.ping(System.nanoTime()), 0, OutgoingQueue.Outgoing.OWN));
        outgoing.wake();
    }

    private void abortSilent() {
        abort("silent for " + settings.silenceMs() + " ms");
    }

    /** The last of the three threads tells the owner that the link is closed. */
    private void threadDone() {
        if (running.decrementAndGet() == 0) {
            boolean interrupted = Thread.interrupted();
            LOG.info("{} to {} is closed: {}", id, peer().address(), reason);
            events.closed(id);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
