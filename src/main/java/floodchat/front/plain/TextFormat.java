package floodchat.front.plain;

import floodchat.front.CommandParser;
import floodchat.front.Intent;
import floodchat.front.Roster;

/** Lines as a person types and reads them. @param quiet whether only problems are told */
public record TextFormat(boolean quiet) implements PlainFormat {
    @Override
    public int maxLineBytes() {
        return LineReader.MAX_LINE_BYTES;
    }

    @Override
    public String tooLong() {
        return "A line of more than " + LineReader.MAX_LINE_BYTES
                + " bytes was not sent: a text is 4 KiB at most.";
    }

    @Override
    public Intent parse(String line, Roster roster) {
        return CommandParser.parse(line, roster);
    }

    @Override
    public EventWriter writer(TextOutput out, TextOutput err) {
        return new TextWriter(out, err, quiet);
    }
}
