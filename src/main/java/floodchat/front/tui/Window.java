package floodchat.front.tui;

import floodchat.front.Audience;
import floodchat.front.CommandParser;
import floodchat.front.Intent;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything the window knows, and what keys and events do to it. It knows no terminal: a {@link Painter} shows it, a
 * {@link Host} does what it asks for. Owned by the thread that owns the screen.
 */
final class Window {
    private static final String LEAVE_HINT = "Ctrl-C again leaves";

    private final TuiSettings settings;
    private final Host host;
    private final Supplier<ZoneId> zone;
    private final Conversation conversation;
    private final Composer composer = new Composer();
    private final Naming naming;
    private int columns;
    private int rows;
    private @Nullable Help help;
    private @Nullable NetworkPage networkPage;
    private @Nullable Departure departure;
    private @Nullable String failure;
    private @Nullable String hint;
    private boolean peersWanted;

    Window(TuiSettings settings, Host host, Supplier<ZoneId> zone, boolean nameNeeded, String suggestedName) {
        this.settings = settings;
        this.host = host;
        this.zone = zone;
        this.conversation = new Conversation(settings, zone);
        this.naming = new Naming(host, suggestedName);
        this.peersWanted = settings.showPeerList();
        if (nameNeeded) {
            naming.ask(null);
        }
    }

    Conversation conversation() {
        return conversation;
    }

    Composer composer() {
        return composer;
    }

    @Nullable NameDialog dialog() {
        return naming.dialog();
    }

    @Nullable Help help() {
        return help;
    }

    /** How we stand in the network, in the place of the messages; null where these are shown. */
    @Nullable NetworkPage networkPage() {
        return networkPage;
    }

    NetworkPane networkPane(NetworkPage page, Instant now) {
        return new NetworkPane(page, conversation.transcript().roster().size(), zone.get(), now);
    }

    @Nullable Departure departure() {
        return departure;
    }

    /** Why the program can't go on; null while it can. */
    @Nullable String failure() {
        return failure;
    }

    /** A few words that matter until the next key; null where there are none. */
    @Nullable String hint() {
        return hint;
    }

    void resize(int toColumns, int toRows) {
        columns = toColumns;
        rows = toRows;
    }

    InputBox input() {
        return InputBox.of(prompt(), composer.text(), composer.cursor(), columns, Frame.maxInputRows(rows));
    }

    Frame frame() {
        return frame(input());
    }

    Frame frame(InputBox input) {
        return Frame.of(columns, rows, input.rows().size(), showsPeers() ? settings.peerListColumns() : 0);
    }

    private boolean showsPeers() {
        return peersWanted && networkPage == null;
    }

    private Prompt prompt() {
        Search search = composer.search();
        if (search != null) {
            return Prompt.searching(search);
        }
        String text = composer.text();
        if (text.isEmpty()) {
            return Prompt.EVERYONE;
        }
        int lines = 1 + (int) text.chars().filter(c -> c == '\n').count();
        Audience audience = Audience.of(text, conversation.transcript().roster());
        boolean choosing = audience instanceof Audience.Unknown && composer.popup() != null;
        return (choosing ? Prompt.SOMEONE : Prompt.of(audience)).withLines(lines);
    }

    private @Nullable Person self() {
        return conversation.transcript().roster().self();
    }

    /** What the terminal's title bar says: how much was missed, and who we are here. */
    String title() {
        Person self = self();
        String unread = conversation.unread() == 0 ? "" : "(" + conversation.unread() + ") ";
        return Texts.clean(unread + (self == null ? "floodchat" : "floodchat · " + self.name()));
    }

    /** An event came from the chat. */
    void hear(ChatEvent event, Instant now) {
        boolean unnamed = self() == null;
        switch (event) {
            case ChatEvent.Refused refused -> refused(refused, now);
            case ChatEvent.Left left -> left(left.unsent());
            case ChatEvent.Failed failed -> failure = failed.reason();
            default -> {
                if (conversation.hear(event, now)) {
                    host.ring();
                }
            }
        }
        if (unnamed && event instanceof ChatEvent.NameSet) {
            welcome(now);
        }
        composer.refresh(conversation.transcript());
    }

    /** What was refused is not lost: a name goes back to its dialog, a text to its line. */
    private void refused(ChatEvent.Refused refused, Instant now) {
        if (refused.command() instanceof ChatCommand.SetName set) {
            naming.refused(set.name(), refused.reason(), self());
            return;
        }
        conversation.refuse(refused.reason(), now);
        String line = switch (refused.command()) {
            case ChatCommand.Say(String text) -> text;
            case ChatCommand.Tell(String recipient, String text) -> "@" + recipient + " " + text;
            case ChatCommand.Connect(String address) -> "connect " + address;
            case ChatCommand.SetName set -> "";
            case ChatCommand.Leave leave -> "";
        };
        if (composer.isEmpty()) {
            composer.giveBack(line);
        }
    }

    /** The network answered; an answer that comes after the page was closed is dropped. */
    void inspected(FloodEvent.Inspected answer, Instant now) {
        if (networkPage != null) {
            networkPage.answered(answer, now);
        }
    }

    /** Time has passed: an open page asks again. */
    void tick(Instant now) {
        if (networkPage != null && networkPage.takeDue(now)) {
            host.inquire();
        }
    }

    /** How long until {@link #tick} has something to do; below 0 where it has nothing. */
    long msUntilTick(Instant now) {
        return networkPage == null ? -1 : networkPage.msUntilDue(now);
    }

    private void openNetwork(Instant now) {
        networkPage = new NetworkPage(conversation.transcript().lastNumber(), now);
        tick(now);
    }

    private void left(int unsent) {
        if (departure != null) {
            departure.left(unsent);
        }
    }

    private void welcome(Instant now) {
        conversation.remark("Write and press Enter: everyone here reads it.", now);
        conversation.remark("@ and a name: that person alone reads it.", now);
        conversation.remark("F1: all keys and commands. exit: leave.", now);
    }

    /** So many events came while there was no room for them. */
    void missed(long events, Instant now) {
        conversation.missed(events, now);
    }

    void press(Key key, Instant now) {
        if (key instanceof Key.Focused(boolean here)) {
            conversation.focus(here);
        } else if (key instanceof Key.Background(boolean dark)) {
            host.background(dark);
        } else if (departure != null) {
            hurry(key);
        } else {
            boolean leaveArmed = LEAVE_HINT.equals(hint);
            hint = null;
            pressed(key, leaveArmed, now);
        }
    }

    /** Who is already leaving and asks again does not want to wait for goodbye. */
    private void hurry(Key key) {
        if (Key.isControl(key, 'c')) {
            departure = new Departure(Instant.MIN, 0);
        }
    }

    private void pressed(Key key, boolean leaveArmed, Instant now) {
        NameDialog dialog = naming.dialog();
        if (Key.isControl(key, 'l')) {
            host.redraw();
        } else if (Key.isControl(key, 'z')) {
            host.suspend();
        } else if (help != null) {
            help = help.press(
                    key,
                    HelpBox.pageRows(frame()),
                    HelpBox.lines(frame()).size())
                            ? help
                            : null;
        } else if (dialog != null) {
            inDialog(dialog, key, leaveArmed, now);
        } else if (Key.isControl(key, 'c')) {
            interrupt(leaveArmed, now);
        } else if (Key.isControl(key, 'd') && composer.isEmpty()) {
            leave(0, now);
        } else if (!(key instanceof Key.Named named) || !named(named, now)) {
            write(key, now);
        }
    }

    /** Ctrl-C leaves the dialog as Esc does, and counts as the first of the two that leave the window. */
    private void inDialog(NameDialog dialog, Key key, boolean leaveArmed, Instant now) {
        boolean interrupt = Key.isControl(key, 'c');
        naming.press(dialog, interrupt ? Key.named(Key.Name.ESCAPE) : key);
        if (interrupt) {
            interrupt(leaveArmed, now);
        }
    }

    private void interrupt(boolean leaveArmed, Instant now) {
        if (!composer.isEmpty()) {
            composer.putAside();
            hint = "put aside: Up has it again";
        } else if (leaveArmed) {
            leave(0, now);
        } else {
            hint = LEAVE_HINT;
        }
    }

    /** Keys of the window; false where the key belongs to the line. */
    private boolean named(Key.Named key, Instant now) {
        switch (key.name()) {
            case F1 -> help = new Help();
            case F2 -> naming.ask(self());
            case F3 -> toggleNetwork(now);
            case F7 -> peersWanted = !peersWanted;
            case ESCAPE -> escape();
            default -> {
                return networkPage == null
                        ? ViewKeys.apply(key, conversation, frame(), composer.isEmpty())
                        : scroll(networkPage, key, now);
            }
        }
        return true;
    }

    private void toggleNetwork(Instant now) {
        if (networkPage == null) {
            openNetwork(now);
        } else {
            networkPage = null;
        }
    }

    private boolean scroll(NetworkPage page, Key.Named key, Instant now) {
        int rows = networkPane(page, now).rows(frame()).size();
        return page.scroll(key, NetworkPane.pageRows(frame()), rows, composer.isEmpty());
    }

    private void escape() {
        if (composer.escape()) {
            return;
        }
        if (networkPage != null) {
            networkPage = null;
        } else {
            conversation.toNewest();
        }
    }

    private void write(Key key, Instant now) {
        if (!key.equals(Key.named(Key.Name.ENTER))) {
            composer.press(key, conversation.transcript());
        } else if (!composer.enter()) {
            enter(now);
        }
    }

    /** Whatever a line does is seen among the messages. */
    private void enter(Instant now) {
        Intent intent = CommandParser.parse(composer.text());
        if (!(intent instanceof Intent.Nothing)) {
            networkPage = null;
        }
        switch (intent) {
            case Intent.Send(ChatCommand command) -> send(command);
            case Intent.ChooseName choose -> {
                composer.sent();
                naming.ask(self());
            }
            case Intent.ShowWho who -> {
                composer.sent();
                conversation.remark(conversation.transcript().roster().inWords(), now);
            }
            case Intent.ShowNetwork show -> {
                composer.sent();
                openNetwork(now);
            }
            case Intent.ShowHelp show -> {
                composer.sent();
                help = new Help();
            }
            case Intent.Quit quit -> leave(0, now);
            case Intent.Refusal(String reason) -> conversation.refuse(reason, now);
            case Intent.Nothing nothing -> composer.giveBack(""); // blanks that nobody sees would keep Ctrl-D from leaving
        }
    }

    private void send(ChatCommand command) {
        if (host.send(command)) {
            composer.sent();
            conversation.answered();
        } else {
            hint = "the network is busy; the text is kept";
        }
    }

    /** Says goodbye; the window closes once that is answered. @param exitCode what the program ends with */
    void leave(int exitCode, Instant now) {
        if (departure == null) {
            departure = new Departure(now, exitCode);
            tryToLeave();
        }
    }

    /** Says goodbye where there was no room for it before. */
    void tryToLeave() {
        if (departure != null && !departure.told()) {
            departure.tell(host.send(new ChatCommand.Leave(Departure.PATIENCE)));
        }
    }
}
