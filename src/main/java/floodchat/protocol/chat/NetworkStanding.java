package floodchat.protocol.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How we stand in the network, for a person who wants to see whether and how it works.
 *
 * @param listening where others reach us
 * @param since when we began
 * @param links to our neighbours, the oldest first
 * @param wantedLinks with fewer we look for more
 * @param maxLinks we take no more
 * @param reserve how many other peers we know the addresses of
 * @param maxReserve we know no more
 * @param seen how many packets we would know again
 * @param recent copies of packets that came in the last minutes
 * @param recentMinutes how many minutes
 * @param sinceStart copies of packets that came since we began
 * @param lastMended what was repaired last; null where nothing had to be
 * @param troubles what is wrong, the worst first
 */
public record NetworkStanding(
        String listening,
        Instant since,
        List<Link> links,
        int wantedLinks,
        int maxLinks,
        int reserve,
        int maxReserve,
        int seen,
        Copies recent,
        int recentMinutes,
        Copies sinceStart,
        @Nullable Mended lastMended,
        List<Trouble> troubles) {
    /**
     * One link.
     *
     * @param dialled by us
     * @param eager whether packets go there, or only their names
     * @param roundTrip how long a question and its answer take; null until there was one
     * @param waiting how many frames wait to be written
     * @param stalled it takes nothing, or does not answer
     */
    public record Link(
            String address,
            boolean dialled,
            boolean eager,
            @Nullable Duration roundTrip,
            int waiting,
            boolean stalled,
            Traffic in,
            Traffic out) {}

    /** What went one way in each of the last seconds, the oldest first; both lists are equally long. */
    public record Traffic(List<Integer> bytes, List<Integer> packets) {}

    /** @param received copies that came @param packets of how many different packets of others */
    public record Copies(long received, long packets) {}

    /** @param what a clause */
    public record Mended(String what, Instant at) {}

    /**
     * Something that is wrong, in clauses: {@code what} since then; {@code remedy}, at the next time.
     *
     * @param next when that is done; null where it is under way
     */
    public record Trouble(
            String what,
            Instant since,
            String remedy,
            @Nullable Instant next) {}
}
