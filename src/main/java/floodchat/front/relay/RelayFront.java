package floodchat.front.relay;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.FrontEnd;
import floodchat.front.Quantities;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.BacklogInquiry;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front end of a relay: it writes each happening as a line to standard output, and tells the service manager that
 * started it how it is. Nobody types anything. If standard output is gone or nobody reads it, the relay goes on without
 * it: a network must not lose a relay with a log. Made, run and closed by one thread; any thread may call {@link #end}.
 */
public final class RelayFront implements FrontEnd {
    /** A line that a full mailbox drops is only missing in the log. */
    private static final int MAILBOX_MESSAGES = 256;

    /** How the network stands is asked this often, and after a change of it. */
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    /** Links may come and go many times a second: they are told of together. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(2);

    /** Has the device and the inode of standard output, if that is the journal (sd-daemon(3)). */
    private static final String JOURNAL = "JOURNAL_STREAM";

    private static final int EXIT_FAILED = 1;

    private final EventBus bus;
    private final LogOutput out;
    private final boolean isJournal;
    private final Duration summaryEvery;
    private final @Nullable NotifySocket manager;
    private final Mailbox<Message> mailbox = new Mailbox<>(MAILBOX_MESSAGES);
    private final RelayReport report = new RelayReport();
    private final LinePace pace = new LinePace(System.nanoTime());
    /** By {@link System#nanoTime}. */
    private long lastLookNs;
    private long nextLookNs;
    private long nextSummaryNs;
    private @Nullable Integer exitCode;

    private sealed interface Message {
        record Flood(FloodEvent event) implements Message {}

        record Notice(String sentence) implements Message {}

        record Ended(String reason) implements Message {}
    }

    /**
     * @param out the system's stream itself
     * @param environment of this process: it names the socket of the service manager
     * @param summaryEvery after which time a line says how the relay stands; zero for never
     */
    public RelayFront(EventBus bus, OutputStream out, Map<String, String> environment, Duration summaryEvery) {
        this.bus = bus;
        this.out = LogOutput.to(out);
        this.isJournal = isJournal(environment.get(JOURNAL));
        this.summaryEvery = summaryEvery;
        this.manager = manager(environment);
        bus.subscribe(FloodEvent.StatusChanged.class, mailbox, Message.Flood::new);
        bus.subscribe(FloodEvent.JoinFailed.class, mailbox, Message.Flood::new);
        bus.subscribe(FloodEvent.Inspected.class, mailbox, Message.Flood::new);
        bus.subscribe(FloodEvent.BacklogTold.class, mailbox, Message.Flood::new);
        bus.subscribe(FloodEvent.Stopped.class, mailbox, Message.Flood::new);
        bus.subscribe(ChatEvent.Noticed.class, mailbox, notice -> new Message.Notice(notice.sentence()));
    }

    private @Nullable NotifySocket manager(Map<String, String> environment) {
        try {
            return NotifySocket.of(environment, System.getProperty("os.name", ""));
        } catch (IllegalArgumentException e) {
            write(LogLine.warning(String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** A person may have redirected standard output to a file, and then the variable is still there. */
    private static boolean isJournal(@Nullable String stream) {
        if (stream == null) {
            return false;
        }
        Path output = Path.of("/proc/self/fd/1");
        try {
            return stream.equals(Files.getAttribute(output, "unix:dev") + ":" + Files.getAttribute(output, "unix:ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return false; // another system
        }
    }

    /** Says what begins here. @param words one line */
    public void begin(String words) {
        write(LogLine.news(words));
    }

    /** The network runs: the service manager may start what needs it. */
    @Override
    public void open() {
        lastLookNs = System.nanoTime();
        nextLookNs = lastLookNs;
        nextSummaryNs = System.nanoTime() + summaryEvery.toNanos();
        bus.tell(new BacklogInquiry());
        tellReady();
    }

    private void tellReady() {
        try {
            if (manager != null) {
                manager.ready("starting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tellProblem();
    }

    /** Ends {@link #run}. @param reason one line for the log */
    public void end(String reason) {
        try {
            mailbox.put(new Message.Ended(reason)); // it must not be missed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what happens until {@link #end} is called. Returns 0 then, and 1 if the network has failed. */
    @Override
    public int run() throws InterruptedException {
        Integer code = exitCode;
        while (code == null) {
            take(mailbox.poll(Math.max(1, nextDelay().toMillis())));
            look();
            code = exitCode;
        }
        return code;
    }

    private Duration nextDelay() {
        long nowNs = System.nanoTime();
        long lookNs = nextLookNs - nowNs;
        return Duration.ofNanos(summaryEvery.isZero() ? lookNs : Math.min(lookNs, nextSummaryNs - nowNs));
    }

    private void take(@Nullable Message message) {
        switch (message) {
            case null -> {}
            case Message.Flood(FloodEvent event) -> take(event);
            case Message.Notice(String sentence) -> write(LogLine.warning(sentence));
            case Message.Ended(String reason) -> ended(LogLine.news(reason), 0);
        }
    }

    private void take(FloodEvent event) {
        switch (event) {
            case FloodEvent.StatusChanged status -> {
                write(report.status(status));
                nextLookNs = Math.min(nextLookNs, lastLookNs + LOOKS_APART.toNanos());
            }
            case FloodEvent.JoinFailed failed -> write(RelayReport.joinFailed(failed));
            case FloodEvent.Inspected inspected -> {
                write(report.inspected(inspected));
                tellStatus();
            }
            case FloodEvent.BacklogTold told -> {
                write(report.backlog(told));
                tellStatus();
            }
            case FloodEvent.Stopped _ ->
                ended(LogLine.failed("the network has failed; the log file says more"), EXIT_FAILED);
            case FloodEvent.Delivered _, FloodEvent.HandedOver _, FloodEvent.AddressesLearned _ -> {}
        }
    }

    private void ended(LogLine line, int code) {
        write(line);
        if (exitCode == null) {
            exitCode = code;
        }
    }

    /** Asks how the network stands if that is due, and says how it stood when this was asked last. */
    private void look() {
        long nowNs = System.nanoTime();
        tellLeftOut();
        if (nextLookNs - nowNs <= 0) {
            lastLookNs = nowNs;
            nextLookNs = nowNs + LOOK_EVERY.toNanos();
            write(report.problems(Instant.now()));
            bus.tell(new FloodInquiry()); // if there is no room, the next one is answered
            bus.tell(new BacklogInquiry());
        }
        if (!summaryEvery.isZero() && nextSummaryNs - nowNs <= 0) {
            nextSummaryNs = nowNs + summaryEvery.toNanos();
            write(report.summary(Instant.now()));
        }
    }

    private void tellStatus() {
        if (manager != null) {
            manager.status(report.status());
        }
        tellProblem();
    }

    /** The relay leaves: what follows takes seconds at most. */
    public void stopping() throws InterruptedException {
        if (manager != null) {
            manager.stopping();
        }
        tellProblem();
    }

    /** The relay has left: says what was told meanwhile, such as that something could not be saved. */
    public void left() throws InterruptedException {
        bus.unsubscribe(mailbox);
        for (Message last = mailbox.poll(0); last != null; last = mailbox.poll(0)) {
            if (last instanceof Message.Notice(String sentence)) {
                write(LogLine.warning(sentence));
            }
        }
        write(LogLine.news("left the network"));
    }

    /** Says what was not told through the bus. @param sentence for a person */
    public void warn(String sentence) {
        write(LogLine.warning(sentence));
    }

    private void tellProblem() {
        String problem = manager == null ? null : manager.takeProblem();
        if (problem != null) {
            write(LogLine.warning(problem));
        }
    }

    /** What other peers have brought about. */
    private void write(List<LogLine> lines) {
        for (LogLine line : lines) {
            if (pace.take(System.nanoTime())) {
                write(line);
            }
        }
    }

    private void tellLeftOut() {
        int lines = pace.takeLeftOut(System.nanoTime());
        if (lines > 0) {
            write(LogLine.warning(Quantities.counted(lines, "line") + " of this log left out: links come and go, or "
                    + "warnings change, more than " + LinePace.MAX_LINES + " times in a minute."));
        }
    }

    /** What other peers say may be in it, such as an address. */
    private void write(LogLine line) {
        LogLine clean = new LogLine(line.severity(), Texts.clean(line.text()).replace('\n', ' '));
        out.print((isJournal ? clean.forJournal() : clean.at(Instant.now())) + "\n");
    }

    @Override
    public void close() {
        bus.unsubscribe(mailbox);
        out.close();
        if (manager != null) {
            manager.close();
        }
    }
}
