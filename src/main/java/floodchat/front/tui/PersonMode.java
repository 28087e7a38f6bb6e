package floodchat.front.tui;

import floodchat.front.Roster;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.PeerList;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses somebody in the peer list by keys, and does something with them: goes there, shows who that is, mutes,
 * blocks. While it is on it takes the keys; the line that is written stays as it is. Made when it is first used, by the
 * thread that owns the screen.
 */
final class PersonMode {
    /** Long enough for a quarrel to end. The command takes any other time. */
    private static final Duration MUTE_TIME = Duration.ofHours(2);

    /** A narrower window has only the short words. */
    private static final int MIN_COLUMNS_WITH_WORDS = 72;

    private final Pane pane;
    private final Switching switching;

    /** Null while the mode is off. */
    private PeerList.@Nullable Entry chosen;

    /** Where it was in the list: it may go. */
    private int place;

    /** Whether the one who was marked is gone, and nobody has moved the mark since: the next key meant that one. */
    private boolean hasSlipped;

    /** What we sent last: it is no line of our person. */
    private @Nullable ChatCommand sent;

    PersonMode(Pane pane, Switching switching) {
        this.pane = pane;
        this.switching = switching;
    }

    /** Whether the key begins it: Alt-P. */
    static boolean isStart(Key key) {
        return key.equals(new Key.Typed('p', false, true));
    }

    boolean isOn() {
        return chosen != null;
    }

    /** Whether the chat was told this by a key of the mode. */
    boolean hasSent(ChatCommand command) {
        return command.equals(sent);
    }

    /** Our person types a line: what comes of it is theirs. */
    void forgetSent() {
        sent = null;
    }

    // ---- the mode

    /** Takes a key. Returns words for a hint; null for none. */
    @Nullable String press(Key key, int rows, Instant now, Consumer<? super WindowEffect> effects) {
        List<PeerList.Entry> entries = pane.peers(now).entries();
        if (chosen == null) {
            return begin(entries);
        }
        follow(entries);
        if (entries.isEmpty() || isStart(key) || isEnd(key)) {
            end();
        } else if (hasSlipped && !isMove(key)) {
            hasSlipped = false;
            return "the one whom you chose is gone: look who is marked now";
        } else if (key instanceof Key.Named named) {
            hasSlipped = false;
            pressNamed(named, entries, rows, now, effects);
        } else if (key instanceof Key.Typed(int letter, boolean ctrl, boolean alt) && !ctrl && !alt) {
            pressLetter(letter, effects);
        }
        return null;
    }

    private @Nullable String begin(List<PeerList.Entry> entries) {
        if (entries.isEmpty()) {
            return "nobody is here yet";
        }
        pane.showMessages();
        boolean startsWithSelf = entries.getFirst() instanceof PeerList.Entry.Self && entries.size() > 1;
        choose(entries, startsWithSelf ? 1 : 0);
        return null;
    }

    private static boolean isMove(Key key) {
        return key instanceof Key.Named named && named.name() != Key.Name.ENTER;
    }

    private static boolean isEnd(Key key) {
        return key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c');
    }

    void end() {
        chosen = null;
        hasSlipped = false;
        pane.mark(null);
    }

    /** The list may have changed since the last key: the mark stays on the same person, else in the same place. */
    void follow(Instant now) {
        if (chosen != null) {
            follow(pane.peers(now).entries());
        }
    }

    private void follow(List<PeerList.Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (isSame(entries.get(i))) {
                choose(entries, i);
                return;
            }
        }
        if (entries.isEmpty()) {
            end();
        } else {
            hasSlipped = true;
            choose(entries, Math.min(place, entries.size() - 1));
        }
    }

    private boolean isSame(PeerList.Entry entry) {
        Person person = PeerList.personOf(entry);
        Person marked = chosen == null ? null : PeerList.personOf(chosen);
        return person == null || marked == null
                ? entry instanceof PeerList.Entry.Requests && chosen instanceof PeerList.Entry.Requests
                : person.key().equals(marked.key());
    }

    private void choose(List<PeerList.Entry> entries, int index) {
        place = index;
        chosen = entries.get(index);
        pane.mark(chosen);
    }

    // ---- keys

    private void pressNamed(
            Key.Named key,
            List<PeerList.Entry> entries,
            int rows,
            Instant now,
            Consumer<? super WindowEffect> effects) {
        int last = entries.size() - 1;
        switch (key.name()) {
            case UP -> choose(entries, place == 0 ? last : place - 1);
            case DOWN -> choose(entries, place == last ? 0 : place + 1);
            case PAGE_UP -> choose(entries, Math.max(0, place - rows));
            case PAGE_DOWN -> choose(entries, Math.min(last, place + rows));
            case HOME -> choose(entries, 0);
            case END -> choose(entries, last);
            case ENTER -> enter(now, effects);
            default -> {
                // no key of the mode
            }
        }
    }

    /** The button was pressed in this cell: goes to the person there, or marks the row. True if it was for this. */
    boolean click(Key.Mouse mouse, WindowLayout layout, Instant now) {
        boolean inList = isOn() && mouse.action() == Key.Action.PRESS && layout.isInPeers(mouse.column(), mouse.row());
        PeerList.Entry entry = inList ? pane.peers(now).entryAt(mouse.row(), layout) : null;
        switch (entry) {
            case PeerList.Entry.Here(Person person) -> goTo(person, now);
            case PeerList.Entry.Gone(Person person) -> goTo(person, now);
            case PeerList.Entry.Requests _, PeerList.Entry.Waiting _, PeerList.Entry.Self _, PeerList.Entry.More _ -> {
                List<PeerList.Entry> entries = pane.peers(now).entries();
                choose(entries, entries.indexOf(entry));
            }
            case null -> {}
        }
        return entry != null;
    }

    private void enter(Instant now, Consumer<? super WindowEffect> effects) {
        switch (chosen) {
            case PeerList.Entry.Requests _ -> send(new ChatCommand.ShowRequests(), effects);
            case PeerList.Entry.Waiting(Person person) -> send(new ChatCommand.Accept(choice(person)), effects);
            case PeerList.Entry.Here(Person person) -> goTo(person, now);
            case PeerList.Entry.Gone(Person person) -> goTo(person, now);
            case PeerList.Entry.Self _, PeerList.Entry.More _ -> {}
            case null -> {}
        }
    }

    private void goTo(Person person, Instant now) {
        end();
        switching.goTo(List.of(person), now);
    }

    private void pressLetter(int letter, Consumer<? super WindowEffect> effects) {
        Person person = chosen == null ? null : PeerList.personOf(chosen);
        if (person == null) {
            return;
        }
        Roster roster = pane.transcript().roster();
        Choice who = choice(person);
        switch (letter) {
            case 'i' -> send(new ChatCommand.ShowPerson(who), effects);
            case 'v' -> send(new ChatCommand.ShowSafetyNumber(who), effects);
            case 'm' ->
                send(
                        roster.isMuted(person) ? new ChatCommand.Unmute(who) : new ChatCommand.Mute(who, MUTE_TIME),
                        effects);
            case 'b' ->
                send(roster.isBlocked(person) ? new ChatCommand.Unblock(who) : new ChatCommand.Block(who), effects);
            default -> {
                // no key of the mode
            }
        }
    }

    private Choice choice(Person person) {
        return new Choice(pane.transcript().roster().address(person), person.key());
    }

    private void send(ChatCommand command, Consumer<? super WindowEffect> effects) {
        sent = command;
        effects.accept(new WindowEffect.Send(command));
    }

    // ---- words

    /** The keys in words that fit beside our name; null while it is off. */
    @Nullable String words(int columns) {
        boolean isWide = columns >= MIN_COLUMNS_WITH_WORDS;
        return switch (chosen) {
            case PeerList.Entry.Requests _ -> "Enter lists them · Esc";
            case PeerList.Entry.Waiting _ ->
                isWide ? "Enter reads · i who · m mutes 2 h · b blocks · Esc" : "Enter reads · i m b · Esc";
            case PeerList.Entry.Self _ -> "i who · Esc";
            case PeerList.Entry.Here _, PeerList.Entry.Gone _ ->
                isWide ? "Enter goes · i who · m mutes 2 h · b blocks · v number · Esc" : "Enter goes · i m b v · Esc";
            case PeerList.Entry.More _ -> "Esc";
            case null -> null;
        };
    }
}
