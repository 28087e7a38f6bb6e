package floodchat.front.json;

import floodchat.front.Intent;
import floodchat.front.Roster;
import floodchat.front.plain.EventWriter;
import floodchat.front.plain.PlainFormat;
import floodchat.front.plain.TextOutput;

/**
 * One JSON object (RFC 8259) a line, in both directions. docs/bots/floodchat.schema.json describes them. Standard
 * output has all objects, also those about mistakes.
 */
public final class JsonFormat implements PlainFormat {
    /**
     * A text has 4 KiB, and a letter of it may be written as an escape of six bytes. The rest is for the names and keys
     * of eight readers.
     */
    static final int MAX_LINE_BYTES = 32 * 1024;

    @Override
    public int maxLineBytes() {
        return MAX_LINE_BYTES;
    }

    @Override
    public String tooLong() {
        return "A line of more than " + MAX_LINE_BYTES + " bytes was not read: a text is 4 KiB at most.";
    }

    @Override
    public Intent parse(String line, Roster roster) {
        return JsonCommands.parse(line, roster);
    }

    @Override
    public EventWriter writer(TextOutput out, TextOutput err) {
        return new JsonWriter(out);
    }
}
