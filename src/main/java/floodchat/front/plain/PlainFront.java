package floodchat.front.plain;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.FirstRun;
import floodchat.front.FrontEnd;
import floodchat.front.Intent;
import floodchat.front.LastWords;
import floodchat.front.MessageFacts;
import floodchat.front.QuotedAnswer;
import floodchat.front.Roster;
import floodchat.front.ReachabilityWords;
import floodchat.front.StatusWords;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chat as lines, for pipes, scripts and screen readers. Standard output has only the messages of others, one a
 * line. Standard error has everything else. The thread that made it writes; {@link LineSource} reads on a thread of its
 * own, because a read may wait without end.
 */
public final class PlainFront implements FrontEnd {
    /** A burst of backlog messages fits. */
    private static final int MAILBOX_CAPACITY = 16 * 1024;

    /** Nobody asks for an older one by its number. */
    private static final int MAX_RECENT = 200;

    /** More than a chat has in a day; they are copied for each new one, which takes about 30 us. */
    private static final int MAX_NAMES_SEEN = 2_000;

    /** A search shows at most this many lines. */
    private static final int MAX_FOUND_SHOWN = 20;

    /** How long leaving may take after the last sign of progress. The chat itself gives up earlier. */
    private static final Duration LEAVING_TIMEOUT = LineSource.PATIENCE.plusSeconds(5);

    /** How long the goodbye may take if an output has failed. */
    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(1);

    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final EventBus bus;
    private final TextOutput out;
    private final TextOutput err;
    private final int history;
    private final Mailbox<PlainInput> mailbox = new Mailbox<>(MAILBOX_CAPACITY);

    /** Set by the thread that writes; {@link LineSource} reads it. */
    private volatile Roster roster = Roster.empty(MAX_NAMES_SEEN);

    /** The newest messages, for commands about them. Set by the thread that writes; {@link LineSource} reads it. */
    private volatile Transcript recent = Transcript.empty(MAX_RECENT);

    /** How many payloads the chat refused. */
    private Map<Refusal, Long> refusals = Map.of();

    /** Why private lines can't be kept; null if they can. */
    private @Nullable String storageProblem;

    private @Nullable Address listening;
    private final Arrival arrival = new Arrival();
    private @Nullable String clockWarning;
    private @Nullable String upgradeWarning;
    private @Nullable Address external;

    /** Where others may reach this peer; none until a port is open. */
    private List<Address> own = List.of();

    private final @Nullable Invite invite;
    private final LineSource source;
    private boolean linked;
    private final WaitingLines waiting = new WaitingLines();
    private final PresenceLines presences = new PresenceLines();
    private boolean refused;

    /** The first output that failed: the reason to leave; null if all is well. */
    private @Nullable TextOutput failed;

    /** Whether the first name of a person is still to be followed by hints. */
    private boolean welcomeDue;

    /** Null before the first name of a person, and after all was told. */
    private @Nullable FirstRun firstRun;

    private @Nullable Long leavingUntilMs;
    private @Nullable Integer exitCode;

    /** In the public network. @param history how many lines of a backlog are shown at most, the newest ones */
    public PlainFront(EventBus bus, InputStream in, OutputStream out, OutputStream err, int history) {
        this(bus, in, out, err, history, null);
    }

    /**
     * @param history how many lines of a backlog are shown at most, the newest ones
     * @param invite into the private network that this peer is in; null in the public one
     */
    public PlainFront(
            EventBus bus,
            InputStream in,
            OutputStream out,
            OutputStream err,
            int history,
            @Nullable Invite invite) {
        this.bus = bus;
        this.invite = invite;
        this.out = new TextOutput("standard output", out);
        this.err = new TextOutput("standard error", err);
        this.history = history;
        this.source = new LineSource(in, bus, mailbox, arrival, () -> roster, () -> recent);
        bus.subscribe(ChatEvent.class, mailbox, PlainInput.Heard::new);
        bus.subscribe(FloodEvent.StatusChanged.class, mailbox, PlainInput.NetworkChanged::new);
    }

    /** The person never chose a name: tells them what this is. Called before {@link #open}. */
    public void welcome() {
        welcomeDue = true;
    }

    /** Starts reading, on a platform thread: a virtual one would pin its carrier while it waits in read(2). */
    @Override
    public void open() {
        Thread reader = new Thread(source, "lines");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public int run() throws InterruptedException {
        while (exitCode == null) {
            PlainInput input = next();
            if (input != null) {
                take(input);
            } else if (exitCode == null && waiting.isTellingDue(nowMs())) {
                tellWaiting();
            } else if (exitCode == null && !tellWhoIsHere()) {
                say("The network did not answer in time.");
                exitCode = failed == null ? FAILED : failed.exitCode();
            }
        }
        flush();
        return exitCode;
    }

    /** The next input. Flushes the output before it waits. Null if a time is over, or if the end was reached. */
    private @Nullable PlainInput next() throws InterruptedException {
        PlainInput ready = mailbox.poll(0);
        if (ready != null) {
            return ready;
        }
        long missed = mailbox.takeMissed();
        if (missed > 0) {
            say(PlainLines.missed(missed));
        }
        flush();
        if (exitCode != null) {
            return null;
        }
        Long wakeMs = waiting.tellAtMs() == null ? leavingUntilMs : waiting.tellAtMs();
        if (firstRun != null) {
            long foundMs = nowMs() + firstRun.msUntilFound(roster, nowMs());
            wakeMs = wakeMs == null ? foundMs : Math.min(wakeMs, foundMs);
        }
        return wakeMs == null ? mailbox.take() : mailbox.poll(wakeMs - nowMs() + 1);
    }

    /** After the first name, tells whom the person finds. Returns false if that is not to be told now. */
    private boolean tellWhoIsHere() {
        String words = firstRun == null ? null : firstRun.found(roster, own, nowMs());
        if (words != null) {
            firstRun = null;
            say(words);
        }
        return words != null;
    }

    /** For waits: the wall clock may be set meanwhile. */
    private static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static long after(Duration wait) {
        return nowMs() + wait.toMillis();
    }

    /** Tells the person, once, that lines wait. */
    private void tellWaiting() {
        say(PlainLines.waiting(waiting.size(), linked, source.isHeldUp()));
        waiting.told();
    }

    /** Flushes. If an output can't be written any more, this front end says goodbye and ends. */
    private void flush() throws InterruptedException {
        flushBoth();
        if (failed == null && (out.hasFailed() || err.hasFailed())) {
            leaveBecauseOf(out.hasFailed() ? out : err);
        }
    }

    private void flushBoth() {
        out.flush();
        err.flush();
    }

    private void leaveBecauseOf(TextOutput output) throws InterruptedException {
        failed = output;
        String problem = output.problem();
        if (problem != null) {
            say("floodchat: " + problem);
            err.flush();
        }
        if (exitCode == null) {
            bus.publish(new ChatCommand.Leave(GOODBYE_WITHIN));
            leavingUntilMs = after(LEAVING_TIMEOUT);
        } else {
            exitCode = output.exitCode();
        }
    }

    private void take(PlainInput input) {
        switch (input) {
            case PlainInput.Heard(ChatEvent event) -> hear(event);
            case PlainInput.NetworkChanged(FloodEvent.StatusChanged status) -> network(status);
            case PlainInput.Told(String sentence) -> say(sentence);
            case PlainInput.Refused(String reason) -> refuse(reason);
            case PlainInput.WhoAsked _ -> say(roster.inWords());
            case PlainInput.Found(List<HistoryLine> lines, boolean complete) -> found(lines, complete);
            case PlainInput.MessageAsked(int place) -> showMessage(place);
            case PlainInput.InviteAsked _ -> invite();
            case PlainInput.NetworkInspected(FloodEvent.Inspected answer) ->
                PlainLines.network(answer, roster.size(), refusals, storageProblem, Instant.now())
                        .forEach(this::say);
            case PlainInput.Leaving _ -> leavingUntilMs = after(LEAVING_TIMEOUT);
        }
    }

    private void hear(ChatEvent event) {
        roster = naming(event);
        switch (event) {
            case ChatEvent.Spoken spoken -> {
                remember(spoken);
                if (spoken.own()) {
                    waiting.add(spoken.id(), nowMs());
                } else {
                    line(PlainLines.spoken(spoken, roster));
                }
            }
            case ChatEvent.CaughtUp caughtUp ->
                earlier(caughtUp.messages());
            case ChatEvent.RosterChanged changed ->
                roster = roster.with(changed.self(), changed.others()).withAbsences(changed.absences());
            case ChatEvent.ContactsChanged(List<Contact> contacts, List<Person> blocked, List<Person> muted) ->
                roster = roster.knowing(contacts, blocked, muted);
            case ChatEvent.DeliveryChanged changed -> delivered(changed);
            case ChatEvent.Refused refusal -> refuse(refusal.reason());
            case ChatEvent.RefusalsCounted counted -> refusals = counted.counts();
            case ChatEvent.StorageChanged(boolean works, String sentence) -> {
                storageProblem = works ? null : sentence;
                remark(event);
            }
            case ChatEvent.NameSet set when welcomeDue -> welcome(set);
            case ChatEvent.Left left -> left(left.unsent(), left.kept());
            case ChatEvent.Failed failed -> fail(failed.reason());
            default -> {
                if (PresenceLines.isOne(event)) {
                    presence(event);
                } else {
                    remark(event);
                }
            }
        }
    }

    private void welcome(ChatEvent.NameSet set) {
        welcomeDue = false;
        firstRun = new FirstRun(nowMs(), invite);
        remark(set);
        FirstRun.IN_PLAIN_MODE.forEach(this::say);
    }

    private void earlier(List<ChatEvent.Spoken> messages) {
        int leftOut = Math.max(0, messages.size() - history);
        remember(new ChatEvent.CaughtUp(messages.subList(leftOut, messages.size())));
        for (ChatEvent.Spoken spoken : messages.subList(leftOut, messages.size())) {
            line(PlainLines.earlier(spoken.at(), PlainLines.spoken(spoken, roster)));
        }
        if (leftOut > 0 && history > 0) {
            say(PlainLines.leftOut(leftOut));
        }
    }

    /** The newest ones, the oldest of them first. As with grep, nothing found is a failure. */
    private void found(List<HistoryLine> lines, boolean complete) {
        List<HistoryLine> shown = lines.subList(0, Math.min(lines.size(), MAX_FOUND_SHOWN)).reversed();
        for (HistoryLine line : shown) {
            ChatEvent.Spoken spoken = line.spoken();
            roster = roster.naming(spoken);
            String words = spoken.own() ? PlainLines.ownSpoken(spoken, roster) : PlainLines.spoken(spoken, roster);
            line(PlainLines.earlier(spoken.at(), words));
        }
        String sentence = PlainLines.found(lines.size(), shown.size(), complete);
        if (lines.isEmpty()) {
            refuse(sentence);
        } else {
            say(sentence);
        }
    }

    private Roster naming(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Spoken spoken -> roster.naming(spoken);
            case ChatEvent.Hidden hidden -> roster.naming(hidden.line());
            case ChatEvent.CaughtUp caughtUp -> {
                Roster named = roster;
                for (ChatEvent.Spoken spoken : caughtUp.messages()) {
                    named = named.naming(spoken);
                }
                yield named;
            }
            case ChatEvent.RequestsChanged(int _, ChatEvent.Told line, List<Person> _) when line != null ->
                roster.naming(line);
            case ChatEvent.PeerFound found -> roster.naming(List.of(found.person()));
            case ChatEvent.PeerJoined joined -> roster.naming(List.of(joined.person()));
            case ChatEvent.PeerRenamed renamed -> roster.naming(List.of(renamed.before(), renamed.after()));
            default -> roster;
        };
    }

    private void delivered(ChatEvent.DeliveryChanged changed) {
        remember(changed);
        if (changed.delivery() != Delivery.QUEUED) {
            waiting.remove(changed.id());
        }
        extendLeaving();
    }

    private void invite() {
        if (invite == null) {
            refuse(Intent.ShowInvite.NONE);
        } else {
            say(invite.withFirst(own).text());
        }
    }

    private void remember(ChatEvent event) {
        recent = recent.with(event, Instant.now());
    }

    private void showMessage(int place) {
        TranscriptEntry.Spoken line = Transcript.message(recent.entries(), place);
        if (line == null) {
            refuse(QuotedAnswer.NO_MESSAGE);
        } else {
            PlainLines.facts(MessageFacts.of(line, roster, ZoneId.systemDefault())).forEach(this::say);
        }
    }

    private void refuse(String reason) {
        say(reason);
        refused = true;
    }

    /** While lines still go out, leaving may take longer. */
    private void extendLeaving() {
        if (leavingUntilMs != null) {
            leavingUntilMs = after(LEAVING_TIMEOUT);
        }
    }

    private void remark(ChatEvent event) {
        String sentence = PlainLines.remark(event, roster);
        if (sentence != null) {
            say(sentence);
        }
    }

    private void presence(ChatEvent event) {
        if (presences.admits(nowMs())) {
            remark(event);
        }
        int untold = presences.takeUntold();
        if (untold > 0) {
            say(PlainLines.untold(untold));
        }
    }

    private void network(FloodEvent.StatusChanged status) {
        warnOfClock(status);
        warnOfVersion(status);
        listen(status.listening());
        tellRouter(status.external());
        own = status.addresses();
        linked = status.links() > 0;
        if (linked) {
            arrival.linked();
        }
    }

    /** Tells the address, because a bot may not know its own port. */
    private void listen(Address address) {
        if (!address.equals(listening)) {
            listening = address;
            say("listening on " + address);
        }
    }

    /** Warns once. A link to a peer takes the warning back, because that peer's clock agrees with ours. */
    private void warnOfClock(FloodEvent.StatusChanged status) {
        String warning = StatusWords.clockWarning(status);
        if (warning != null && !warning.equals(clockWarning)) {
            say(warning);
            clockWarning = warning;
        } else if (clockWarning != null && status.links() > 0) {
            say(PlainLines.CLOCK_AGREES);
            clockWarning = null;
        }
    }

    /** Warns once of each version. Nothing takes it back: without an upgrade it will come again. */
    private void warnOfVersion(FloodEvent.StatusChanged status) {
        String warning = StatusWords.upgradeWarning(status);
        if (warning != null && !warning.equals(upgradeWarning)) {
            say(warning);
            upgradeWarning = warning;
        }
    }

    /** Tells what the router passes on, when it begins and when it ends. */
    private void tellRouter(@Nullable Address passedOn) {
        String sentence = ReachabilityWords.changed(external, passedOn);
        external = passedOn;
        if (sentence != null) {
            say(sentence);
        }
    }

    private void left(int lost, int kept) {
        Stream.of(LastWords.unsent(lost), LastWords.kept(kept)).filter(Objects::nonNull).forEach(this::say);
        if (failed == null) {
            exitCode = lost + kept > 0 || refused ? FAILED : DONE;
        } else {
            exitCode = failed.exitCode();
        }
    }

    private void fail(String reason) {
        say(reason);
        exitCode = FAILED;
    }

    private void line(String message) {
        out.print(message + "\n");
    }

    private void say(String sentence) {
        err.print(sentence + "\n");
    }

    @Override
    public void close() {
        bus.unsubscribe(mailbox);
        flushBoth();
    }
}
