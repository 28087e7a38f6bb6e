package floodchat.front;

import floodchat.front.TranscriptEntry.Spoken.Copy;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of a message, in words. Pure; any thread may call it. */
public final class MessageFacts {
    /** Two clocks that differ by less agree. */
    private static final Duration MAX_AGREEING = Duration.ofSeconds(60);

    /** Of a key: what a person reads at a glance. */
    private static final int GROUP_DIGITS = 8;

    private final TranscriptEntry.Spoken line;
    private final Roster roster;
    private final ZoneId zone;

    private MessageFacts(TranscriptEntry.Spoken line, Roster roster, ZoneId zone) {
        this.line = line;
        this.roster = roster;
        this.zone = zone;
    }

    /** One fact, such as {@code Arrived: 2026-11-22 12:00:02}. Only the text of the message may have line breaks. */
    public record Fact(String name, String words) {}

    /** The facts; the last one is the text. */
    public static List<Fact> of(TranscriptEntry.Spoken line, Roster roster, ZoneId zone) {
        return new MessageFacts(line, roster, zone).facts();
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("From", author()));
        facts.add(new Fact("Key", line.from().key().replaceAll("(.{" + GROUP_DIGITS + "})(?=.)", "$1 ")));
        facts.add(new Fact("Said", said()));
        String arrived = arrived();
        if (arrived != null) {
            facts.add(new Fact("Arrived", arrived));
        }
        facts.add(new Fact("To", readers()));
        if (line.own()) {
            deliveries(facts);
        }
        facts.add(new Fact("Source", source()));
        facts.add(new Fact("Text", line.text()));
        return facts;
    }

    private String author() {
        Person author = line.from();
        if (roster.isSelf(author)) {
            return roster.label(author) + " (you)";
        }
        String sign = roster.signOf(author);
        String what = switch (sign.length()) {
            case 0 -> roster.isLookalike(author) ? ", not a contact: only the name is alike" : ", not a contact";
            case 1 -> ", your contact, not verified" + calledElsewhere(author);
            default -> ", your contact, verified" + calledElsewhere(author);
        };
        return roster.label(author) + what + hiding(author);
    }

    private String hiding(Person author) {
        if (roster.isBlocked(author)) {
            return ", blocked";
        }
        return roster.isMuted(author) ? ", muted" : "";
    }

    private String calledElsewhere(Person author) {
        return roster.nameOf(author).equals(author.name()) ? "" : ", who goes by the name " + author.name();
    }

    // ---- times

    private String said() {
        Instant written = written();
        if (written == null) {
            return "the author's clock was not kept; it is shown with the time at which it came";
        }
        return line.own() ? time(written) : time(written) + " by the author's clock";
    }

    /**
     * By the author's clock; null if nobody knows. A line of the history has one time: when it came, or if it came much
     * later than it was said, when it was said.
     */
    private @Nullable Instant written() {
        Instant written = line.origin().written();
        Instant arrived = line.origin().arrived();
        boolean isDatedByArrival = arrived != null && agree(Duration.between(line.at(), arrived));
        if (written == null) {
            return isDatedByArrival && !line.own() ? null : line.at();
        }
        return written;
    }

    private @Nullable Duration waited() {
        Instant written = written();
        Instant arrived = line.origin().arrived();
        return arrived == null || written == null ? null : Duration.between(written, arrived);
    }

    private static boolean agree(Duration difference) {
        return difference.abs().compareTo(MAX_AGREEING) <= 0;
    }

    /** Null for a line of ours that was here when it was said. */
    private @Nullable String arrived() {
        Instant arrived = line.origin().arrived();
        Duration wait = waited();
        if (arrived == null) {
            return "nobody knows when";
        }
        if (wait == null || agree(wait)) {
            return line.own() ? null : time(arrived);
        }
        return time(arrived) + ", " + Quantities.span(wait.abs())
                + (wait.isNegative() ? " before it was said: a clock is wrong" : " after it was said");
    }

    private String time(Instant instant) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, zone);
        return String.format(Locale.ROOT, "%s %02d:%02d:%02d", at.toLocalDate(), at.getHour(), at.getMinute(),
                at.getSecond());
    }

    // ---- readers

    private String readers() {
        if (!line.direct()) {
            return "everyone";
        }
        return line.own()
                ? "only " + Roster.listed(line.recipients().stream().map(roster::label).toList())
                : "you alone";
    }

    private void deliveries(List<Fact> facts) {
        facts.add(new Fact("Delivery", delivery(line.to(), line.delivery())));
        for (Copy copy : line.copies()) {
            facts.add(new Fact("Delivery", delivery(copy.to(), copy.delivery())));
        }
    }

    /** @param to null for everyone */
    private String delivery(@Nullable Person to, Delivery delivery) {
        if (to == null) {
            return switch (delivery) {
                case QUEUED -> "… waits: no other peer has taken it yet";
                case SENT, SHOWN -> "✓ passed on to other peers";
                case GIVEN_UP -> "✗ given up: you left before a peer took it";
            };
        }
        String name = roster.label(to);
        return name + ": " + switch (delivery) {
            case QUEUED -> "… waits: " + (roster.isHere(to) ? "no other peer has taken it yet" : name + " is not here");
            case SENT ->
                "✓ passed on to other peers"
                        + (roster.isHere(to) ? "" : "; " + name + " is not here, so it is sent again");
            case SHOWN -> "✓✓ shown by their window";
            case GIVEN_UP -> "✗ given up, by you or after 7 days";
        };
    }

    private String source() {
        return switch (line.origin().way()) {
            case LIVE -> line.own() ? "you wrote it in this run" : "it came in this run";
            case BACKLOG -> "other peers had kept it";
            case HISTORY -> "the history on your disk";
        };
    }
}
