package floodchat.front.tui;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.FrontEnd;
import floodchat.front.SettingAnswer;
import floodchat.front.UnlockResult;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.terminal.TerminalEnvironment;
import floodchat.front.tui.terminal.TerminalEvent;
import floodchat.front.tui.terminal.TerminalListener;
import floodchat.front.tui.terminal.TerminalSession;
import floodchat.front.tui.text.Glyph;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.SavedConversations;
import floodchat.protocol.flood.FloodEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chat as a window in a terminal: opens the terminal, and hands it to a {@link WindowLoop}. The thread that made it
 * owns the screen.
 */
public final class TerminalFront implements FrontEnd {
    /** A burst of backlog messages fits, and the thread draws once for it. */
    private static final int MAILBOX_CAPACITY = 8 * 1024;

    private static final int FAILED = 1;

    private final EventBus bus;
    private final TuiSettings settings;
    private final Opening opening;
    private final Path folder;
    private final Consumer<Throwable> failureLog;
    private final TerminalEnvironment environment = TerminalEnvironment.of(System.getenv());
    private final Mailbox<FrontMessage> mailbox = new Mailbox<>(MAILBOX_CAPACITY);
    private @Nullable TerminalSession session;
    private @Nullable WindowLoop loop;

    /**
     * @param folder where a text is put that an editor changes
     * @param failureLog told of an error that ends the window; no person should see its trace
     */
    public TerminalFront(
            EventBus bus,
            TuiSettings settings,
            Opening opening,
            Path folder,
            Consumer<Throwable> failureLog) {
        this.bus = bus;
        this.settings = settings;
        this.opening = opening;
        this.folder = folder;
        this.failureLog = failureLog;
        subscribe(ChatEvent.class, WindowInput.Heard::new);
        subscribe(HistoryEvent.class, WindowInput.HistoryHeard::new);
        subscribe(SavedConversations.Restored.class, kept -> new WindowInput.Restored(kept.all()));
        subscribe(UnlockResult.class, WindowInput.Unlocked::new);
        subscribe(FloodEvent.StatusChanged.class, WindowInput.NetworkChanged::new);
        subscribe(FloodEvent.Inspected.class, WindowInput.Answered::new);
    }

    private <E> void subscribe(Class<E> type, Function<E, WindowInput> wrap) {
        bus.subscribe(type, mailbox, event -> new FrontMessage.ForWindow(wrap.apply(event)));
    }

    /**
     * Why there can't be a window: a sentence that says what to do; null if there can be one.
     *
     * @param environment the environment variables
     */
    public static @Nullable String whyNoWindow(Map<String, String> environment) {
        if (!TerminalSession.hasTerminal()) {
            return "A window needs a terminal on standard input and output; --plain needs none.";
        }
        return TerminalEnvironment.of(environment).whyNoWindow();
    }

    /**
     * Loads what the first frame waits for longest, on a thread of its own. Nobody needs to call it, but a program that
     * does something else first starts faster with it.
     */
    public static void prepare() {
        new Thread(Glyph::load, "first frame").start();
    }

    @Override
    public void open() {
        try {
            TerminalListener listener = new MailboxListener(mailbox);
            TerminalSession opened = new TerminalSession(listener);
            session = opened;
            opened.useMouse(settings.mouse());
            opened.useLinks(settings.links() && environment.takesCommands());
            opened.open();
            opened.resize();
            Window window =
                    new Window(settings, opened.columns(), opened.rows(), ZoneId::systemDefault, opening);
            WindowLoop started = new WindowLoop(bus, mailbox, opened, environment, window, settings.theme(), folder);
            loop = started;
            started.paint();
            subscribe(SettingAnswer.class, WindowInput.SettingsAnswered::new);
            subscribe(TuiSettings.class, WindowInput.SettingsChanged::new);
            opened.listen();
            opened.readKeys();
            ask(opened);
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

    private void ask(TerminalSession opened) throws IOException {
        if (settings.notifications() == Notification.Kind.AUTO && environment.takesCommands()) {
            opened.askForNotifications();
        }
        if (environment.isAskedForBackground()) {
            opened.askForBackground();
        }
    }

    @Override
    public int run() throws InterruptedException {
        if (loop == null) {
            throw new IllegalStateException("run before open");
        }
        try {
            return end(loop.run());
        } catch (RuntimeException | Error e) {
            return fail(e);
        }
    }

    private int end(WindowEffect.Exit exit) {
        closeAndSay(exit.lastWords());
        return exit.exitCode();
    }

    private int fail(Throwable error) {
        failureLog.accept(error);
        closeAndSay("An error in Floodchat closed the window. The log file has the details.");
        return FAILED;
    }

    /** Says nothing to a terminal that does not read: that would wait for it. */
    private void closeAndSay(@Nullable String sentence) {
        if (restore() && sentence != null) {
            System.err.println(sentence);
        }
    }

    /** Returns false if the terminal does not read. */
    private boolean restore() {
        bus.unsubscribe(mailbox);
        TerminalSession opened = session;
        session = null;
        return opened == null || opened.close();
    }

    @Override
    public void close() {
        restore();
    }
}
