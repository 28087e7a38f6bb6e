package floodchat.front.tui;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.PassphraseEntered;
import floodchat.front.SettingRequest;
import floodchat.front.tui.terminal.EditorChoice;
import floodchat.front.tui.terminal.EditorResult;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.terminal.TerminalEnvironment;
import floodchat.front.tui.terminal.TerminalEvent;
import floodchat.front.tui.terminal.TerminalSession;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import floodchat.node.SteadyClock;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.chat.SavedConversations;
import floodchat.protocol.flood.FloodInquiry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Window} on a terminal. It sleeps until the mailbox has something, gives all that is there to the
 * window, carries the effects out, and draws once, when {@link FramePace} allows it. Keys come from the keyboard's
 * thread, events from the bus, signals from threads of the virtual machine. Owned by the thread that owns the screen.
 */
final class WindowLoop {
    /** In a flood of messages, a frame is drawn after this many. */
    private static final int MAX_MESSAGES_PER_FRAME = 1_000;

    private static final int HANGUP = 1;
    private static final String BUSY = "Floodchat is busy: try again in a moment.";

    private final EventBus bus;
    private final Mailbox<FrontMessage> mailbox;
    private final TerminalSession session;
    private final TerminalEnvironment environment;
    private final Window window;
    private final SteadyClock clock = new SteadyClock();

    /** How far the wall clock is ahead of {@link #clock}, as the window was told. */
    private long wallAheadMs;

    /** What the window wants done now. */
    private final Deque<WindowEffect> effects = new ArrayDeque<>();

    /** What is to be done with the terminal before the next frame. */
    private final Set<WindowEffect.OnTerminal> beforeNextFrame = new LinkedHashSet<>();

    private final FramePace pace = new FramePace(clock.nowMs());
    /** Where a text is put that an editor changes. */
    private final Path folder;

    private Palette palette;

    /** As the terminal reported it, or its environment. */
    private Tint tint;

    private Painter painter;
    private String title = "";
    private boolean terminalGone;
    private WindowEffect.@Nullable Exit exit;

    /** Null until a link is opened. */
    private @Nullable DesktopOpener opener;

    WindowLoop(
            EventBus bus,
            Mailbox<FrontMessage> mailbox,
            TerminalSession session,
            TerminalEnvironment environment,
            Window window,
            Palette palette,
            Path folder) {
        this.bus = bus;
        this.mailbox = mailbox;
        this.session = session;
        this.environment = environment;
        this.window = window;
        this.palette = palette;
        this.folder = folder;
        this.tint = environment.tint();
        this.painter = painter();
    }

    private Painter painter() {
        return new Painter(window, session.canvas(Theme.of(palette, tint, environment.depth())));
    }

    private void recolour(Palette nextPalette, Tint nextTint) {
        if (nextPalette != palette || nextTint != tint) {
            palette = nextPalette;
            tint = nextTint;
            painter = painter();
        }
    }

    /** Runs until the person has left. */
    WindowEffect.Exit run() throws InterruptedException {
        while (exit == null) {
            step();
        }
        return exit;
    }

    /**
     * Takes what came and draws it, if it is time and the terminal is ready for a frame. If not, this thread goes on
     * without it, and draws all that has changed when it is. If the terminal is gone, goodbye is said without it.
     */
    private void step() throws InterruptedException {
        try {
            takeMessages();
            if (!terminalGone && exit == null) {
                show();
            }
        } catch (IOException _) {
            hangUp();
        }
    }

    private void hangUp() {
        terminalGone = true;
        handle(new WindowInput.LeaveRequested(TerminalSession.exitCode(HANGUP)));
    }

    private void show() throws IOException {
        if (!session.isLent() && beforeNextFrame.remove(new WindowEffect.Suspend())) {
            session.suspend();
            resume();
        }
        if (mayDraw() && pace.msUntilFrame(clock.nowMs()) == 0) {
            pace.drawn(clock.nowMs());
            for (WindowEffect.OnTerminal effect : beforeNextFrame) {
                carryOutOnTerminal(effect);
            }
            beforeNextFrame.clear();
            showTitle();
            paint();
        }
    }

    private boolean mayDraw() {
        return !terminalGone && session.isReady();
    }

    private void showTitle() {
        String now = window.title();
        if (!now.equals(title) && environment.takesCommands()) {
            title = now;
            session.title(now);
        }
    }

    void paint() throws IOException {
        painter.paint(clock.nowMs());
        session.show();
    }

    // ---- inputs

    /**
     * Waits for a message, and takes all that came. A terminal that has read a frame is no reason for another one: what
     * waits for it was noted before.
     */
    private void takeMessages() throws InterruptedException, IOException {
        FrontMessage message = next();
        if (isWritten(message)) {
            return;
        }
        for (int taken = 0; message != null; taken++) {
            take(message);
            pace.changed(message instanceof FrontMessage.FromTerminal && !isWritten(message));
            message = taken < MAX_MESSAGES_PER_FRAME ? mailbox.poll(0) : null;
        }
        long missed = mailbox.takeMissed();
        if (missed > 0) {
            handle(new WindowInput.Missed(missed));
        }
        handle(new WindowInput.Ticked());
        pace.changed(false);
    }

    /** A pattern, since the first call of a record's equals loads about 200 classes, and a key waits for it. */
    private static boolean isWritten(@Nullable FrontMessage message) {
        return message instanceof FrontMessage.FromTerminal(TerminalEvent.Written _);
    }

    /** The next message; null if it is time for a tick or a frame. */
    private @Nullable FrontMessage next() throws InterruptedException {
        long tickMs = window.msUntilTick(clock.nowMs());
        long frameMs = mayDraw() ? pace.msUntilFrame(clock.nowMs()) : -1; // the terminal tells when it is ready
        long ms = tickMs < 0 || frameMs < 0 ? Math.max(tickMs, frameMs) : Math.min(tickMs, frameMs);
        return ms < 0 ? mailbox.take() : mailbox.poll(ms);
    }

    private void take(FrontMessage message) throws IOException {
        switch (message) {
            case FrontMessage.ForWindow(WindowInput input) -> handle(input);
            case FrontMessage.FromTerminal(TerminalEvent event) -> take(event);
        }
    }

    private void take(TerminalEvent event) throws IOException {
        switch (event) {
            case TerminalEvent.Pressed(Key.Knows knows) -> {
                session.learn(knows);
                handle(new WindowInput.Pressed(knows));
            }
            case TerminalEvent.Pressed(Key.SchemeReports _) -> session.followScheme();
            case TerminalEvent.Pressed(Key.SchemeChanged(boolean dark)) -> schemeChanged(dark);
            case TerminalEvent.Pressed(Key key) -> handle(new WindowInput.Pressed(key));
            case TerminalEvent.Written _ -> {
                // now there may be a frame
            }
            case TerminalEvent.Resized _ -> resize();
            case TerminalEvent.Continued _ -> resume();
            case TerminalEvent.Edited(String before, EditorResult result) -> {
                session.takeBack();
                resume();
                handle(new WindowInput.Edited(before, result));
            }
            case TerminalEvent.StopRequested _ -> beforeNextFrame.add(new WindowEffect.Suspend());
            case TerminalEvent.EndRequested(int signal) ->
                handle(new WindowInput.LeaveRequested(TerminalSession.exitCode(signal)));
            case TerminalEvent.Closed _ -> hangUp();
        }
    }

    /** The scheme says what a person prefers. The background itself is asked for again: only the answer is sure. */
    private void schemeChanged(boolean dark) {
        handle(new WindowInput.Pressed(new Key.Background(dark)));
        beforeNextFrame.add(new WindowEffect.AskBackground());
    }

    private void resume() throws IOException {
        session.resume();
        if (environment.isAskedForBackground()) {
            beforeNextFrame.add(new WindowEffect.AskBackground()); // another program may have ended the reports
        }
        title = ""; // the terminal shows the one of the shell again
        resize();
    }

    /** The terminal may have been smaller meanwhile, so everything is drawn even if it has the same size again. */
    private void resize() {
        session.resize();
        session.redraw();
        handle(new WindowInput.Resized(session.columns(), session.rows()));
    }

    private void handle(WindowInput input) {
        long nowMs = clock.nowMs();
        if (clock.wallAheadMs() != wallAheadMs) {
            wallAheadMs = clock.wallAheadMs();
            window.handle(new WindowInput.ClockSet(wallAheadMs), nowMs, effects::add);
        }
        window.handle(input, nowMs, effects::add);
        for (WindowEffect effect = effects.poll(); effect != null; effect = effects.poll()) {
            carryOut(effect);
        }
    }

    // ---- effects

    private void carryOut(WindowEffect effect) {
        switch (effect) {
            case WindowEffect.Send(ChatCommand command) -> window.handle(
                    bus.offer(command) ? new WindowInput.Sent(command) : new WindowInput.Busy(command),
                    clock.nowMs(),
                    effects::add);
            case WindowEffect.Unlock(PassphraseEntered entered) -> bus.tell(entered); // one at a time, so there is room
            case WindowEffect.Set(SettingRequest request) -> bus.tell(request); // a person types them one by one
            case WindowEffect.Inquire _ -> bus.offer(new FloodInquiry()); // if there is no room, the next one is asked
            case WindowEffect.AskHistory(HistoryInquiry inquiry) -> askHistory(inquiry);
            case WindowEffect.Open(String address) -> open(address);
            case WindowEffect.Edit(String text) -> session.edit(text, EditorChoice.of(System.getenv(), folder));
            case WindowEffect.SaveConversations(List<SavedConversation> conversations) ->
                bus.tell(new SavedConversations.Changed(conversations)); // if there is no room, the next one is kept
            case WindowEffect.Exit last -> exit = last;
            case WindowEffect.Copy _ when !environment.takesCommands() -> handle(new WindowInput.NotCopied());
            case WindowEffect.OnTerminal onTerminal -> {
                beforeNextFrame.removeIf(earlier -> earlier.getClass() == onTerminal.getClass());
                beforeNextFrame.add(onTerminal);
            }
        }
    }

    private void askHistory(HistoryInquiry inquiry) {
        if (!bus.offer(inquiry)) {
            handle(new WindowInput.HistoryHeard(new HistoryEvent.Refused(inquiry, BUSY)));
        }
    }

    private void open(String address) {
        opener = opener == null ? DesktopOpener.of(System.getenv(), System.getProperty("os.name", "")) : opener;
        opener.open(address,
                result -> mailbox.tell(new FrontMessage.ForWindow(new WindowInput.Opened(address, result))));
    }

    private void carryOutOnTerminal(WindowEffect.OnTerminal effect) throws IOException {
        switch (effect) {
            case WindowEffect.Suspend _ -> throw new IllegalStateException("it does not wait for a frame");
            case WindowEffect.Redraw _ -> session.redraw();
            case WindowEffect.Ring _ -> session.ring();
            case WindowEffect.Notify(Notification notification, Notification.Kind kind) -> {
                if (environment.takesCommands()) {
                    session.show(notification, kind);
                }
            }
            case WindowEffect.Copy(String text) -> session.copy(text);
            case WindowEffect.AskNotifications _ -> {
                if (environment.takesCommands()) {
                    session.askForNotifications();
                }
            }
            case WindowEffect.SetTint(Tint reported) -> recolour(palette, reported);
            case WindowEffect.SetPalette(Palette chosen) -> recolour(chosen, tint);
            case WindowEffect.AskBackground _ -> session.askForBackground();
            case WindowEffect.UseMouse(boolean on) -> session.useMouse(on);
            case WindowEffect.UseLinks(boolean on) -> session.useLinks(on && environment.takesCommands());
        }
    }
}
