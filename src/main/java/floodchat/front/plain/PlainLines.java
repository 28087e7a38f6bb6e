package floodchat.front.plain;

import floodchat.front.AbsenceWords;
import floodchat.front.ElsewhereWords;
import floodchat.front.LinkStatus;
import floodchat.front.MessageFacts;
import floodchat.front.NetworkWords;
import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.Traffic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines that plain mode writes. Pure. */
final class PlainLines {
    static final List<String> HELP = List.of(
            "A line goes to everyone; @name and a text goes to one person alone; //text starts with a slash.",
            "@name @name and a text goes to each of them alone; /msg NAME TEXT is the same as @name.",
            "set username NAME, connect HOST:PORT, /who, /net, /invite, /takeover, /set, help;",
            "exit or the end of the input leaves.",
            "/contact add NAME, rename, remove, list; /verify NAME; /who NAME; /block NAME, /unblock NAME;",
            "/outbox lists private lines that wait; /outbox drop NUMBER or NAME gives them up;",
            "/away TEXT says that you don't look, /back that you do again;",
            "/mute NAME 2h hides what NAME says, /unmute NAME, /mute lists;",
            "/requests list, on, crowd, off, clear; /accept NAME.",
            "/search WORDS lists lines that are kept; also from:NAME, in:everyone, in:NAME, since:2026-11-01.",
            "/info N tells about message N, 1 is the newest; /reply N TEXT or /reply N @NAME TEXT quotes it.",
            "/export FILE writes what is kept of all lines; /clear history yes deletes it.");

    static final String CLOCK_AGREES = "A peer whose clock agrees with this machine's was found.";

    /** Only those tell it to whom the reader is a contact, or who have written to them. */
    static final String NOT_SHOWN =
            "The line was passed on, and nobody told yet that it was shown; the next start goes on trying.";

    /** Replaces a line break inside a text, so that a message is always one line. */
    private static final String LINE_BREAK = " ⏎ ";

    private PlainLines() {}

    /** A line of another person. */
    static String spoken(ChatEvent.Spoken line, Roster roster) {
        String name = roster.label(line.from());
        return switch (line) {
            case ChatEvent.Said said -> said(name, said.text());
            case ChatEvent.Told told -> "(direct) " + said(name, told.text());
        };
    }

    /** A line of our own. Our name may not be told yet. */
    static String ownSpoken(ChatEvent.Spoken line, Roster roster) {
        String name = line.from().name();
        return switch (line) {
            case ChatEvent.Said said -> said(name, said.text());
            case ChatEvent.Told told -> "(direct) " + said(name + " to " + roster.label(told.to()), told.text());
        };
    }

    private static String said(String name, String text) {
        return name + " -> " + oneLine(text);
    }

    /** A line of the backlog, with the time at which it was said. */
    static String earlier(Instant at, String line) {
        return "(earlier " + clock(at) + ") " + line;
    }

    /** What is known of a message, one fact a line. */
    static List<String> facts(List<MessageFacts.Fact> facts) {
        return facts.stream().map(fact -> fact.name() + ": " + oneLine(fact.words())).toList();
    }

    /** How many comings and goings were not told. */
    static String untold(int changes) {
        return "A crowd: %,d more came, went or took new names since the start.".formatted(changes);
    }

    private static String oneLine(String text) {
        return Texts.clean(text).replace("\n", LINE_BREAK);
    }

    /** The sentence for standard error; null if there is none. */
    static @Nullable String remark(ChatEvent event, Roster roster) {
        return switch (event) {
            case ChatEvent.NameSet set -> "You are " + set.self().name() + " now.";
            case ChatEvent.Refused refused -> refused.reason();
            case ChatEvent.PeerFound found -> roster.label(found.person()) + " is here.";
            case ChatEvent.PeerJoined joined -> roster.label(joined.person()) + " joined.";
            case ChatEvent.PeerLeft left ->
                roster.label(left.person()) + (left.lost() ? " disappeared." : " left.");
            case ChatEvent.PeerRenamed renamed ->
                roster.renamed(renamed.before(), renamed.after()) + ".";
            case ChatEvent.Answered answered -> String.join("\n", answered.sentences());
            case ChatEvent.RequestsChanged(int _, ChatEvent.Told line, List<Person> _) ->
                line == null ? null : "(request) " + said(roster.label(line.from()), line.text());
            case ChatEvent.Hidden(ChatEvent.Spoken line, int lines) ->
                Quantities.isPowerOfTen(lines)
                        ? Quantities.counted(lines, "line") + " of " + roster.label(line.from()) + " hidden."
                        : null;
            case ChatEvent.WrittenToAway(Person to, Absence absence) ->
                AbsenceWords.of(roster.label(to), absence, PlainLines::clock) + ".";
            case ChatEvent.Noticed noticed -> noticed.sentence();
            case ChatEvent.StorageChanged changed -> changed.sentence();
            case ChatEvent.Missed missed -> missed(missed.messages());
            case ChatEvent.Failed failed -> failed.reason();
            case ChatEvent.Spoken _, ChatEvent.CaughtUp _, ChatEvent.DeliveryChanged _ -> null;
            case ChatEvent.RunsElsewhere(String name) -> ElsewhereWords.of(name);
            case ChatEvent.RunsHere _ -> ElsewhereWords.ENDED;
            case ChatEvent.RosterChanged _, ChatEvent.ContactsChanged _ -> null;
            case ChatEvent.RefusalsCounted _, ChatEvent.Left _ -> null;
        };
    }

    /**
     * A line for each link, then what else is known, then what is wrong.
     *
     * @param storageProblem why private lines can't be kept; null if they can
     */
    static List<String> network(
            FloodEvent.Inspected inspected,
            int people,
            Map<Refusal, Long> refusals,
            @Nullable String storageProblem,
            Instant now) {
        List<String> lines = new ArrayList<>();
        LinkStatus.of(inspected).forEach(link -> lines.add(link(link)));
        NetworkWords.figures(inspected.report(), people, now, PlainLines::clock)
                .forEach(figure -> lines.add(figure.name() + ": " + figure.words()));
        NetworkWords.Figure refused = NetworkWords.refused(refusals);
        if (refused != null) {
            lines.add(refused.name() + ": " + refused.words());
        }
        lines.addAll(NetworkWords.health(inspected, storageProblem, now, PlainLines::clock).sentences());
        return lines;
    }

    private static String link(LinkStatus status) {
        NetworkReport.Link link = status.link();
        return "Link " + link.address() + ": dialled by " + (link.dialled() ? "us" : "it")
                + (link.eager() ? ", eager" : ", lazy")
                + ", round trip " + Quantities.roundTrip(status.measured().roundTripMicros())
                + ", in " + perSecond(status.measured().in())
                + ", out " + perSecond(status.measured().out())
                + ", queue " + status.measured().waitingFrames();
    }

    private static String perSecond(Traffic traffic) {
        return Quantities.bytes(Quantities.perSecond(traffic.bytes())) + "/s "
                + Quantities.count(Quantities.perSecond(traffic.packets())) + " packets/s";
    }

    /** In UTC, to the second (RFC 3339). */
    private static String clock(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String missed(long messages) {
        return messages == 1 ? "1 message was missed here." : messages + " messages were missed here.";
    }

    /** How many lines of the backlog are not shown. */
    static String leftOut(int lines) {
        return (lines == 1 ? "1 earlier line was" : lines + " earlier lines were")
                + " left out; --history N shows the newest N.";
    }

    /** How many lines a search found. @param all whether there are no more */
    static String found(int lines, int shown, boolean all) {
        if (lines == 0) {
            return "No line has that.";
        }
        String count = lines == 1 ? "1 line has that" : String.format(Locale.ROOT, "%,d lines have that", lines);
        return (all ? count : "At least " + count)
                + (shown < lines ? "; these are the newest " + shown + "." : ".");
    }

    /**
     * @param linked whether there is a link, so that the lines wait for the network and not for a peer
     * @param heldUp whether no more lines are read meanwhile
     */
    static String waiting(int lines, boolean linked, boolean heldUp) {
        String wait = (lines == 1 ? "1 line waits " : lines + " lines wait ") + (linked ? "to be sent" : "for a peer");
        String until = linked ? "they are sent" : "one is there";
        return heldUp ? wait + "; no more lines are read until " + until + ". Ctrl-C gives up." : wait + ".";
    }
}
