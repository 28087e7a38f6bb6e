package floodchat.front;

import floodchat.protocol.chat.NetworkStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How we stand in the network, in words and numbers that a person reads. Pure. */
public final class NetworkWords {
    /** What goes by in a second is told as the mean of so many: a chat is quiet between two messages. */
    private static final int RATE_SECONDS = 10;

    private static final int THOUSAND = 1_000;

    private NetworkWords() {}

    /** A number or two, and what they say. */
    public record Figure(String name, String words) {}

    // ---- what is wrong

    /** What is wrong, since when and what is done about it, a sentence each; or one that says that nothing is. */
    public static List<String> health(NetworkStanding standing, Instant now, Function<Instant, String> clock) {
        if (standing.troubles().isEmpty()) {
            return List.of(allIsWell(standing));
        }
        List<String> sentences = new ArrayList<>();
        for (NetworkStanding.Trouble trouble : standing.troubles()) {
            String since = " since " + clock.apply(trouble.since());
            sentences.add(trouble.what() + since + "; " + trouble.remedy() + at(trouble.next(), now) + ".");
        }
        return sentences;
    }

    private static String allIsWell(NetworkStanding standing) {
        int links = standing.links().size();
        boolean few = links < standing.wantedLinks();
        return few
                ? "Nothing is wrong: " + counted(links, "link") + ", and no other peer is known."
                : "Nothing is wrong.";
    }

    private static String at(@Nullable Instant next, Instant now) {
        if (next == null) {
            return "";
        }
        long seconds = secondsUntil(next, now);
        return seconds == 0 ? " now" : " in " + seconds + " s";
    }

    /** Whole seconds until then, rounded up, so that the last one shown is 1. */
    public static long secondsUntil(Instant then, Instant now) {
        long ms = Duration.between(now, then).toMillis();
        return ms <= 0 ? 0 : (ms + THOUSAND - 1) / THOUSAND;
    }

    // ---- figures

    /** @param people how many are here, ourselves among them, as far as their signs of life tell */
    public static List<Figure> figures(NetworkStanding standing, int people, Function<Instant, String> clock) {
        return List.of(
                new Figure("Size", size(standing, people)),
                new Figure("Links", links(standing)),
                new Figure("Reserve", reserve(standing)),
                new Figure("Seen", counted(standing.seen(), "packet") + " known, so that none is shown twice"),
                new Figure("Copies", copies(standing, clock)),
                new Figure("Repair", repair(standing, clock)),
                new Figure("Here", standing.listening() + ", since " + clock.apply(standing.since())));
    }

    /** Whoever has no name yet gives no sign of life, but may be a neighbour; and whoever has no link hears nobody. */
    private static String size(NetworkStanding standing, int people) {
        int links = standing.links().size();
        if (links > 0) {
            return "about " + counted(Math.max(people, 1 + links), "peer") + ", by their signs of life";
        }
        return people > 1
                ? "not known without a link; " + counted(people - 1, "other peer") + " before"
                : "this peer alone, as far as is known";
    }

    private static String links(NetworkStanding standing) {
        int links = standing.links().size();
        long dialled = standing.links().stream().filter(NetworkStanding.Link::dialled).count();
        String number = links + " (" + standing.wantedLinks() + " wanted, " + standing.maxLinks() + " at most)";
        return links == 0 ? number : number + ", " + dialled + " we dialled, " + (links - dialled) + " dialled us";
    }

    private static String reserve(NetworkStanding standing) {
        return counted(standing.reserve(), "other peer") + " to link to, " + standing.maxReserve() + " at most";
    }

    private static String copies(NetworkStanding standing, Function<Instant, String> clock) {
        NetworkStanding.Copies all = standing.sinceStart();
        if (all.packets() == 0) {
            return "no packet of others has come yet";
        }
        String began = perPacket(all) + " since " + clock.apply(standing.since());
        NetworkStanding.Copies recent = standing.recent();
        return recent.packets() == 0
                ? began + ", none lately"
                : perPacket(recent) + " of each packet in the last " + standing.recentMinutes() + " minutes, " + began;
    }

    private static String perPacket(NetworkStanding.Copies copies) {
        return String.format(Locale.ROOT, "%.2f", (double) copies.received() / copies.packets());
    }

    private static String repair(NetworkStanding standing, Function<Instant, String> clock) {
        NetworkStanding.Mended last = standing.lastMended();
        return last == null ? "nothing had to be repaired" : clock.apply(last.at()) + ", " + last.what();
    }

    private static String counted(int number, String thing) {
        return String.format(Locale.ROOT, "%,d", number) + " " + thing + (number == 1 ? "" : "s");
    }

    // ---- a link

    /** Such as {@code 0.31 ms}, {@code 12 ms} and {@code 1.2 s}; {@code –} where nothing is known. */
    public static String roundTrip(@Nullable Duration roundTrip) {
        if (roundTrip == null) {
            return "–";
        }
        double ms = roundTrip.toNanos() / 1e6;
        if (ms >= THOUSAND) {
            return String.format(Locale.ROOT, "%.1f s", ms / THOUSAND);
        }
        return String.format(Locale.ROOT, ms < 1 ? "%.2f ms" : ms < 10 ? "%.1f ms" : "%.0f ms", ms);
    }

    /** The mean of the last seconds. */
    public static double perSecond(List<Integer> seconds) {
        int from = Math.max(0, seconds.size() - RATE_SECONDS);
        return seconds.subList(from, seconds.size()).stream().mapToInt(Integer::intValue).average().orElse(0);
    }

    /** Such as {@code 210 B}, {@code 1.2 kB} and {@code 35 MB}. */
    public static String bytes(double number) {
        return scaled(number, List.of(" B", " kB", " MB", " GB"));
    }

    /** Such as {@code 0.3}, {@code 12} and {@code 1.2k}. */
    public static String count(double number) {
        boolean few = number > 0 && number < 10;
        return few ? String.format(Locale.ROOT, "%.1f", number) : scaled(number, List.of("", "k", "M", "G"));
    }

    /** Such as {@code 0}, {@code 12} and {@code 1.3k}. */
    public static String waiting(int frames) {
        return scaled(frames, List.of("", "k"));
    }

    private static String scaled(double number, List<String> units) {
        double rest = number;
        int unit = 0;
        while (rest >= THOUSAND - 0.5 && unit < units.size() - 1) {
            rest /= THOUSAND;
            unit++;
        }
        boolean tenths = unit > 0 && rest < 9.95;
        return String.format(Locale.ROOT, tenths ? "%.1f" : "%.0f", rest) + units.get(unit);
    }
}
