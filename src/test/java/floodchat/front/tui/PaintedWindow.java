package floodchat.front.tui;

import floodchat.front.PassphraseEntered;
import floodchat.front.SamplePeople;
import floodchat.front.SettingRequest;
import floodchat.front.tui.terminal.CellTerminal;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.terminal.RecordedScreen;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A window without a terminal: keys and events in, effects and a screen as text out. */
final class PaintedWindow {
    private static final Address HERE = new Address("192.168.1.20", 55_555);
    private static final Address ENTRY = new Address("localhost", 55_555);

    final List<HistoryInquiry> asked = new ArrayList<>();
    final List<List<SavedConversation>> kept = new ArrayList<>();
    final List<ChatCommand> sent = new ArrayList<>();
    final List<SettingRequest> settings = new ArrayList<>();
    final List<String> passphrases = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();
    final List<String> copied = new ArrayList<>();
    final List<String> opened = new ArrayList<>();

    /** What editors were given. */
    final List<String> edited = new ArrayList<>();

    final Window window;
    Instant now = SamplePeople.NOON;

    /** Whether commands find no room. */
    boolean busy;

    int inquiries;
    int bells;

    /** How often the terminal was asked which notifications it knows. */
    int questions;

    boolean mouse;
    boolean links = true;
    int redraws;
    int suspends;
    Tint tint;
    Palette palette;
    WindowEffect.Exit exit;
    private final RecordedScreen screen;
    private final Painter painter;
    private final Deque<WindowEffect> effects = new ArrayDeque<>();

    private PaintedWindow(int columns, int rows, Opening opening) {
        this(TuiSettings.DEFAULT, columns, rows, opening);
    }

    private PaintedWindow(TuiSettings settings, int columns, int rows, Opening opening) {
        this(settings, columns, rows, opening, Tint.DARK);
    }

    private PaintedWindow(TuiSettings settings, int columns, int rows, Opening opening, Tint background) {
        window = new Window(settings, columns, rows, () -> ZoneOffset.UTC, opening);
        screen = new RecordedScreen(columns, rows);
        painter = new Painter(window, screen.canvas(Theme.of(Palette.AUTO, background, Theme.Depth.INDEXED)));
    }

    static PaintedWindow of(int columns, int rows) {
        return new PaintedWindow(columns, rows, new Opening(false, "guest", false, null));
    }

    static PaintedWindow with(TuiSettings settings, int columns, int rows) {
        return new PaintedWindow(settings, columns, rows, new Opening(false, "guest", false, null));
    }

    static PaintedWindow withoutName(int columns, int rows) {
        return new PaintedWindow(columns, rows, new Opening(true, "guest", false, null));
    }

    /** Without a name, on this background. */
    static PaintedWindow on(Tint background, int columns, int rows) {
        return new PaintedWindow(
                TuiSettings.DEFAULT, columns, rows, new Opening(true, "guest", false, null), background);
    }

    /** @param nameNeeded whether there is no name yet */
    static PaintedWindow locked(int columns, int rows, boolean nameNeeded) {
        return new PaintedWindow(columns, rows, new Opening(nameNeeded, "guest", true, null));
    }

    static PaintedWindow invited(int columns, int rows, Invite invite) {
        return new PaintedWindow(columns, rows, new Opening(false, "guest", false, invite));
    }

    // ---- inputs

    PaintedWindow handle(WindowInput input) {
        window.handle(input, now.toEpochMilli(), effects::add);
        for (WindowEffect effect = effects.poll(); effect != null; effect = effects.poll()) {
            carryOut(effect);
        }
        return this;
    }

    private void carryOut(WindowEffect effect) {
        switch (effect) {
            case WindowEffect.Send(ChatCommand command) -> {
                boolean taken = !busy && sent.add(command);
                WindowInput result = taken ? new WindowInput.Sent(command) : new WindowInput.Busy(command);
                window.handle(result, now.toEpochMilli(), effects::add);
            }
            case WindowEffect.Unlock(PassphraseEntered entered) -> passphrases.add(entered.passphrase());
            case WindowEffect.Inquire _ -> inquiries++;
            case WindowEffect.AskHistory(HistoryInquiry inquiry) -> asked.add(inquiry);
            case WindowEffect.Edit(String text) -> edited.add(text);
            case WindowEffect.SaveConversations(List<SavedConversation> conversations) -> kept.add(conversations);
            case WindowEffect.Exit last -> exit = last;
            case WindowEffect.Ring _ -> bells++;
            case WindowEffect.Notify(Notification notification, Notification.Kind _) -> notifications.add(notification);
            case WindowEffect.Copy(String text) -> copied.add(text);
            case WindowEffect.Redraw _ -> redraws++;
            case WindowEffect.Suspend _ -> suspends++;
            case WindowEffect.SetTint(Tint reported) -> tint = reported;
            case WindowEffect.SetPalette(Palette chosen) -> palette = chosen;
            case WindowEffect.UseMouse(boolean on) -> mouse = on;
            case WindowEffect.UseLinks(boolean on) -> links = on;
            case WindowEffect.AskBackground _ -> {}
            case WindowEffect.AskNotifications _ -> questions++;
            case WindowEffect.Open(String address) -> opened.add(address);
            case WindowEffect.Set(SettingRequest request) -> settings.add(request);
        }
    }

    PaintedWindow hear(ChatEvent... events) {
        for (ChatEvent event : events) {
            handle(new WindowInput.Heard(event));
        }
        return this;
    }

    PaintedWindow linked(int links) {
        return network(links, new FloodEvent.Phase.Linked());
    }

    PaintedWindow joining(boolean nearby) {
        return network(0, new FloodEvent.Phase.Joining(ENTRY, nearby));
    }

    /** @param leftMs until the next try */
    PaintedWindow waiting(long leftMs, boolean nearby) {
        return network(0, new FloodEvent.Phase.Waiting(ENTRY, now.toEpochMilli() + leftMs, nearby));
    }

    private PaintedWindow network(int links, FloodEvent.Phase phase) {
        return handle(new WindowInput.NetworkChanged(new FloodEvent.StatusChanged(HERE, links, phase)));
    }

    PaintedWindow inspect(FloodEvent.Inspected answer) {
        return handle(new WindowInput.Answered(answer));
    }

    PaintedWindow press(Key key) {
        return handle(new WindowInput.Pressed(key));
    }

    PaintedWindow press(Key.Name... names) {
        for (Key.Name name : names) {
            press(Key.named(name));
        }
        return this;
    }

    PaintedWindow type(String text) {
        text.codePoints().forEach(c -> press(Key.typed(c)));
        return this;
    }

    PaintedWindow control(char letter) {
        return press(new Key.Typed(letter, true, false));
    }

    PaintedWindow paste(String text) {
        return press(new Key.Pasted(text));
    }

    PaintedWindow resize(int columns, int rows) {
        screen.resize(columns, rows);
        return handle(new WindowInput.Resized(columns, rows));
    }

    /** The terminal has left and right margins. */
    PaintedWindow useMargins() {
        screen.useMargins();
        return this;
    }

    /** The terminal is told about links. */
    PaintedWindow useLinks() {
        screen.useLinks();
        return this;
    }

    /** Whether nothing is awaited but that a person has been away from the keys for minutes. */
    boolean sleeps() {
        long ms = window.msUntilTick(now.toEpochMilli());
        return ms < 0 || ms > Duration.ofMinutes(9).toMillis();
    }

    PaintedWindow tick() {
        return handle(new WindowInput.Ticked());
    }

    // ---- what is seen

    String line() {
        return window.composer().text();
    }

    boolean isLeaving() {
        return "leaving…".equals(window.statusLine().urgent());
    }

    /** Draws, and gives what the terminal is sent for it. */
    String drawn() {
        painter.paint(now.toEpochMilli());
        return screen.show();
    }

    /** Where this terminal does not show what was painted. */
    String differences(CellTerminal terminal) {
        return screen.differences(terminal);
    }

    /** The screen as it is now, drawn. */
    RecordedScreen screen() {
        drawn();
        return screen;
    }

    /** Every cell of the screen with its style, and where the cursor is. */
    String cells() {
        drawn();
        return screen.cells();
    }

    /** The screen as a person sees it, and where the cursor is. */
    String text() {
        drawn();
        return screen.text();
    }
}
