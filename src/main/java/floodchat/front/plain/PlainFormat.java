package floodchat.front.plain;

import floodchat.front.Intent;
import floodchat.front.Roster;

/** What a line of plain mode looks like: text for people, or JSON for programs. */
public interface PlainFormat {
    /** Of a longer line only this much is read, and it is refused. In bytes of UTF-8, without the line end. */
    int maxLineBytes();

    /** The sentence about a line that is longer. */
    String tooLong();

    /** What a line means. May be called by any thread. @param roster the people who are here */
    Intent parse(String line, Roster roster);

    /** Writes what happens. @param out standard output @param err standard error */
    EventWriter writer(TextOutput out, TextOutput err);
}
