package floodchat.front.tui;

import floodchat.front.SettingAnswer;
import floodchat.front.UnlockResult;
import floodchat.front.tui.terminal.EditorResult;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.InputBox;
import floodchat.front.tui.widget.Question;
import floodchat.front.tui.widget.SearchPage;
import floodchat.front.tui.widget.StatusLine;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of the window: inputs in, effects out to a sink. It knows no terminal. {@link Keys} say what a key does to
 * it, and a {@link Painter} shows it. Owned by the thread that owns the screen.
 */
final class Window {
    /** How often the window looks whether it may close. */
    private static final long SHUTDOWN_TICK_MS = 100;

    private static final int FAILED = 1;

    private final Pane pane;
    private final Composer composer = new Composer();
    private final Overlays overlays;
    private final Switching switching;
    private final EnteredLine entered;

    /** Null until there is somebody to tell, or until the terminal tells something about its focus. */
    private @Nullable Alerts alerts;

    /** Null until the first input. */
    private @Nullable Modes modes;

    /** Null until the first input. */
    private @Nullable Upkeep upkeep;

    /** Null until the first input. */
    private @Nullable HistoryExchange history;

    /** Null until a command was sent. */
    private @Nullable SentCommands sent;

    /** Null until the first key. */
    private @Nullable Keys keys;

    private final Supplier<ZoneId> zone;

    /** Into the private network that we are in; null in the public one. */
    private final @Nullable Invite invite;

    private int columns;
    private int rows;
    private @Nullable Shutdown shutdown;
    private @Nullable Hint hint;
    private FloodEvent.@Nullable StatusChanged network;

    private boolean ended;
    /** When the latest input came, by the clock that never goes back: for waits. */
    private long nowMs;
    /** How far the wall clock is ahead of that: for what people read. */
    private long wallAheadMs;

    /** Whether this is the first run of a person. */
    private final boolean nameNeeded;

    /**
     * The first size comes here and not as an input, so that the first frame is quick: the first switch over types of
     * inputs loads about 60 classes.
     *
     * @param zone asked when there is a time to show
     */
    Window(
            TuiSettings settings,
            int columns,
            int rows,
            Supplier<ZoneId> zone,
            Opening opening) {
        this.columns = columns;
        this.rows = rows;
        this.zone = zone;
        this.invite = opening.invite();
        this.pane = new Pane(settings, zone, invite == null ? null : invite.name());
        this.overlays = new Overlays(opening);
        this.switching = new Switching(pane, composer);
        this.entered = new EnteredLine(pane, composer, overlays, switching, invite);
        this.nameNeeded = opening.nameNeeded();
        askFirstName();
    }

    private void askFirstName() {
        if (nameNeeded && self() == null && !overlays.isLocked()) {
            overlays.askName(null);
        }
    }

    /**
     * Takes an input. The caller carries the effects out, in order, after this call.
     *
     * @param nowMs since 1970, by a clock that never goes back
     */
    void handle(WindowInput input, long nowMs, Consumer<? super WindowEffect> effects) {
        this.nowMs = nowMs;
        if (hint != null && hint.leftMs(nowMs) == 0) {
            hint = null;
        }
        Instant now = wallTime(nowMs);
        switch (input) {
            case WindowInput.ClockSet(long aheadMs) -> wallAheadMs = aheadMs;
            case WindowInput.Pressed(Key key) -> keys().press(key, now, effects);
            case WindowInput.Unlocked(UnlockResult result) -> {
                overlays.unlocked(result);
                askFirstName();
            }
            case WindowInput.Heard(ChatEvent event) -> hear(event, now, effects);
            case WindowInput.HistoryHeard(HistoryEvent event) -> history().hear(event, now);
            case WindowInput.Restored(List<SavedConversation> conversations) -> {
                switching.restore(conversations, now);
                upkeep().restored();
            }
            case WindowInput.NetworkChanged(FloodEvent.StatusChanged status) -> {
                network = status;
                upkeep().networkChanged(status, nowMs);
            }
            case WindowInput.Answered(FloodEvent.Inspected answer) -> {
                pane.answered(answer, nowMs, now);
                upkeep().answered(answer);
            }
            case WindowInput.SettingsAnswered(SettingAnswer answer) -> say(entered.answered(answer, now));
            case WindowInput.SettingsChanged(TuiSettings settings) -> apply(settings, effects);
            case WindowInput.Edited(String before, EditorResult result) -> {
                takeHint();
                say(entered.edited(before, result, now));
            }
            case WindowInput.Resized(int toColumns, int toRows) -> {
                columns = toColumns;
                rows = toRows;
            }
            case WindowInput.LeaveRequested(int exitCode) -> leave(exitCode, Shutdown.PATIENCE_OF_A_SIGNAL, effects);
            case WindowInput.Sent(ChatCommand.Leave _) when shutdown != null -> shutdown.goodbyeSaid();
            case WindowInput.Sent(ChatCommand command) -> say(sent().sent(command, now));
            case WindowInput.Busy(ChatCommand command) -> say(sent().busy(command));
            case WindowInput.Opened opened -> say(OpenedLink.told(opened, effects));
            case WindowInput.NotCopied _ -> say(MessageMode.NO_CLIPBOARD);
            case WindowInput.Missed(long events) -> pane.conversation().missed(events, now);
            case WindowInput.Ticked _ -> tick(effects);
        }
        history().ask(effects);
        upkeep().look(network, nowMs, now);
        if (shutdown != null && shutdown.isOver(nowMs)) {
            end(shutdown.exitCode(), shutdown.lastWords(), effects);
        }
    }

    void end(int exitCode, @Nullable String lastWords, Consumer<? super WindowEffect> effects) {
        if (!ended) {
            ended = true;
            upkeep().keep(wallTime(nowMs), effects);
            effects.accept(new WindowEffect.Exit(exitCode, lastWords));
        }
    }

    /** Shows these words in place of the hint that is there; null for no new ones. */
    void say(@Nullable String words) {
        hint = words == null ? hint : new Hint(words, nowMs);
    }

    /** Takes the hint away. Returns its words; null if there was none. */
    @Nullable String takeHint() {
        String words = hint == null ? null : hint.words();
        hint = null;
        return words;
    }

    // ---- parts that are made late, so that the first frame is quick

    Modes modes() {
        modes = modes == null ? new Modes(pane, composer, overlays, switching, zone) : modes;
        return modes;
    }

    Upkeep upkeep() {
        upkeep = upkeep == null ? new Upkeep(pane, composer, invite, nameNeeded) : upkeep;
        return upkeep;
    }

    private Keys keys() {
        keys = keys == null ? new Keys(this, entered) : keys;
        return keys;
    }

    private SentCommands sent() {
        sent = sent == null ? new SentCommands(pane, composer, overlays, switching, modes()) : sent;
        return sent;
    }

    private HistoryExchange history() {
        history = history == null ? new HistoryExchange(pane.conversation(), modes()) : history;
        return history;
    }

    Alerts alerts() {
        alerts = alerts == null ? new Alerts(pane.settings()) : alerts;
        return alerts;
    }

    // ---- what is drawn

    Pane pane() {
        return pane;
    }

    Composer composer() {
        return composer;
    }

    Overlays overlays() {
        return overlays;
    }

    Switching switching() {
        return switching;
    }

    StatusLine statusLine() {
        String ofMode = modes == null ? null : modes.words(columns, rows);
        String words = hint == null ? ofMode : hint.words();
        return new StatusLine(
                shutdown == null ? words : "leaving…", switching.labels(), self(),
                invite == null ? null : invite.name(), network, upkeep == null ? null : upkeep.pulse())
                .withBytes(composer.bytes(pane.transcript().roster()));
    }

    /** While something else takes the keys, the line has one row. */
    InputBox input() {
        SearchPage searched = pane.searchPage();
        if (searched != null) {
            return searched.box(columns);
        }
        int maxRows = overlays.isOpen() || switching.isOpen() ? 1 : WindowLayout.maxInputRows(rows);
        return composer.box(pane.transcript().roster(), columns, maxRows);
    }

    WindowLayout layout(InputBox input) {
        int hintRows = statusLine().hintRows(columns);
        int peerColumns = overlays.hidesPeers() ? 0 : pane.peerColumns();
        WindowLayout layout = WindowLayout.of(columns, rows, input.rows().size(), hintRows, peerColumns);
        if (modes != null && modes.isChoosingPerson() && !overlays.isOpen()) {
            layout = layout.withPeers(pane.settings().peerListColumns());
        }
        if (overlays.isOpen()) {
            return layout.withPopup(overlays.popupRows(layout));
        }
        Question question = question();
        if (question != null) {
            return layout.withPopup(question.rows(layout));
        }
        return layout.withPopup(switching.isOpen() ? switching.popupRows(layout) : composer.popupRows(layout));
    }

    /** As the network last told; null before it told anything. */
    FloodEvent.@Nullable StatusChanged network() {
        return network;
    }

    /** Null while nothing is asked. */
    @Nullable Question question() {
        return entered.question();
    }

    WindowLayout layout() {
        return layout(input());
    }

    @Nullable Person self() {
        return pane.transcript().roster().self();
    }

    /** The words for the terminal's title bar; empty if it is left alone. */
    String title() {
        return alerts().title(pane.title());
    }

    // ---- time

    /** How long until {@link WindowInput.Ticked} has something to do, or the countdown changes; below 0 for never. */
    long msUntilTick(long nowMs) {
        if (shutdown != null) {
            return SHUTDOWN_TICK_MS;
        }
        long hintMs = hint == null ? -1 : hint.leftMs(nowMs);
        long countdownMs = statusLine().msUntilChange(wallTime(nowMs).toEpochMilli());
        return Upkeep.soonest(hintMs, countdownMs, upkeep == null ? -1 : upkeep.msUntilDue(nowMs));
    }

    /** When the latest input came, by the clock that never goes back. */
    long nowMs() {
        return nowMs;
    }

    /** What the wall clock shows at this time of ours. */
    Instant wallTime(long timeMs) {
        return Instant.ofEpochMilli(timeMs + wallAheadMs);
    }

    void tick(Consumer<? super WindowEffect> effects) {
        upkeep().tick(nowMs, wallTime(nowMs), effects);
        sayGoodbye(effects);
    }

    // ---- the chat

    private void hear(ChatEvent event, Instant now, Consumer<? super WindowEffect> effects) {
        switch (event) {
            case ChatEvent.Refused refused -> say(sent().refused(refused, now));
            case ChatEvent.Answered answered -> {
                pane.conversation().hear(answered, now);
                pane.conversation().goToNewest();
            }
            case ChatEvent.RunsElsewhere _, ChatEvent.RunsHere _ -> {
                composer.silence(event instanceof ChatEvent.RunsElsewhere);
                pane.conversation().hear(event, now);
            }
            case ChatEvent.RefusalsCounted counted -> pane.refused(counted.counts());
            case ChatEvent.StorageChanged changed -> {
                pane.storageChanged(changed);
                pane.conversation().hear(changed, now);
            }
            case ChatEvent.Left(int unsent, int kept) when shutdown != null -> shutdown.left(unsent, kept);
            case ChatEvent.Failed(String reason) -> end(FAILED, reason, effects);
            default -> {
                if (pane.conversation().hear(event, now)) {
                    alerts().heard(pane.transcript(), nowMs, effects);
                }
            }
        }
        upkeep().hear(event, nowMs, now);
        if (event instanceof ChatEvent.RosterChanged
                || event instanceof ChatEvent.ContactsChanged
                || event instanceof ChatEvent.RequestsChanged) {
            modes().follow(now);
            composer.refresh(pane.transcript());
            entered.rosterChanged();
        }
    }

    private void apply(TuiSettings settings, Consumer<? super WindowEffect> effects) {
        alerts().apply(settings, effects);
        pane.apply(settings);
        upkeep().apply(settings);
        effects.accept(new WindowEffect.SetPalette(settings.theme()));
        effects.accept(new WindowEffect.UseMouse(settings.mouse()));
        effects.accept(new WindowEffect.UseLinks(settings.links()));
    }

    // ---- leaving

    boolean isLeaving() {
        return shutdown != null;
    }

    /** The person does not want to wait. */
    void hurry() {
        shutdown = Shutdown.atOnce();
    }

    void leave(int exitCode, Duration patience, Consumer<? super WindowEffect> effects) {
        if (overlays.isLocked()) {
            end(exitCode, null, effects);
        } else if (shutdown == null) {
            shutdown = Shutdown.begin(nowMs, patience, exitCode);
            upkeep().keep(wallTime(nowMs), effects); // a second signal may end the program at once
            sayGoodbye(effects);
        }
    }

    private void sayGoodbye(Consumer<? super WindowEffect> effects) {
        if (shutdown != null && !shutdown.isGoodbyeSaid()) {
            effects.accept(new WindowEffect.Send(new ChatCommand.Leave(shutdown.patience())));
        }
    }
}
