package floodchat.front.tui;

import floodchat.front.CommandParser;
import floodchat.front.HistoryWords;
import floodchat.front.Intent;
import floodchat.front.SettingAnswer;
import floodchat.front.UnlockResult;
import floodchat.front.tui.terminal.EditorResult;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Tint;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.InputBox;
import floodchat.front.tui.widget.Pulse;
import floodchat.front.tui.widget.Question;
import floodchat.front.tui.widget.SearchPage;
import floodchat.front.tui.widget.StatusLine;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The state of the window: inputs in, effects out to a sink. It knows no terminal. A {@link Painter} shows it. Owned by
 * the thread that owns the screen.
 */
final class Window {
    private static final String LEAVE_HINT = "press Ctrl-C again to leave";

    /** How often the window looks whether it may close. */
    private static final long SHUTDOWN_TICK_MS = 100;

    private static final int FAILED = 1;
    private static final Key EDITOR_KEY = new Key.Typed('e', false, true);

    private final Pane pane;
    private final Composer composer = new Composer();
    private final Overlays overlays;
    private final Switching switching;
    private final EnteredLine entered;

    /** Null until there is somebody to tell, or until the terminal tells something about its focus. */
    private @Nullable Alerts alerts;

    /** Null until a key chooses a message. */
    private @Nullable MessageMode messageMode;

    /** Null until the mouse is used. */
    private @Nullable Pointer pointer;

    /** Null until something is searched. */
    private @Nullable Searching searching;

    private final Supplier<ZoneId> zone;

    /** Null until Alt-P is pressed. */
    private @Nullable ChoosingPerson choosing;

    /** Null until we have a name: before that nobody sees us. */
    private @Nullable IdleWatch idle;

    /** Null until what an earlier run has kept is there: before that, nothing may take its place. */
    private @Nullable KeptConversations kept;

    /** Into the private network that we are in; null in the public one. */
    private final @Nullable Invite invite;

    private int columns;
    private int rows;
    private @Nullable Shutdown shutdown;
    private @Nullable Hint hint;
    private FloodEvent.@Nullable StatusChanged network;

    /** Null until there is a link. */
    private @Nullable Pulse pulse;

    private boolean ended;
    /** When the latest input came, by the clock that never goes back: for waits. */
    private long nowMs;
    /** How far the wall clock is ahead of that: for what people read. */
    private long wallAheadMs;

    /** Whether the first name of a person is still to be followed by hints. */
    private boolean welcomeDue;

    /** Null before the first name of a person, and after all was told. */
    private @Nullable Welcome welcome;

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
        this.welcomeDue = opening.nameNeeded();
        askFirstName();
    }

    private void askFirstName() {
        if (welcomeDue && !overlays.isLocked()) {
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
            case WindowInput.Pressed(Key key) -> press(key, now, effects);
            case WindowInput.Unlocked(UnlockResult result) -> {
                overlays.unlocked(result);
                askFirstName();
            }
            case WindowInput.Heard(ChatEvent event) -> hear(event, now, effects);
            case WindowInput.HistoryHeard(HistoryEvent event) -> hear(event, now);
            case WindowInput.Restored(List<SavedConversation> conversations) -> {
                switching.restore(conversations, now);
                kept = new KeptConversations(pane.conversation(), composer);
            }
            case WindowInput.NetworkChanged(FloodEvent.StatusChanged status) -> networkChanged(status);
            case WindowInput.Answered(FloodEvent.Inspected answer) -> {
                pane.answered(answer, nowMs, now);
                if (pulse != null) {
                    pulse.answered(answer);
                }
            }
            case WindowInput.SettingsAnswered(SettingAnswer answer) -> pane.answer(answer, now);
            case WindowInput.SettingsChanged(TuiSettings settings) -> apply(settings, effects);
            case WindowInput.Edited(String before, EditorResult result) -> {
                String words = entered.edited(before, result, now);
                hint = words == null ? null : new Hint(words, nowMs);
            }
            case WindowInput.Resized(int toColumns, int toRows) -> {
                columns = toColumns;
                rows = toRows;
            }
            case WindowInput.LeaveRequested(int exitCode) -> leave(exitCode, Shutdown.PATIENCE_OF_A_SIGNAL, effects);
            case WindowInput.Sent(ChatCommand command) -> sent(command, now);
            case WindowInput.Busy(ChatCommand command) -> busy(command);
            case WindowInput.Opened opened -> hint = new Hint(OpenedLink.told(opened, effects), nowMs);
            case WindowInput.NotCopied _ -> hint = new Hint(MessageMode.NO_CLIPBOARD, nowMs);
            case WindowInput.Missed(long events) -> pane.conversation().missed(events, now);
            case WindowInput.Ticked _ -> tick(effects);
        }
        askHistory(effects);
        if (welcome != null && welcome.tell(network, nowMs, now)) {
            welcome = null;
        }
        if (kept != null) {
            kept.look(nowMs);
        }
        if (shutdown != null && shutdown.isOver(nowMs)) {
            end(shutdown.exitCode(), shutdown.lastWords(), effects);
        }
    }

    private void end(int exitCode, @Nullable String lastWords, Consumer<? super WindowEffect> effects) {
        if (!ended) {
            ended = true;
            keep(effects);
            effects.accept(new WindowEffect.Exit(exitCode, lastWords));
        }
    }

    /** Keeps the conversations and the unfinished line for the next run, if they have changed. */
    private void keep(Consumer<? super WindowEffect> effects) {
        if (kept != null && kept.hasChanged()) {
            effects.accept(new WindowEffect.Keep(kept.take(wallTime(nowMs))));
        }
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
        String words = hint == null ? modeWords() : hint.words();
        return new StatusLine(
                shutdown == null ? words : "leaving…", switching.labels(), self(),
                invite == null ? null : invite.name(), network, pulse)
                .withBytes(composer.bytes(pane.transcript().roster()));
    }

    /** The keys of the mode or page that is open; null for none. */
    private @Nullable String modeWords() {
        String keys = messageMode == null ? null : messageMode.words(columns);
        String people = keys == null ? choosingWords() : keys;
        return people == null ? searchWords() : people;
    }

    /** A small window has no room for them. */
    private @Nullable String searchWords() {
        return searching == null || WindowLayout.isSmall(columns, rows) ? null : searching.words(columns);
    }

    private Searching searching() {
        searching = searching == null ? new Searching(pane, composer, switching, zone) : searching;
        return searching;
    }

    private boolean isChoosing() {
        return choosing != null && choosing.isOn();
    }

    private @Nullable String choosingWords() {
        return choosing != null && choosing.isOn() ? choosing.words(columns) : null;
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
        if (isChoosing() && !overlays.isOpen()) {
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

    /** Null while nothing is asked. */
    @Nullable Question question() {
        return entered.question();
    }

    private WindowLayout layout() {
        return layout(input());
    }

    private @Nullable Person self() {
        return pane.transcript().roster().self();
    }

    /** The words for the terminal's title bar; empty if it is left alone. */
    String title() {
        return alerts().title(pane.title());
    }

    private Alerts alerts() {
        alerts = alerts == null ? new Alerts(pane.settings()) : alerts;
        return alerts;
    }

    // ---- time

    /** How long until {@link WindowInput.Ticked} has something to do, or the countdown changes; below 0 for never. */
    long msUntilTick(long nowMs) {
        if (shutdown != null) {
            return SHUTDOWN_TICK_MS;
        }
        long hintMs = hint == null ? -1 : hint.leftMs(nowMs);
        long countdownMs = statusLine().msUntilChange(wallTime(nowMs).toEpochMilli());
        return soonest(
                hintMs,
                countdownMs,
                pane.msUntilInquiry(nowMs),
                idle == null ? -1 : idle.msUntilIdle(nowMs),
                welcome == null ? -1 : welcome.msUntilTold(nowMs),
                kept == null ? -1 : kept.msUntilDue(nowMs),
                pulse == null ? -1 : pulse.msUntilDue(nowMs));
    }

    /** The shortest of these times; below 0 if all are. */
    private static long soonest(long... waits) {
        return LongStream.of(waits).filter(ms -> ms >= 0).min().orElse(-1);
    }

    /** What the wall clock shows at this time of ours. */
    Instant wallTime(long timeMs) {
        return Instant.ofEpochMilli(timeMs + wallAheadMs);
    }

    private void tick(Consumer<? super WindowEffect> effects) {
        if (kept != null && kept.msUntilDue(nowMs) == 0) {
            keep(effects);
        }
        boolean pulseDue = pulse != null && pulse.takeDue(nowMs);
        if (pane.takeInquiryDue(nowMs) || pulseDue) {
            effects.accept(new WindowEffect.Inquire());
        }
        if (idle != null) {
            send(idle.tick(nowMs), effects);
        }
        sayGoodbye(effects);
    }

    /** Tells the chat whether somebody uses the window. Nothing comes of it if that is no news. */
    private static void send(@Nullable ChatCommand command, Consumer<? super WindowEffect> effects) {
        if (command != null) {
            effects.accept(new WindowEffect.Send(command));
        }
    }

    // ---- chat and network

    private void networkChanged(FloodEvent.StatusChanged status) {
        network = status;
        if (pulse != null || status.links() > 0) {
            pulse = pulse == null ? new Pulse() : pulse;
            pulse.linked(status.links(), nowMs);
        }
    }

    private void hear(ChatEvent event, Instant now, Consumer<? super WindowEffect> effects) {
        switch (event) {
            case ChatEvent.Refused refused -> refused(refused, now);
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
                if (event instanceof ChatEvent.Spoken && pulse != null) {
                    pulse.heard(nowMs);
                }
                if (pane.conversation().hear(event, now)) {
                    alerts().heard(pane.transcript(), nowMs, effects);
                }
            }
        }
        if (idle == null && event instanceof ChatEvent.NameSet) {
            idle = new IdleWatch(pane.settings().idleMinutes(), nowMs);
        }
        if (welcomeDue && event instanceof ChatEvent.NameSet) {
            welcomeDue = false;
            welcome = new Welcome(pane, invite, nowMs, now);
        }
        if (choosing != null) {
            choosing.follow(now);
        }
        composer.refresh(pane.transcript());
        if (event instanceof ChatEvent.RosterChanged) {
            entered.rosterChanged();
        }
    }

    private void hear(HistoryEvent event, Instant now) {
        switch (event) {
            case HistoryEvent.Opened(List<HistoryLine> newest) -> pane.conversation().recall(newest, now);
            case HistoryEvent.Lines lines -> pane.conversation().take(lines);
            case HistoryEvent.Found found when searching != null -> searching.take(found);
            case HistoryEvent.Refused(HistoryInquiry.Search inquiry, String reason) when searching != null ->
                searching.refused(inquiry, reason);
            case HistoryEvent.Refused(HistoryInquiry inquiry, String reason) -> {
                if (!pane.conversation().refused(inquiry, reason) && !(inquiry instanceof HistoryInquiry.Older)) {
                    pane.conversation().refuse(reason, now);
                }
            }
            case HistoryEvent.Cleared _ -> {
                pane.conversation().cleared();
                remark(event, now);
            }
            case HistoryEvent.Exported _, HistoryEvent.Loaded _, HistoryEvent.Found _ -> remark(event, now);
        }
    }

    private void remark(HistoryEvent event, Instant now) {
        String words = HistoryWords.of(event);
        if (words != null) {
            pane.conversation().remark(words, now);
        }
    }

    /** Asks for the lines that a person is about to see. */
    private void askHistory(Consumer<? super WindowEffect> effects) {
        HistoryInquiry inquiry = pane.conversation().takeInquiry();
        while (inquiry != null) {
            effects.accept(new WindowEffect.AskHistory(inquiry));
            inquiry = pane.conversation().takeInquiry();
        }
    }

    /** A refused name goes back to its dialog, a refused text to its line. */
    private void refused(ChatEvent.Refused refused, Instant now) {
        if (refused.command() instanceof ChatCommand.SetName set) {
            overlays.nameRefused(set, refused.reason(), self());
            return;
        }
        pane.conversation().refuse(refused.reason(), now);
        if (choosing != null && choosing.hasSent(refused.command())) {
            return;
        }
        if (!composer.giveBack(CommandParser.lineOf(refused.command()))) {
            hint = new Hint("not sent: Up has it again", nowMs);
        }
    }

    // ---- keys

    private void press(Key key, Instant now, Consumer<? super WindowEffect> effects) {
        if (idle != null && !(key instanceof Key.Background) && !(key instanceof Key.Knows)) {
            send(idle.used(nowMs), effects);
        }
        switch (key) {
            case Key.Focused(boolean focused) -> {
                pane.conversation().focus(focused, now);
                alerts().focused(focused);
            }
            case Key.Background(boolean dark) ->
                effects.accept(new WindowEffect.SetTint(dark ? Tint.DARK : Tint.LIGHT));
            case Key.Knows knows when knows.equals(new Key.Knows(Key.Feature.FOCUS, true)) -> alerts().focusIsTold();
            case Key.Knows _ -> {
                // concerns only the terminal
            }
            case Key _ when shutdown != null -> hurry(key);
            case Key.Mouse mouse -> point(mouse, now, effects);
            default -> {
                boolean leaveArmed = hint != null && hint.words().equals(LEAVE_HINT);
                hint = null;
                pane.conversation().endSelection();
                pressed(key, leaveArmed, now, effects);
            }
        }
    }

    private void point(Key.Mouse mouse, Instant now, Consumer<? super WindowEffect> effects) {
        if (pane.settings().mouse()) {
            pointer = pointer == null ? new Pointer(pane, composer, overlays, switching) : pointer;
            boolean chooses = messageMode != null && messageMode.click(mouse, layout());
            String words = chooses ? null : pointer.take(mouse, layout(), now, effects);
            hint = words == null ? hint : new Hint(words, nowMs);
        }
    }

    private void apply(TuiSettings settings, Consumer<? super WindowEffect> effects) {
        alerts().apply(settings, effects);
        pane.apply(settings);
        if (idle != null) {
            idle.apply(settings.idleMinutes());
        }
        effects.accept(new WindowEffect.SetPalette(settings.theme()));
        effects.accept(new WindowEffect.UseMouse(settings.mouse()));
        effects.accept(new WindowEffect.UseLinks(settings.links()));
    }

    /** Ctrl-C while the window closes: the person does not want to wait. */
    private void hurry(Key key) {
        if (Key.isControl(key, 'c')) {
            shutdown = Shutdown.atOnce();
        }
    }

    private void pressed(Key key, boolean leaveArmed, Instant now, Consumer<? super WindowEffect> effects) {
        if (Key.isControl(key, 'l')) {
            effects.accept(new WindowEffect.Redraw());
        } else if (Key.isControl(key, 'z')) {
            effects.accept(new WindowEffect.Suspend());
        } else if (overlays.isLocked() && meansLeaving(key)) {
            end(0, null, effects); // nothing is in the network yet, so nobody is to be told
        } else if (!overlays.isOpen() || !overlays.press(key, layout(), effects)) {
            pressInWindow(key, leaveArmed, now, effects);
        }
    }

    private static boolean meansLeaving(Key key) {
        return key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c') || Key.isControl(key, 'd');
    }

    private void pressInWindow(Key key, boolean leaveArmed, Instant now, Consumer<? super WindowEffect> effects) {
        if (entered.answer(key, effects)) {
            return;
        }
        if (isChoosing() || ChoosingPerson.isKey(key) && !switching.isOpen()) {
            choosing = choosing == null ? new ChoosingPerson(pane, switching) : choosing;
            String words = choosing.press(key, layout().paneRows(), now, effects);
            hint = words == null ? hint : new Hint(words, nowMs);
        } else if (switching.takes(key)) {
            String words = switching.press(key, layout(), now);
            hint = words == null ? null : new Hint(words, nowMs);
        } else if (searching != null && searching.press(key, layout(), now, effects)) {
            tick(effects);
        } else if (Key.isControl(key, 's')) {
            searching().open("", effects);
        } else if (MessageMode.isStart(key) || messageMode != null && messageMode.takes(key)) {
            messageMode = messageMode == null ? new MessageMode(pane, composer, overlays, switching) : messageMode;
            String words = messageMode.press(key, layout(), now, effects);
            hint = words == null ? null : new Hint(words, nowMs);
        } else if (key.equals(EDITOR_KEY)) {
            effects.accept(new WindowEffect.Edit(composer.draft()));
        } else if (Key.isControl(key, 'c')) {
            interrupt(leaveArmed, effects);
        } else if (Key.isControl(key, 'd') && composer.isEmpty()) {
            leave(0, Shutdown.PATIENCE, effects);
        } else if (!(key instanceof Key.Named named) || !pressNamed(named, now, effects)) {
            write(key, now, effects);
        }
    }

    private void interrupt(boolean leaveArmed, Consumer<? super WindowEffect> effects) {
        if (!composer.isEmpty()) {
            hint = composer.putAside() ? new Hint("line cleared: Up brings it back", nowMs) : null;
        } else if (leaveArmed) {
            leave(0, Shutdown.PATIENCE, effects);
        } else {
            hint = new Hint(LEAVE_HINT, nowMs);
        }
    }

    /** Keys of the window; false if the key belongs to the line. */
    private boolean pressNamed(Key.Named key, Instant now, Consumer<? super WindowEffect> effects) {
        switch (key.name()) {
            case F1 -> overlays.showHelp();
            case F2 -> overlays.askName(self());
            case F3 -> {
                pane.toggleNetwork(nowMs, now);
                tick(effects);
            }
            case F7 -> pane.togglePeers();
            case ESCAPE -> escape(now);
            default -> {
                return pane.press(key, layout(), composer.isEmpty(), now);
            }
        }
        return true;
    }

    private void escape(Instant now) {
        boolean done = composer.escape() || searching != null && searching.escape(now) || pane.escape();
        if (!done) {
            switching.escape(now);
        }
    }

    // ---- the line

    private void write(Key key, Instant now, Consumer<? super WindowEffect> effects) {
        if (!key.equals(Key.named(Key.Name.ENTER))) {
            if (!composer.press(key, pane.transcript())) {
                hint = new Hint("the end of the paste did not fit", nowMs);
            }
        } else if (!composer.enter()) {
            enter(now, effects);
        }
    }

    /** Does what the line means. A network page that it opens asks at once. */
    private void enter(Instant now, Consumer<? super WindowEffect> effects) {
        if (choosing != null) {
            choosing.forgetSent();
        }
        Intent intent = CommandParser.parse(composer.text(), pane.transcript().roster(), switching.readers());
        if (intent instanceof Intent.Quit) {
            leave(0, Shutdown.PATIENCE, effects);
        } else if (intent instanceof Intent.Search(String words)) {
            composer.sent();
            searching().open(words, effects);
        } else {
            entered.obey(intent, network, nowMs, now, effects);
            tick(effects);
        }
    }

    private void sent(ChatCommand command, Instant now) {
        if (command instanceof ChatCommand.NoteIdle) {
            return; // no line of our person
        }
        if (choosing != null && choosing.hasSent(command)) {
            pane.conversation().goToNewest();
            return;
        }
        if (command instanceof ChatCommand.Leave) {
            if (shutdown != null) {
                shutdown.goodbyeSaid();
            }
        } else if (!overlays.nameSent()) {
            composer.sent();
            switching.sent(command, now);
        }
    }

    /** A goodbye is tried again at the next tick. */
    private void busy(ChatCommand command) {
        boolean isTyped = !(command instanceof ChatCommand.Leave) && !(command instanceof ChatCommand.NoteIdle);
        if (isTyped && !overlays.nameNotSent()) {
            hint = new Hint("network busy: your text is kept", nowMs);
        }
    }

    // ---- leaving

    private void leave(int exitCode, Duration patience, Consumer<? super WindowEffect> effects) {
        if (overlays.isLocked()) {
            end(exitCode, null, effects);
        } else if (shutdown == null) {
            shutdown = Shutdown.begin(nowMs, patience, exitCode);
            keep(effects); // a second signal may end the program at once
            sayGoodbye(effects);
        }
    }

    private void sayGoodbye(Consumer<? super WindowEffect> effects) {
        if (shutdown != null && !shutdown.isGoodbyeSaid()) {
            effects.accept(new WindowEffect.Send(new ChatCommand.Leave(shutdown.patience())));
        }
    }
}
