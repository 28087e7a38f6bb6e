package floodchat.protocol.chat;

import java.util.List;

/** What the history tells a front end. */
public sealed interface HistoryEvent {
    /** The history begins. It comes before every {@link ChatEvent.Spoken}. @param newest oldest first */
    record Opened(List<HistoryLine> newest) implements HistoryEvent {}

    /**
     * Everything is in memory, because somebody asked for something. It comes again if it was forgotten since.
     *
     * @param lines that are kept
     * @param damaged how many records could not be read, at least
     */
    record Loaded(int lines, int damaged) implements HistoryEvent {}

    /**
     * Answers {@link HistoryInquiry.Older} and {@link HistoryInquiry.Newer}.
     *
     * @param lines oldest first
     * @param complete whether there are no more in that direction
     */
    record Lines(HistoryInquiry inquiry, List<HistoryLine> lines, boolean complete) implements HistoryEvent {}

    /**
     * Answers {@link HistoryInquiry.Search}.
     *
     * @param hits further ones, newest first
     * @param complete whether the search has ended
     */
    record Found(HistoryInquiry.Search inquiry, List<HistoryLine> hits, boolean complete) implements HistoryEvent {}

    /** The file is there. */
    record Exported(String file, int lines) implements HistoryEvent {}

    /** Everything was deleted. */
    record Cleared(int lines) implements HistoryEvent {}

    /** @param reason one sentence for the person */
    record Refused(HistoryInquiry inquiry, String reason) implements HistoryEvent {}
}
