package floodchat.front;

import floodchat.protocol.chat.Texts;

/** How large the message is that a line says, as the limit {@link Texts#MAX_TEXT_BYTES} counts it. Pure. */
public final class MessageSize {
    private MessageSize() {}

    /** In bytes of UTF-8, without names and blanks that are not sent; 0 for a command. */
    public static int of(String line, Roster roster) {
        String whole = Texts.stripTrailing(Texts.clean(line));
        String text = Texts.strip(whole);
        if (text.startsWith("@")) {
            return Texts.utf8Length(Telling.textOf(text, roster));
        }
        if (text.isEmpty() || !CommandParser.isMessage(text)) {
            return sentBy(text, roster);
        }
        String said = text.startsWith("//") ? text.substring(1) : text;
        return Texts.utf8Length(CommandParser.indent(whole) + said);
    }

    /** One command says a text. */
    private static int sentBy(String command, Roster roster) {
        int end = CommandParser.endOfWord(command);
        boolean tells = SlashCommand.named(command.substring(0, end)) == SlashCommand.MSG;
        return tells ? Texts.utf8Length(Telling.textOf(Telling.messageLine(command.substring(end)), roster)) : 0;
    }
}
