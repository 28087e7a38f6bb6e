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
 * An established connection: one reader and one writer, each a virtual thread. The reader never writes, the writer never reads, and neither knows
 * what a frame is for. A third sees to it that neither side falls silent: it alone waits by the clock. The methods are for the engine's owner thread.
 */
public final class Link {
    private static final Logger LOG = LogManager.getLogger(Link.class);

    private final LinkId id;
    private final Connection connection;
    private final LinkSettings settings;
    private final SendPacer pace;
    private final LinkOwner owner;
    private final OutgoingQueue outgoing = new OutgoingQueue();
    private final Semaphore unhandled = new Semaphore(LinkLimits.UNHANDLED_FRAMES);
    private final RoundTrip roundTrip = new RoundTrip();
    private final AtomicBoolean drainedAwaited = new AtomicBoolean();
    /** The first reason counts: what follows from it is noise. */
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    private final Thread reader;
    private final Thread writer;
    private final Thread watch;
    private final CountDownLatch readerDone = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger(3);
    /** The owner's. */
    private boolean unflushed;

    public Link(LinkId id, Connection connection, LinkSettings settings, SendPacer pace, LinkOwner owner) {
        this.id = id;
        this.settings = settings;
        this.pace = pace;
        this.connection = connection;
        this.owner = owner;
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

    /** Queues the frame; {@link #flush} has it written. False where it is left out because the link is slow; one too slow even for control frames is dropped. */
    public boolean send(Frame frame, long ticket) {
        boolean queued = outgoing.add(new OutgoingQueue.Outgoing(frame, ticket));
        unflushed = true;
        if (!queued && !(frame instanceof Frame.PacketFrame)) {
            abort("too slow for control frames");
        }
        return queued;
    }

    /** Has what was queued written, all of it together. */
    public void flush() {
        if (unflushed) {
            unflushed = false;
            outgoing.wake();
        }
    }

    /** True where more should wait; {@link LinkOwner#drained} then says when that is over. */
    public boolean isCongested() {
        if (!outgoing.isCongested()) {
            return false;
        }
        drainedAwaited.set(true);
        return outgoing.isCongested(); // still: then the writer, which has to drain it, sees that somebody waits
    }

    /** Whether its end has begun, and what is under way may still be written and read. */
    public boolean isEnding() {
        return reason.get() != null && !connection.socket().isClosed();
    }

    /** The owner is done with so many frames that it received. */
    public void handled(int frames) {
        unhandled.release(frames);
    }

    /** Measures how far the peer is, unless an answer is awaited already, or has only just come. */
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

    /** Smoothed, in microseconds; below 0 until the peer has answered a ping. */
    public long roundTripMicros() {
        return roundTrip.micros();
    }

    /** For how long nothing has come though a ping is unanswered, in ms; 0 where all is well. */
    public long unansweredMs() {
        long now = System.nanoTime();
        long silent = now - connection.reader().meter().lastNanos();
        return TimeUnit.NANOSECONDS.toMillis(Math.min(silent, roundTrip.unansweredNanos(now)));
    }

    /** What it has brought. */
    public Traffic in() {
        return connection.reader().meter().lastSeconds(System.nanoTime());
    }

    /** What it has taken. */
    public Traffic out() {
        return connection.writer().meter().lastSeconds(System.nanoTime());
    }

    /** Ends the link after all that was queued; the other side may finish what it is sending. */
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
        HalfOpenSockets.closeQuietly(connection.socket());
        reader.interrupt();
    }

    // ---- the reader

    private void read() {
        try {
            String fault = readFrames();
            owner.misbehaved(id, fault);
            abort("misbehaved: " + fault);
        } catch (EOFException e) {
            reason.compareAndSet(null, "closed by the peer"); // what waits may still be written
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

    /** The other side, which has ended, may read what was under way; if it does not, the writer would wait for ever. */
    private void awaitWriter() {
        boolean done = false;
        try {
            done = !Thread.interrupted() && writer.join(Duration.ofMillis(settings.endingWithinMs()));
        } catch (InterruptedException e) {
            reason.compareAndSet(null, "stopped");
        }
        if (!done) {
            HalfOpenSockets.closeQuietly(connection.socket());
            writer.interrupt();
        }
    }

    /** Reads until a frame comes that no peer sends; says what is wrong with it. */
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
                case Decoded.Greeted _, Decoded.OtherVersion _ -> {
                    hand(together);
                    return "greeted twice";
                }
            }
            if (together.size() == LinkLimits.UNHANDLED_FRAMES / 2 || !frames.hasFrame()) {
                hand(together);
                together.clear();
            }
        }
    }

    /** Waits until the owner has handled enough of what it was handed before. */
    private void hand(List<Frame> together) throws InterruptedException {
        for (Frame frame : together) {
            LOG.trace("<< {} {}", id, frame);
            if (frame instanceof Frame.Pong pong) {
                roundTrip.answered(pong, System.nanoTime());
            }
        }
        unhandled.acquire(together.size());
        owner.received(id, List.copyOf(together));
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
        HalfOpenSockets.closeQuietly(connection.socket());
        threadDone();
    }

    /** Writes what waits, many frames at a time; returns at the end of the link. */
    private void writeFrames() throws IOException, InterruptedException {
        List<OutgoingQueue.Outgoing> together = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            outgoing.take(together);
            ended = together.removeIf(one -> one.frame() == null);
            together.forEach(this::add);
            connection.writer().flush();
            report(together);
            together.clear();
            pace.rest();
        }
    }

    private void add(OutgoingQueue.Outgoing next) {
        Frame frame = Objects.requireNonNull(next.frame());
        LOG.trace(">> {} {}", id, frame);
        if (frame instanceof Frame.Ping ping) {
            roundTrip.sent(ping, System.nanoTime());
        }
        connection.writer().add(frame);
        pace.count(frame);
    }

    private void report(List<OutgoingQueue.Outgoing> written) {
        List<Long> tickets =
                written.stream()
                        .mapToLong(OutgoingQueue.Outgoing::ticket)
                        .filter(ticket -> ticket != 0)
                        .boxed()
                        .toList();
        if (!tickets.isEmpty()) {
            owner.written(tickets);
        }
        if (outgoing.isDrained() && drainedAwaited.getAndSet(false)) {
            owner.drained(id);
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
            LOG.trace("{} is watched no more", id);
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
        outgoing.add(new OutgoingQueue.Outgoing(roundTrip.ping(System.nanoTime()), 0));
        outgoing.wake();
    }

    private void abortSilent() {
        abort("silent for " + settings.silenceMs() + " ms");
    }

    /** The last of the three threads closes the door. */
    private void threadDone() {
        if (running.decrementAndGet() == 0) {
            boolean interrupted = Thread.interrupted();
            String why = String.valueOf(reason.get());
            LOG.info("{} to {} is closed: {}", id, peer().address(), why);
            owner.closed(id, why);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
