package floodchat.protocol.flood;

/** What a core waits for. */
public sealed interface FloodTimer {
    /** Time for the next bootstrap round. @param round an outdated round is ignored */
    record Retry(int round) implements FloodTimer {}

    record Shuffle() implements FloodTimer {}

    /** Time for a feeler: to test one contact that was not tried. */
    record Feel() implements FloodTimer {}

    /** By now one side should have said what this link is for. */
    record PurposeDue(LinkId link) implements FloodTimer {}

    /** Time to report the addresses worth remembering. */
    record AddressReportDue() implements FloodTimer {}

    /** Time to announce ids on lazy links. */
    record AnnounceDue() implements FloodTimer {}

    /** Time to ask for packets that were announced and did not come. */
    record MissingDue() implements FloodTimer {}

    /** Packets of a backlog that were asked for should be here. */
    record BacklogDue() implements FloodTimer {}

    /** Time to repair the tree, if that is still needed. */
    record RepairDue() implements FloodTimer {}

    /** This packet should have come back from its stem. Outdated if it has. */
    record EmbargoDue(PacketId packet) implements FloodTimer {}

    /** We have said goodbye; a neighbour that has not heard it by now never will. */
    record GoodbyeDue() implements FloodTimer {}
}
