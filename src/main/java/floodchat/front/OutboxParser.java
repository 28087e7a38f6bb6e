package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Texts;

/** Understands what stands behind {@code /outbox}. Pure; any thread may call it. */
final class OutboxParser {
    private static final String USAGE = "Write /outbox, /outbox drop NUMBER or /outbox drop NAME.";

    /** The outbox holds 4,096 lines. A name of digits alone is written with an at sign. */
    private static final String NUMBER = "[1-9][0-9]{0,3}";

    private OutboxParser() {}

    static Intent parse(String argument, Roster roster) {
        String[] words = Texts.strip(argument).split("\\s+", -1);
        if (words.length == 1 && words[0].isEmpty()) {
            return new Intent.Send(new ChatCommand.ShowOutbox());
        }
        if (words.length != 2 || !words[0].equalsIgnoreCase("drop")) {
            return new Intent.Refusal(USAGE);
        }
        return new Intent.Send(
                words[1].matches(NUMBER)
                        ? new ChatCommand.DropLine(Integer.parseInt(words[1]))
                        : new ChatCommand.DropLinesTo(
                                roster.choose(words[1].startsWith("@") ? words[1].substring(1) : words[1])));
    }

    /** The line that means this command. */
    static String lineOf(ChatCommand.OfOutbox command) {
        return switch (command) {
            case ChatCommand.ShowOutbox _ -> "/outbox";
            case ChatCommand.DropLine(int number) -> "/outbox drop " + number;
            case ChatCommand.DropLinesTo(Choice who) -> "/outbox drop @" + who.typed();
        };
    }
}
