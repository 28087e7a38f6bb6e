package floodchat.protocol.chat;

/** What a front end asks of the history. {@link HistoryEvent} answers; what is asked later may be answered earlier. */
public sealed interface HistoryInquiry {
    /** Asks for lines before this one. {@link HistoryEvent.Lines} answers. @param count at most this many */
    record Older(HistoryPosition before, int count, HistoryQuery filter) implements HistoryInquiry {}

    /** Asks for lines after this one. {@link HistoryEvent.Lines} answers. @param count at most this many */
    record Newer(HistoryPosition after, int count, HistoryQuery filter) implements HistoryInquiry {}

    /**
     * Searches everything. {@link HistoryEvent.Found} answers, more than once. A new search ends the one before.
     *
     * @param limit after this many hits the search ends
     */
    record Search(HistoryQuery query, int limit) implements HistoryInquiry {}

    /** Writes everything to a new file, as text. @param file relative to the working folder, or with ~/ to the home */
    record Export(String file) implements HistoryInquiry {}

    /** Deletes everything. */
    record Clear() implements HistoryInquiry {}
}
