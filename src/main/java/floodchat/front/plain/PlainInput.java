package floodchat.front.plain;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodEvent;

/** Everything that the thread of a plain front end is woken for. */
sealed interface PlainInput {
    /** Something happened in the chat. */
    record Heard(ChatEvent event) implements PlainInput {}

    /** The front end has something to tell the person itself. */
    record Told(String sentence) implements PlainInput {}

    /** A line can't be sent or obeyed: the front end says why, and the exit code that not all was done. */
    record Refused(String reason) implements PlainInput {}

    /** Who is here was asked for. */
    record WhoAsked() implements PlainInput {}

    /** How this peer stands in the network was asked for, and this is the answer. */
    record NetworkInspected(FloodEvent.Inspected answer) implements PlainInput {}

    /** The end of the input was reached, or leaving was asked for; goodbye is on its way. */
    record Leaving() implements PlainInput {}
}
