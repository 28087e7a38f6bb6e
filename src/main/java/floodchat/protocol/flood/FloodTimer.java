package floodchat.protocol.flood;

/** What a core waits for. */
public sealed interface FloodTimer {
    /** Time for the next round of attempts to find links. @param round an outdated round is ignored */
    record Retry(int round) implements FloodTimer {}

    record Shuffle() implements FloodTimer {}

    /** The link should have a purpose by now. */
    record PurposeDue(LinkId link) implements FloodTimer {}

    /** Time to report the addresses worth remembering. */
    record Remember() implements FloodTimer {}

    /** Time to announce what was seen. */
    record AnnounceDue() implements FloodTimer {}

    /** Time to ask for what was announced and did not come. */
    record MissingDue() implements FloodTimer {}

    /** What was asked for of a backlog should be here. */
    record CatchUpDue() implements FloodTimer {}

    /** Time to mend the tree, if it still needs that. */
    record RepairDue() implements FloodTimer {}

    /** We have said goodbye, and whoever has not heard it by now never will. */
    record GoodbyeDue() implements FloodTimer {}
}
