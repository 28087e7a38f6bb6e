package floodchat.front.plain;

import floodchat.front.LastWords;
import floodchat.front.ReachabilityWords;
import floodchat.front.Roster;
import floodchat.front.StatusWords;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events as text. Standard output has only the messages of others, one a line. Standard error has everything else. If
 * it is quiet, it tells only what went wrong. Confined to one thread.
 */
final class TextWriter implements EventWriter {
    private final TextOutput out;
    private final TextOutput err;
    private final boolean quiet;
    private final PresenceLines presences = new PresenceLines();
    private @Nullable Address listening;
    private @Nullable Address external;
    private @Nullable String clockWarning;
    private @Nullable String upgradeWarning;

    TextWriter(TextOutput out, TextOutput err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
    }

    @Override
    public void spoken(ChatEvent.Spoken line, Roster roster) {
        if (!line.own()) {
            line(PlainLines.spoken(line, roster));
        }
    }

    @Override
    public void earlier(ChatEvent.Spoken line, Roster roster) {
        String words = line.own() ? PlainLines.ownSpoken(line, roster) : PlainLines.spoken(line, roster);
        line(PlainLines.earlier(line.at(), words));
    }

    @Override
    public void happened(ChatEvent event, Roster roster) {
        if (!PresenceLines.isOne(event)) {
            remark(event, roster);
            return;
        }
        long nowMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        if (presences.admits(nowMs)) {
            remark(event, roster);
        }
        int untold = presences.takeUntold();
        if (untold > 0) {
            notice(PlainLines.untold(untold));
        }
    }

    private void remark(ChatEvent event, Roster roster) {
        String sentence = PlainLines.remark(event, roster);
        if (event instanceof ChatEvent.StorageChanged(boolean _, String whatHappens)) {
            problem(whatHappens);
        } else if (sentence != null) {
            notice(sentence);
        }
    }

    /** Tells the address, because a bot may not know its own port. */
    @Override
    public void status(FloodEvent.StatusChanged status) {
        warnOfClock(status);
        warnOfVersion(status);
        if (!status.listening().equals(listening)) {
            listening = status.listening();
            notice("listening on " + listening);
        }
        String router = ReachabilityWords.changed(external, status.external());
        external = status.external();
        if (router != null) {
            notice(router);
        }
    }

    /** Warns once of each version. Nothing takes it back: without an upgrade it will come again. */
    private void warnOfVersion(FloodEvent.StatusChanged status) {
        String warning = StatusWords.upgradeWarning(status);
        if (warning != null && !warning.equals(upgradeWarning)) {
            problem(warning);
            upgradeWarning = warning;
        }
    }

    /** Warns once. A link to a peer takes the warning back, because that peer's clock agrees with ours. */
    private void warnOfClock(FloodEvent.StatusChanged status) {
        String warning = StatusWords.clockWarning(status);
        if (warning != null && !warning.equals(clockWarning)) {
            problem(warning);
            clockWarning = warning;
        } else if (clockWarning != null && status.links() > 0) {
            problem(PlainLines.CLOCK_AGREES);
            clockWarning = null;
        }
    }

    @Override
    public void who(Roster roster) {
        notice(roster.inWords());
    }

    @Override
    public void network(
            FloodEvent.Inspected answer,
            Roster roster,
            Map<Refusal, Long> refusals,
            @Nullable String storageProblem) {
        answer(PlainLines.network(answer, roster.size(), refusals, storageProblem, Instant.now()));
    }

    @Override
    public void answer(List<String> sentences) {
        sentences.forEach(this::notice);
    }

    @Override
    public void found(int lines, int shown, boolean all) {
        notice(PlainLines.found(lines, shown, all));
    }

    @Override
    public void notice(String sentence) {
        if (!quiet) {
            problem(sentence);
        }
    }

    @Override
    public void refused(int line, String reason) {
        problem(reason);
    }

    @Override
    public void refused(ChatCommand command, String reason) {
        problem(reason);
    }

    @Override
    public void failed(String reason) {
        problem(reason);
    }

    @Override
    public void left(int unsent, int kept, int exitCode) {
        Stream.of(LastWords.unsent(unsent), LastWords.kept(kept)).filter(Objects::nonNull).forEach(this::problem);
        if (exitCode == ExitCodes.NOT_SHOWN) {
            problem(PlainLines.NOT_SHOWN);
        }
    }

    private void line(String message) {
        if (!quiet) {
            out.print(message + "\n");
        }
    }

    private void problem(String sentence) {
        err.print(sentence + "\n");
    }
}
