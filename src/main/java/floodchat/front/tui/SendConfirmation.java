package floodchat.front.tui;

import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Question;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked before a line is sent: whether many pasted lines are meant, and whether a private line to
 * somebody who is not here is to be kept. Enter is yes, Esc and Ctrl-C are no. Any other key closes the question, and
 * then does what it always does: so nothing that is typed or pasted is lost, or taken for an answer. Owned by the
 * thread that owns the screen.
 */
final class SendConfirmation {
    /** A longer text that came at once is asked about. */
    static final int MAX_UNASKED_LINES = 5;

    /** How many absent people are remembered who are not asked about again; the first ones are forgotten. */
    private static final int MAX_AGREED = 200;

    /** What was entered; null while nothing is asked. */
    private @Nullable ChatCommand command;

    private final Deque<Question> questions = new ArrayDeque<>();

    /** The keys of people who are not here, and to whom lines may be kept. */
    private final Set<String> agreed = new LinkedHashSet<>();

    /** The same of those who are asked about now. */
    private List<String> asked = List.of();

    /**
     * Asks about a line, if there is something to ask. Returns false if it may be sent at once.
     *
     * @param linesAtOnce how many lines of it came at once, as by a paste
     */
    boolean ask(ChatCommand entered, int linesAtOnce, Roster roster) {
        questions.clear();
        List<Choice> recipients = recipients(entered);
        int lines = (int) text(entered).lines().count();
        if (linesAtOnce > MAX_UNASKED_LINES && lines > 1) {
            String words = "Send " + Quantities.counted(lines, "line") + " " + to(recipients, roster) + "?";
            questions.add(new Question(words, "Enter · Esc"));
        }
        List<Choice> absent = absent(recipients, roster);
        asked = absent.stream().map(Choice::key).toList();
        if (!agreed.containsAll(asked)) {
            String words = names(absent, roster) + (absent.size() == 1 ? " is" : " are")
                    + " not here: keep it until they come?";
            questions.add(new Question(words, "Enter keeps · Esc"));
        }
        command = questions.isEmpty() ? null : entered;
        return isOpen();
    }

    boolean isOpen() {
        return command != null;
    }

    /** The question that is shown; null for none. */
    @Nullable Question question() {
        return questions.peek();
    }

    /** An answer to the question that is shown. */
    sealed interface Answer {
        /** Send this line. */
        record Send(ChatCommand command) implements Answer {}

        /** There is a further question, or the line is not sent. */
        record Wait() implements Answer {}

        /** The key is none: the question is closed, and the key is still to be obeyed. */
        record None() implements Answer {}
    }

    Answer press(Key key) {
        ChatCommand entered = command;
        if (entered != null && key.equals(Key.named(Key.Name.ENTER))) {
            questions.poll();
            if (!questions.isEmpty()) {
                return new Answer.Wait();
            }
            agree();
            close();
            return new Answer.Send(entered);
        }
        close();
        boolean no = key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c');
        return no ? new Answer.Wait() : new Answer.None();
    }

    private void close() {
        command = null;
        questions.clear();
    }

    private void agree() {
        agreed.addAll(asked);
        while (agreed.size() > MAX_AGREED) {
            agreed.remove(agreed.iterator().next());
        }
    }

    /**
     * If somebody comes back and leaves again, there is a question again. If somebody takes a name that meant nobody
     * when it was entered, the question is closed: its answer was not about that person.
     */
    void rosterChanged(Roster roster) {
        for (Person person : roster.others()) {
            agreed.remove(person.key());
        }
        ChatCommand entered = command;
        if (entered != null
                && recipients(entered).stream().anyMatch(one -> one.key() == null && isSomebody(one, roster))) {
            close();
        }
    }

    // ---- readers

    private static List<Choice> recipients(ChatCommand entered) {
        return switch (entered) {
            case ChatCommand.Tell(Choice recipient, String _) -> List.of(recipient);
            case ChatCommand.TellAll(List<Choice> recipients, String _) -> recipients;
            default -> List.of();
        };
    }

    /** What is said; empty for any other command. */
    private static String text(ChatCommand entered) {
        return switch (entered) {
            case ChatCommand.Say(String text) -> text;
            case ChatCommand.Tell(Choice _, String text) -> text;
            case ChatCommand.TellAll(List<Choice> _, String text) -> text;
            default -> "";
        };
    }

    private static String to(List<Choice> recipients, Roster roster) {
        return recipients.isEmpty() ? "to everyone" : "only to " + names(recipients, roster);
    }

    /** The chat knows whom a name without a key means, or refuses it. */
    private static List<Choice> absent(List<Choice> recipients, Roster roster) {
        return recipients.stream()
                .filter(one -> one.key() != null && !roster.isHere(new Person(one.key(), one.typed())))
                .toList();
    }

    private static boolean isSomebody(Choice choice, Roster roster) {
        return !roster.called(choice.typed()).isEmpty();
    }

    private static String names(List<Choice> people, Roster roster) {
        return Roster.listed(people.stream().map(one -> label(one, roster)).toList());
    }

    private static String label(Choice choice, Roster roster) {
        return roster.called(choice.typed())
                .stream()
                .filter(person -> person.key().equals(choice.key()))
                .findFirst()
                .map(roster::label)
                .orElse(choice.typed());
    }
}
