package floodchat.front.plain;

import floodchat.front.Roster;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.FloodEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a {@link PlainFront} hears, in the order of its calls. It only formats: what is to be told, and when the
 * output is flushed, the front end decides. For one thread.
 */
public interface EventWriter {
    /** Somebody said this just now. It may be a line of our own. */
    void spoken(ChatEvent.Spoken line, Roster roster);

    /** Somebody said this before: it is of the backlog, or was searched for. */
    void earlier(ChatEvent.Spoken line, Roster roster);

    /** Anything else that happens in the chat, but no {@link ChatEvent.Refused} and no {@link ChatEvent.Failed}. */
    void happened(ChatEvent event, Roster roster);

    /** How this peer stands in the network has changed. */
    void status(FloodEvent.StatusChanged status);

    /** The answer to the question who is here. */
    void who(Roster roster);

    /**
     * The answer to the question how the network is.
     *
     * @param refusals how many payloads the chat refused
     * @param storageProblem why private lines can't be kept; null if they can
     */
    void network(
            FloodEvent.Inspected answer,
            Roster roster,
            Map<Refusal, Long> refusals,
            @Nullable String storageProblem);

    /** The answer to another question: one or more sentences. */
    void answer(List<String> sentences);

    /** The end of a search. @param lines how many were found @param shown the newest ones @param all no more exist */
    void found(int lines, int shown, boolean all);

    /** A sentence that nobody asked for. */
    void notice(String sentence);

    /** A line of the input can't be obeyed. @param line its number, from 1; 0 if it is of no line */
    void refused(int line, String reason);

    /** The chat can't carry out this command. */
    void refused(ChatCommand command, String reason);

    /** The peer can't go on. */
    void failed(String reason);

    /** The last words. @param unsent lines that nobody got @param kept private ones that the next start sends */
    void left(int unsent, int kept, int exitCode);
}
