package floodchat.front.tui;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.FrontEnd;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.terminal.KeyReader;
import floodchat.front.tui.terminal.TerminalEnvironment;
import floodchat.front.tui.terminal.TerminalEvent;
import floodchat.front.tui.terminal.TerminalListener;
import floodchat.front.tui.terminal.TerminalSession;
import floodchat.front.tui.text.Glyph;
import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chat as a window in a terminal. The thread that made it owns the screen: it sleeps until its mailbox has
 * something, takes all that is there, and draws once. Keys come from {@link KeyReader}'s thread, events from the bus,
 * signals from threads of the virtual machine.
 */
public final class TerminalFront implements FrontEnd {
    /** A burst of backlog messages fits, and the thread draws once for it. */
    private static final int MAILBOX_CAPACITY = 8 * 1024;

    /** In a flood of messages, a frame is drawn after this many. */
    private static final int MAX_MESSAGES_PER_FRAME = 1_000;

    private static final int FAILED = 1;
    private static final int HANGUP = 1;

    private final EventBus bus;
    private final TuiSettings settings;
    private final Consumer<Throwable> failureLog;
    private final Mailbox<FrontMessage> mailbox = new Mailbox<>(MAILBOX_CAPACITY);
    private final TerminalEnvironment environment = TerminalEnvironment.of(System.getenv());
    private final Window window;
    private final Tint firstTint;

    /** What the window wants done now. */
    private final Deque<WindowEffect> effects = new ArrayDeque<>();

    /** What is to be done with the terminal before the next frame. */
    private final Set<WindowEffect.OnTerminal> beforeNextFrame = new LinkedHashSet<>();

    private @Nullable TerminalSession session;
    private @Nullable Painter painter;
    private String title = "";
    private boolean terminalGone;
    private WindowEffect.@Nullable Exit exit;

    /**
     * @param nameNeeded whether the person is asked for a name first
     * @param suggestedName taken if the person does not choose a name
     * @param failureLog told of an error that ends the window; no person should see its trace
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
        this.firstTint = settings.theme() == Tint.AUTO ? environment.tint() : settings.theme();
        this.window = new Window(settings, ZoneId::systemDefault, nameNeeded, suggestedName);
        bus.subscribe(ChatEvent.class, mailbox, event -> new FrontMessage.ForWindow(new WindowInput.Heard(event)));
        bus.subscribe(
                FloodEvent.Inspected.class,
                mailbox,
                answer -> new FrontMessage.ForWindow(new WindowInput.Answered(answer)));
    }

    /** True if standard input and output are a terminal that a window can be drawn on. */
    public static boolean hasTerminal() {
        return TerminalSession.hasTerminal();
    }

    /**
     * Loads what the first frame waits for longest, on a thread of its own. Nobody needs to call it, but a program that
     * does something else first starts faster with it.
     */
    public static void prepare() {
        new Thread(Glyph::load, "first frame").start();
    }

    // ---- opening and closing

    @Override
    public void open() {
        try {
            TerminalListener listener = new MailboxListener(mailbox);
            TerminalSession opened = new TerminalSession(listener);
            session = opened;
            opened.open();
            resize(opened);
            setTint(firstTint, opened);
            paint(opened);
            opened.listen();
            KeyReader.start(listener);
            askForBackground(opened);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private record MailboxListener(Mailbox<FrontMessage> mailbox) implements TerminalListener {
        @Override
        public void put(TerminalEvent event) throws InterruptedException {
            mailbox.put(new FrontMessage.FromTerminal(event));
        }

        @Override
        public void tell(TerminalEvent event) {
            mailbox.tell(new FrontMessage.FromTerminal(event));
        }
    }

    private void askForBackground(TerminalSession opened) throws IOException {
        boolean wanted = settings.theme() == Tint.AUTO && environment.depth() == Theme.Depth.INDEXED;
        if (wanted && environment.takesCommands()) {
            opened.askForBackground();
        }
    }

    @Override
    public void close() {
        bus.unsubscribe(mailbox);
        if (session != null) {
            session.close();
        }
    }

    // ---- the loop

    @Override
    public int run() throws InterruptedException {
        TerminalSession opened = session;
        if (opened == null) {
            throw new IllegalStateException("run before open");
        }
        try {
            while (exit == null) {
                step(opened);
            }
            return end(exit);
        } catch (RuntimeException | Error e) {
            return fail(e);
        }
    }

    private int end(WindowEffect.Exit last) {
        close();
        if (last.lastWords() != null) {
            System.err.println(last.lastWords());
        }
        return last.exitCode();
    }

    private int fail(Throwable error) {
        close();
        failureLog.accept(error);
        System.err.println("An error in Floodchat closed the window. The log file has the details.");
        return FAILED;
    }

    /** Takes what came and draws it. If the terminal can't be written to, goodbye is said without it. */
    private void step(TerminalSession opened) throws InterruptedException {
        try {
            takeMessages(opened);
            if (!terminalGone && exit == null) {
                showTitle(opened);
                paint(opened);
            }
        } catch (IOException _) {
            hangUp();
        }
    }

    private void hangUp() {
        terminalGone = true;
        handle(new WindowInput.LeaveRequested(TerminalSession.exitCode(HANGUP)));
    }

    /** Waits for a message, and takes all that came. */
    private void takeMessages(TerminalSession opened) throws InterruptedException, IOException {
        FrontMessage message = next();
        for (int taken = 0; message != null; taken++) {
            take(message, opened);
            message = taken < MAX_MESSAGES_PER_FRAME ? mailbox.poll(0) : null;
        }
        long missed = mailbox.takeMissed();
        if (missed > 0) {
            handle(new WindowInput.Missed(missed));
        }
        handle(new WindowInput.Ticked());
        List<WindowEffect.OnTerminal> due = List.copyOf(beforeNextFrame);
        beforeNextFrame.clear();
        for (WindowEffect.OnTerminal effect : due) {
            carryOut(effect, opened);
        }
    }

    /** The next message; null if it is time for a tick. */
    private @Nullable FrontMessage next() throws InterruptedException {
        long ms = window.msUntilTick(System.currentTimeMillis());
        return ms < 0 ? mailbox.take() : mailbox.poll(ms);
    }

    private void take(FrontMessage message, TerminalSession opened) throws IOException {
        switch (message) {
            case FrontMessage.ForWindow(WindowInput input) -> handle(input);
            case FrontMessage.FromTerminal(TerminalEvent event) -> take(event, opened);
        }
    }

    private void take(TerminalEvent event, TerminalSession opened) throws IOException {
        switch (event) {
            case TerminalEvent.Pressed(Key key) -> handle(new WindowInput.Pressed(key));
            case TerminalEvent.Resized _ -> resize(opened);
            case TerminalEvent.Continued _ -> resume(opened);
            case TerminalEvent.StopRequested _ -> beforeNextFrame.add(new WindowEffect.Suspend());
            case TerminalEvent.EndRequested(int signal) ->
                handle(new WindowInput.LeaveRequested(TerminalSession.exitCode(signal)));
            case TerminalEvent.Closed _ -> hangUp();
        }
    }

    // ---- the window

    private void handle(WindowInput input) {
        window.handle(input, System.currentTimeMillis(), effects::add);
        for (WindowEffect effect = effects.poll(); effect != null; effect = effects.poll()) {
            carryOut(effect);
        }
    }

    private void carryOut(WindowEffect effect) {
        switch (effect) {
            case WindowEffect.Send(ChatCommand command) -> window.handle(
                    bus.offer(command) ? new WindowInput.Sent(command) : new WindowInput.Busy(command),
                    System.currentTimeMillis(),
                    effects::add);
            case WindowEffect.Inquire _ -> bus.offer(new FloodInquiry()); // if there is no room, the next one is asked
            case WindowEffect.Exit last -> exit = last;
            case WindowEffect.OnTerminal onTerminal -> beforeNextFrame.add(onTerminal);
        }
    }

    private void carryOut(WindowEffect.OnTerminal effect, TerminalSession opened) throws IOException {
        switch (effect) {
            case WindowEffect.Suspend _ -> {
                opened.suspend();
                resume(opened);
            }
            case WindowEffect.Redraw _ -> opened.redraw();
            case WindowEffect.Ring _ -> opened.ring();
            case WindowEffect.SetTint(Tint reported) -> setTint(reported, opened);
        }
    }

    private void setTint(Tint tint, TerminalSession opened) {
        painter = new Painter(window, opened.canvas(Theme.of(tint, environment.depth())));
    }

    private void resume(TerminalSession opened) throws IOException {
        opened.resume();
        resize(opened);
    }

    private void resize(TerminalSession opened) {
        opened.resize();
        handle(new WindowInput.Resized(opened.columns(), opened.rows()));
    }

    private void showTitle(TerminalSession opened) {
        String now = window.title();
        if (!now.equals(title) && environment.takesCommands()) {
            title = now;
            opened.title(now);
        }
    }

    private void paint(TerminalSession opened) throws IOException {
        if (painter != null) {
            painter.paint(System.currentTimeMillis());
            opened.show();
        }
    }
}
