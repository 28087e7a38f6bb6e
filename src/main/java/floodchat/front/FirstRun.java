package floodchat.front;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told after their first name, once: who they are, what to do now, and, as soon as that is known, whom
 * they find. Owned by one thread. Times are of a clock that never goes back.
 */
public final class FirstRun {
    /** A link opens within a few seconds, if there is somebody. */
    static final long NOBODY_AFTER_MS = 5_000;

    /** People answer a newcomer after a random time up to 0.5 s; the rest is for the way there and back. */
    static final long SOMEBODY_AFTER_MS = 1_000;

    /** Behind the name of the person: what it is, and what to do now, in a window. */
    public static final List<String> IN_WINDOW = List.of(
            "Others see this name. F2 changes it.",
            "Write and press Enter: everyone here reads it. @ and a name: only that person does. F1: all keys and "
                    + "commands. exit leaves.");

    /** The same in plain mode. */
    public static final List<String> IN_PLAIN_MODE = List.of(
            "Others see this name. set username NAME changes it.",
            "Each line goes to everyone. @NAME and a text goes to that person alone. help lists all commands.");

    private final long namedMs;
    private final @Nullable Invite invite;
    private boolean over;

    /**
     * @param namedMs when the person got a name
     * @param invite into the private network that we are in; null in the public one
     */
    public FirstRun(long namedMs, @Nullable Invite invite) {
        this.namedMs = namedMs;
        this.invite = invite;
    }

    /** How long until {@link #found} has an answer, 0 if it has one; below 0 if it was given. */
    public long msUntilFound(Roster roster, long nowMs) {
        long waitMs = roster.others().isEmpty() ? NOBODY_AFTER_MS : SOMEBODY_AFTER_MS;
        return over ? -1 : Math.max(0, namedMs + waitMs - nowMs);
    }

    /**
     * Whom the person finds. Null if that is not known yet, and if it was told before.
     *
     * @param own where others may reach this peer, as {@link FloodEvent.StatusChanged#addresses} has them; none if no
     *     port is open
     */
    public @Nullable String found(Roster roster, List<Address> own, long nowMs) {
        if (msUntilFound(roster, nowMs) != 0) {
            return null;
        }
        over = true;
        return roster.others().isEmpty() ? nobody(own) : roster.inWords() + ".";
    }

    private String nobody(List<Address> own) {
        if (own.isEmpty()) {
            return "Nobody here yet, and no port is open: /net says why.";
        }
        String entry = invite == null
                ? own.getFirst().toString()
                : invite.withFirst(own).text();
        String reach = own.size() == 1 ? reach(own.getFirst()) : passedOn(own.getFirst(), own.getLast());
        return "Nobody here yet: give this line to a friend:\nfloodchat " + entry + "\n" + reach;
    }

    /** Nobody has tried what the router says. */
    private String passedOn(Address external, Address listening) {
        return "Your router passes " + external + " on to this peer."
                + (external.owner() == null
                        ? " That is a private address: another router stands behind it, and keeps others out."
                        : "")
                + (invite == null ? " On your local network, floodchat " + listening + " works." : "");
    }

    /** What an address tells about who can reach it. Nobody has tried. */
    private static String reach(Address listening) {
        if (listening.isLoopback()) {
            return "That address is on this machine alone.";
        }
        return listening.owner() == null
                ? "On your local network it works. From elsewhere it works only if your router passes the port on."
                : "It works if no firewall keeps others from this address.";
    }
}
