package floodchat.front.tui;

import floodchat.front.Audience;
import floodchat.front.ConversationId;
import floodchat.front.Conversations;
import floodchat.front.OpenConversation;
import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.Switcher;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes from one conversation to another: by Alt-A, Alt-R, Alt-K and Alt-1 to Alt-9, and by what is typed. The messages
 * and the line that is written always change together. Owned by a {@link Window}.
 */
final class Switching {
    private static final String NOTHING_UNREAD = "nothing unread";

    private final Pane pane;
    private final Composer composer;

    /** Null while it is closed. */
    private @Nullable Switcher switcher;

    /** How often Alt-R was pressed since another key was. */
    private int answers;

    Switching(Pane pane, Composer composer) {
        this.pane = pane;
        this.composer = composer;
    }

    /** Whether the list of conversations is open: then it takes the keys. */
    boolean isOpen() {
        return switcher != null;
    }

    private Conversations conversations() {
        return pane.conversation().conversations();
    }

    private Roster roster() {
        return pane.transcript().roster();
    }

    /** Who reads what is written now, by the names that they have; empty for everyone. */
    List<Person> readers() {
        return conversations().readers().stream().map(roster()::current).toList();
    }

    /** In a private conversation, the labels of those who read the line that is written; empty for everyone. */
    List<String> labels() {
        if (conversations().current().isEveryone()) {
            return List.of(); // the first frame asks, and the first switch over types takes 10 ms
        }
        List<Person> readers = readers();
        return switch (Audience.of(composer.draft(), roster(), readers)) {
            case Audience.OnlyOne(String label) -> List.of(label);
            case Audience.Group(List<String> labels) -> labels;
            default -> readers.stream().map(roster()::label).toList();
        };
    }

    // ---- keys

    /** Whether the key goes to another conversation, or belongs to the list of them. */
    boolean takes(Key key) {
        boolean alt = key instanceof Key.Typed(int letter, boolean ctrl, boolean withAlt)
                && withAlt && !ctrl && isOurs(letter);
        answers = key.equals(new Key.Typed('r', false, true)) ? answers : 0;
        return alt || isOpen() && !Key.isControl(key, 'l');
    }

    private static boolean isOurs(int letter) {
        return letter == 'a' || letter == 'r' || letter == 'k' || letter >= '1' && letter <= '9';
    }

    /** Does what the key says. Returns a few words for the person; null for none. */
    @Nullable String press(Key key, WindowLayout layout, Instant now) {
        if (switcher != null) {
            choose(switcher, key, now);
            return null;
        }
        return key instanceof Key.Typed typed ? go(typed.codePoint(), layout, now) : null;
    }

    private @Nullable String go(int letter, WindowLayout layout, Instant now) {
        return switch (letter) {
            case 'a' -> nextUnread(layout, now);
            case 'r' -> answer(now);
            case 'k' -> {
                switcher = new Switcher();
                yield null;
            }
            default -> toNumber(letter - '1', now);
        };
    }

    /** A click on a row of the list goes there, and any other one closes the list. */
    void click(int column, int row, WindowLayout layout, Instant now) {
        if (switcher != null) {
            obey(switcher.click(column, row, layout, conversations(), roster()), now);
        }
    }

    private void choose(Switcher open, Key key, Instant now) {
        obey(open.press(key, conversations(), roster()), now);
    }

    private void obey(Switcher.Result result, Instant now) {
        switch (result) {
            case Switcher.Result.Open _ -> {}
            case Switcher.Result.Closed _ -> switcher = null;
            case Switcher.Result.Chosen(List<Person> people) -> {
                switcher = null;
                goTo(people, now);
            }
        }
    }

    private @Nullable String nextUnread(WindowLayout layout, Instant now) {
        OpenConversation next = conversations().nextUnread();
        if (next != null) {
            goTo(next.people(), now);
            pane.conversation().showLine(layout);
            return null;
        }
        pane.showMessages();
        return pane.conversation().showLine(layout) ? null : NOTHING_UNREAD;
    }

    /** Goes to the person who last wrote privately; pressed again, to the one who did before. */
    private @Nullable String answer(Instant now) {
        List<Person> writers = pane.transcript().privateWriters();
        if (answers == 0 && isShown(writers)) {
            answers++;
        }
        if (answers >= writers.size()) {
            return writers.isEmpty() ? "nobody has written to you alone" : "nobody else has written to you alone";
        }
        goTo(List.of(writers.get(answers++)), now);
        return null;
    }

    private boolean isShown(List<Person> writers) {
        List<Person> readers = conversations().readers();
        return !writers.isEmpty() && readers.size() == 1
                && readers.getFirst().key().equals(writers.getFirst().key());
    }

    private @Nullable String toNumber(int place, Instant now) {
        List<OpenConversation> open = conversations().open();
        if (place >= open.size()) {
            return "there is no conversation " + (place + 1);
        }
        goTo(open.get(place).people(), now);
        return null;
    }

    /** Back to everyone; false if everyone is shown. */
    boolean escape(Instant now) {
        boolean isPrivate = !conversations().current().isEveryone();
        if (isPrivate) {
            goTo(List.of(), now);
        }
        return isPrivate;
    }

    // ---- going

    /** Shows the conversation with these people. The unfinished line stays in the one that was shown. */
    void goTo(List<Person> people, Instant now) {
        pane.showMessages();
        pane.conversation().goTo(people, composer.draft(), now);
        composer.turnTo(people, conversations().draft());
    }

    /** Goes on with what an earlier run has kept. What the person has typed since stays in the line. */
    void restore(List<SavedConversation> kept, Instant now) {
        pane.conversation().restore(kept, now);
        if (composer.isEmpty()) {
            composer.turnTo(conversations().readers(), conversations().draft());
        } else {
            composer.remember(conversations().draft());
        }
    }

    /** Closes the private conversation that is shown; false if everyone is shown. */
    boolean close(Instant now) {
        boolean isPrivate = !conversations().current().isEveryone();
        if (isPrivate) {
            pane.conversation().close(now);
            composer.turnTo(List.of(), conversations().draft());
        }
        return isPrivate;
    }

    /**
     * A line is on its way: what it answers is read. Returns who gets it, if it is not shown here; else null.
     */
    @Nullable String sent(ChatCommand command, Instant now) {
        return switch (command) {
            case ChatCommand.Tell(Choice recipient, String _) -> sentTo(List.of(recipient), now);
            case ChatCommand.TellAll(List<Choice> recipients, String _) -> sentTo(recipients, now);
            case ChatCommand.Say _ -> {
                pane.conversation().answered(List.of(), now);
                yield null;
            }
            default -> {
                pane.conversation().goToNewest();
                yield null;
            }
        };
    }

    /** Nobody knows yet whom a name without a key means. */
    private @Nullable String sentTo(List<Choice> recipients, Instant now) {
        List<Person> people = new ArrayList<>();
        for (Choice recipient : recipients) {
            List<Person> called = roster().called(recipient.typed());
            if (recipient.key() != null) {
                people.add(called.stream()
                        .filter(person -> person.key().equals(recipient.key()))
                        .findFirst()
                        .orElse(new Person(recipient.key(), recipient.typed())));
            }
        }
        if (people.size() < recipients.size()) {
            pane.conversation().goToNewest();
            return null;
        }
        pane.conversation().answered(people, now);
        return isShownHere(people)
                ? null
                : "sent only to " + Roster.listed(people.stream().map(roster()::label).toList());
    }

    /** Whether the conversation that is shown has a line to these people. */
    private boolean isShownHere(List<Person> people) {
        List<Person> here = conversations().readers();
        boolean toOneOfThem = here.size() == 1
                && people.stream().anyMatch(person -> person.key().equals(here.getFirst().key()));
        return here.isEmpty() || toOneOfThem || ConversationId.of(people).equals(conversations().current());
    }

    // ---- drawing

    /** How many rows the list of conversations takes from the messages; 0 if it is closed. */
    int popupRows(WindowLayout layout) {
        return switcher == null ? 0 : switcher.rows(layout, conversations(), roster());
    }

    /** Draws the list, if it is open. */
    void paint(Canvas canvas, WindowLayout layout) {
        if (switcher != null && layout.popupRows() > 0) {
            switcher.paint(canvas, layout, conversations(), roster());
        }
    }
}
