package floodchat.front.tui;

import com.googlecode.lanterna.TextCharacter;
import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.FrontEnd;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chat as a window in a terminal. The thread that made it owns the screen: it sleeps until its mailbox has
 * something, takes all that is there, and draws once. Keys come from {@link KeyReader}'s thread, events from the bus,
 * signals from the virtual machine's.
 */
public final class TerminalFront implements FrontEnd {
    /** A burst of a backlog fits, and the thread draws once for it. */
    private static final int MAILBOX_CAPACITY = 8 * 1024;

    private static final int MAX_INPUTS_PER_FRAME = 1_000;

    /** How long the window sleeps at most while it waits to be allowed to leave. */
    private static final long LEAVING_MS = 100;

    private static final int FAILED = 1;
    private static final int HANGUP = 1;

    private final EventBus bus;
    private final TuiSettings settings;
    private final Consumer<Throwable> failureLog;
    private final Mailbox<UiInput> mailbox = new Mailbox<>("window", MAILBOX_CAPACITY);
    private final Surroundings surroundings = Surroundings.of(System.getenv());
    private final Requests requests;
    private final Window window;
    private @Nullable TerminalSession session;
    private TuiSettings.Tint tint;
    private String title = "";
    private boolean gone;

    /**
     * @param nameNeeded whether a person is to be asked for a name first
     * @param suggestedName taken where that person leaves the question open
     * @param failureLog told the trace of an error that ends the window, which no person should see
     */
    public TerminalFront(
            EventBus bus,
            TuiSettings settings,
            boolean nameNeeded,
            String suggestedName,
            Consumer<Throwable> failureLog) {
        this.bus = bus;
        this.settings = settings;
        this.failureLog = failureLog;
        this.tint = settings.theme() == TuiSettings.Tint.AUTO ? surroundings.tint() : settings.theme();
        this.requests = new Requests(bus);
        this.window = new Window(settings, requests, ZoneId::systemDefault, nameNeeded, suggestedName);
        bus.subscribe(ChatEvent.class, mailbox, UiInput.Heard::new);
        bus.subscribe(FloodEvent.Inspected.class, mailbox, UiInput.Inspected::new);
    }

    /** Whether standard input and output are a terminal that a window can be drawn on. */
    public static boolean hasTerminal() {
        return Tty.isTerminal();
    }

    /**
     * Loads what the first frame waits for longest, Lanterna's notion of a character, on a thread beside. Nobody needs
     * to call it; a program that has something else to do first starts sooner with it.
     */
    public static void prepare() {
        new Thread(() -> TextCharacter.DEFAULT_CHARACTER.isBold(), "first frame").start();
    }

    @Override
    public void open() {
        try {
            TerminalSession opened = new TerminalSession(mailbox);
            session = opened;
            opened.open();
            resize(opened);
            opened.theme(window, Theme.of(tint, surroundings.depth()));
            opened.paint();
            opened.listen();
            KeyReader.start(mailbox);
            askForBackground(opened);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private void askForBackground(TerminalSession opened) throws IOException {
        boolean wanted = settings.theme() == TuiSettings.Tint.AUTO && surroundings.depth() == Theme.Depth.INDEXED;
        if (wanted && surroundings.answers()) {
            opened.terminal().askForBackground();
            opened.terminal().flush();
        }
    }

    @Override
    public int run() throws InterruptedException {
        TerminalSession opened = session;
        if (opened == null) {
            throw new IllegalStateException("run before open");
        }
        try {
            while (!isOver()) {
                step(opened);
            }
            return end();
        } catch (RuntimeException | Error e) {
            return fail(e);
        }
    }

    /**
     * Takes what came and draws it. A terminal that can't be written to is one that nobody looks at any more: goodbye
     * is said without it.
     */
    private void step(TerminalSession opened) throws InterruptedException {
        try {
            take(opened);
            if (!gone) {
                entitle(opened);
                opened.paint();
            }
        } catch (IOException terminalGone) {
            hangUp();
        }
    }

    private void hangUp() {
        gone = true;
        window.leave(TerminalSession.exitCode(HANGUP), Instant.now());
    }

    private boolean isOver() {
        Departure departure = window.departure();
        return window.failure() != null || departure != null && departure.isOver(Instant.now());
    }

    private int end() {
        close();
        String failure = window.failure();
        if (failure != null) {
            System.err.println(failure);
            return FAILED;
        }
        Departure departure = window.departure();
        if (departure == null) {
            return FAILED;
        }
        if (departure.farewell() != null) {
            System.err.println(departure.farewell());
        }
        return departure.exitCode();
    }

    private int fail(Throwable error) {
        close();
        failureLog.accept(error);
        System.err.println("The window had to close because of an error in Floodchat; the log file says which.");
        return FAILED;
    }

    /** Waits for something, and takes all that came; of a flood so much that the screen does not stand still. */
    private void take(TerminalSession opened) throws InterruptedException, IOException {
        UiInput input = waitForInput();
        for (int taken = 0; input != null; taken++) {
            take(input, opened);
            input = taken < MAX_INPUTS_PER_FRAME ? mailbox.poll(0) : null;
        }
        long missed = mailbox.takeMissed();
        if (missed > 0) {
            window.missed(missed, Instant.now());
        }
        window.tick(Instant.now());
        window.tryToLeave();
        fulfil(opened);
    }

    /** Does what keys and events asked for, once all of them are taken. */
    private void fulfil(TerminalSession opened) throws IOException {
        if (requests.takeSuspend()) {
            opened.suspend();
            resume(opened);
        }
        if (requests.takeRedraw()) {
            opened.screen().forget();
        }
        if (requests.takeBell()) {
            opened.terminal().bell();
        }
        TuiSettings.Tint answered = requests.takeTint();
        if (answered != null && settings.theme() == TuiSettings.Tint.AUTO) {
            tint = answered;
            opened.theme(window, Theme.of(tint, surroundings.depth()));
        }
    }

    private @Nullable UiInput waitForInput() throws InterruptedException {
        if (window.departure() != null) {
            return mailbox.poll(LEAVING_MS);
        }
        long countdown = msToNextSecond();
        long tick = window.msUntilTick(Instant.now());
        long first = countdown < 0 || tick < 0 ? Math.max(countdown, tick) : Math.min(countdown, tick);
        return first < 0 ? mailbox.take() : mailbox.poll(first);
    }

    /** How long what the status line says stays true; below 0 where only an event can change it. */
    private long msToNextSecond() {
        ChatEvent.NetworkChanged network = window.conversation().transcript().network();
        if (network == null || !(network.activity() instanceof ChatEvent.Activity.Waiting waiting)) {
            return -1;
        }
        long left = waiting.nextTry().toEpochMilli() - System.currentTimeMillis();
        return left <= 0 ? -1 : (left - 1) % 1000 + 1;
    }

    private void take(UiInput input, TerminalSession opened) throws IOException {
        Instant now = Instant.now();
        switch (input) {
            case UiInput.Pressed(Key key) -> window.press(key, now);
            case UiInput.Heard(ChatEvent event) -> window.hear(event, now);
            case UiInput.Inspected(FloodEvent.Inspected answer) -> window.inspected(answer, now);
            case UiInput.Resized resized -> resize(opened);
            case UiInput.Continued continued -> resume(opened);
            case UiInput.StopAsked asked -> requests.suspend();
            case UiInput.EndAsked(int signal) -> window.leave(TerminalSession.exitCode(signal), now);
            case UiInput.TerminalGone terminalGone -> hangUp();
        }
    }

    private void resume(TerminalSession opened) throws IOException {
        opened.resume();
        resize(opened);
    }

    private void resize(TerminalSession opened) {
        opened.resize();
        window.resize(
                opened.screen().getTerminalSize().getColumns(),
                opened.screen().getTerminalSize().getRows());
    }

    private void entitle(TerminalSession opened) {
        String now = window.title();
        if (!now.equals(title) && surroundings.answers()) {
            title = now;
            opened.terminal().title(now);
        }
    }

    @Override
    public void close() {
        bus.unsubscribe(mailbox);
        if (session != null) {
            session.close();
        }
    }
}
