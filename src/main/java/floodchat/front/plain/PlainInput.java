package floodchat.front.plain;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.flood.FloodEvent;
import java.util.List;

/** What wakes the thread of a plain front end. */
sealed interface PlainInput {
    /** Something happened in the chat. */
    record Heard(ChatEvent event) implements PlainInput {}

    record NetworkChanged(FloodEvent.StatusChanged status) implements PlainInput {}

    /** What the front end answers: one or more sentences. */
    record Told(List<String> sentences) implements PlainInput {}

    /** A line can't be sent or obeyed. The reason is told, and the exit code is 1. @param line its number, from 1 */
    record Refused(int line, String reason) implements PlainInput {}

    /** The person asks who is here. */
    record WhoAsked() implements PlainInput {}

    /** The person asks what is known of a message. @param line asks @param place 1 for the newest one */
    record MessageAsked(int line, int place) implements PlainInput {}

    /** The person asks for the invite into the network. @param line asks */
    record InviteAsked(int line) implements PlainInput {}

    /** The person searched the history. @param lines newest first @param complete whether these are all */
    record Found(List<HistoryLine> lines, boolean complete) implements PlainInput {}

    /** The person asked how this peer stands in the network; the network answered. */
    record NetworkInspected(FloodEvent.Inspected answer) implements PlainInput {}

    /** The end of the input was reached, or the person leaves. Goodbye is on its way. */
    record Leaving() implements PlainInput {}
}
