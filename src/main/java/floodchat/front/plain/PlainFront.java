package floodchat.front.plain;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.FirstRun;
import floodchat.front.FrontEnd;
import floodchat.front.Intent;
import floodchat.front.MessageFacts;
import floodchat.front.QuotedAnswer;
import floodchat.front.Roster;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The chat as lines, for pipes, scripts and screen readers: as text, or as JSON objects. This class decides what is
 * told, when it is flushed, and how it ends; an {@link EventWriter} says it. The thread that made it writes;
 * {@link LineSource} reads on a thread of its own, because a read may wait without end.
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

    /**
     * How much longer leaving may take than lines may wait. The chat itself gives up earlier: its goodbye takes 4 s at
     * most. The rest is for a start on a busy machine, after which {@code --wait 0s} may be over at once.
     */
    private static final Duration LEAVING_TIMEOUT = Duration.ofSeconds(15);

    /** How long the goodbye may take if an output has failed. */
    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(1);

    private final EventBus bus;
    private final TextOutput out;
    private final TextOutput err;
    private final EventWriter writer;
    private final PlainSettings settings;
    private final Mailbox<PlainInput> mailbox = new Mailbox<>(MAILBOX_CAPACITY);

    /** Set by the thread that writes; {@link LineSource} reads it. */
    private volatile Roster roster = Roster.empty(MAX_NAMES_SEEN);

    /** The newest messages, for commands about them. Set by the thread that writes; {@link LineSource} reads it. */
    private volatile Transcript recent = Transcript.empty(MAX_RECENT);

    /** How many payloads the chat refused. */
    private Map<Refusal, Long> refusals = Map.of();

    /** Why private lines can't be kept; null if they can. */
    private @Nullable String storageProblem;

    /** Where others may reach this peer; none until a port is open. */
    private List<Address> own = List.of();

    private final Arrival arrival;
    private final @Nullable Invite invite;
    private final LineSource source;
    private boolean linked;
    private final WaitingLines waiting = new WaitingLines();
    private final Outcome outcome;

    /** The first output that failed: the reason to leave; null if all is well. */
    private @Nullable TextOutput failed;

    /** Whether the first name of a person is still to be followed by hints. */
    private boolean welcomeDue;

    /** Null before the first name of a person, and after all was told. */
    private @Nullable FirstRun firstRun;

    private @Nullable Long leavingUntilMs;
    private @Nullable Integer exitCode;

    /** Text, in the public network. @param history how many lines of a backlog are shown at most, the newest ones */
    public PlainFront(EventBus bus, InputStream in, OutputStream out, OutputStream err, int history) {
        this(bus, in, out, err, PlainSettings.ofText(history), new TextFormat(false), null);
    }

    /** @param invite into the private network that this peer is in; null in the public one */
    public PlainFront(
            EventBus bus,
            InputStream in,
            OutputStream out,
            OutputStream err,
            PlainSettings settings,
            PlainFormat format,
            @Nullable Invite invite) {
        this.bus = bus;
        this.invite = invite;
        this.out = new TextOutput("standard output", out);
        this.err = new TextOutput("standard error", err);
        this.writer = format.writer(this.out, this.err);
        this.settings = settings;
        this.outcome = new Outcome(settings.say() != null);
        this.arrival = new Arrival(settings.patience());
        this.source = new LineSource(
                in, format, settings.patience(), bus, mailbox, arrival, () -> roster, () -> recent);
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
        String say = settings.say();
        Runnable lines = say == null
                ? source
                : new OneLine(say, settings.to(), settings.patience(), bus, mailbox, arrival, () -> roster);
        Thread reader = new Thread(lines, "lines");
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
                fail("The network did not answer in time.");
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
            writer.happened(new ChatEvent.Missed(missed), roster);
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
            writer.notice(words);
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
        writer.notice(PlainLines.waiting(waiting.size(), linked, source.isHeldUp()));
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
            err.print("floodchat: " + problem + "\n");
            err.flush();
        }
        if (exitCode == null) {
            bus.publish(new ChatCommand.Leave(GOODBYE_WITHIN));
            leavingUntilMs = after(GOODBYE_WITHIN.plus(LEAVING_TIMEOUT));
        } else {
            exitCode = output.exitCode();
        }
    }

    private void take(PlainInput input) {
        switch (input) {
            case PlainInput.Heard(ChatEvent event) -> hear(event);
            case PlainInput.NetworkChanged(FloodEvent.StatusChanged status) -> network(status);
            case PlainInput.Told(List<String> sentences) -> writer.answer(sentences);
            case PlainInput.Refused(int line, String reason) -> refuse(line, reason);
            case PlainInput.WhoAsked _ -> writer.who(roster);
            case PlainInput.Found(List<HistoryLine> lines, boolean complete) -> found(lines, complete);
            case PlainInput.MessageAsked(int line, int place) -> showMessage(line, place);
            case PlainInput.InviteAsked(int line) -> invite(line);
            case PlainInput.NetworkInspected(FloodEvent.Inspected answer) ->
                writer.network(answer, roster, refusals, storageProblem);
            case PlainInput.Leaving _ -> extendLeaving();
        }
    }

    private void hear(ChatEvent event) {
        roster = NamesInLines.naming(roster, event);
        switch (event) {
            case ChatEvent.Spoken spoken -> spoken(spoken);
            case ChatEvent.CaughtUp caughtUp -> earlier(caughtUp.messages());
            case ChatEvent.RosterChanged changed ->
                roster = roster.with(changed.self(), changed.others()).withAbsences(changed.absences());
            case ChatEvent.ContactsChanged(List<Contact> contacts, List<Person> blocked, List<Person> muted) ->
                roster = roster.knowing(contacts, blocked, muted);
            case ChatEvent.DeliveryChanged changed -> delivered(changed);
            case ChatEvent.Refused(ChatCommand command, String reason) -> {
                outcome.refused();
                writer.refused(command, reason);
            }
            case ChatEvent.RefusalsCounted counted -> refusals = counted.counts();
            case ChatEvent.StorageChanged(boolean works, String sentence) -> {
                storageProblem = works ? null : sentence;
                writer.happened(event, roster);
            }
            case ChatEvent.NameSet set when welcomeDue -> welcome(set);
            case ChatEvent.Left left -> left(left.unsent(), left.kept());
            case ChatEvent.Failed failed -> fail(failed.reason());
            default -> writer.happened(event, roster);
        }
    }

    private void spoken(ChatEvent.Spoken spoken) {
        remember(spoken);
        if (spoken.own()) {
            waiting.add(spoken.id(), nowMs());
            outcome.said(spoken);
        }
        writer.spoken(spoken, roster);
    }

    private void welcome(ChatEvent.NameSet set) {
        welcomeDue = false;
        firstRun = new FirstRun(nowMs(), invite);
        writer.happened(set, roster);
        FirstRun.IN_PLAIN_MODE.forEach(writer::notice);
    }

    private void earlier(List<ChatEvent.Spoken> messages) {
        int leftOut = Math.max(0, messages.size() - settings.history());
        remember(new ChatEvent.CaughtUp(messages.subList(leftOut, messages.size())));
        for (ChatEvent.Spoken spoken : messages.subList(leftOut, messages.size())) {
            writer.earlier(spoken, roster);
        }
        if (leftOut > 0 && settings.history() > 0) {
            writer.notice(PlainLines.leftOut(leftOut));
        }
    }

    /** The newest ones, the oldest of them first. As with grep, nothing found is a failure. */
    private void found(List<HistoryLine> lines, boolean complete) {
        List<HistoryLine> shown = lines.subList(0, Math.min(lines.size(), MAX_FOUND_SHOWN)).reversed();
        for (HistoryLine line : shown) {
            roster = roster.naming(line.spoken());
            writer.earlier(line.spoken(), roster);
        }
        writer.found(lines.size(), shown.size(), complete);
        if (lines.isEmpty()) {
            outcome.refused();
        }
    }

    private void delivered(ChatEvent.DeliveryChanged changed) {
        remember(changed);
        if (changed.delivery() != Delivery.QUEUED) {
            waiting.remove(changed.id());
        }
        outcome.delivered(changed);
        if (leavingUntilMs != null) { // while lines still go out, leaving may take longer
            extendLeaving();
        }
        writer.happened(changed, roster);
    }

    private void invite(int line) {
        if (invite == null) {
            refuse(line, Intent.ShowInvite.NONE);
        } else {
            writer.answer(List.of(invite.withFirst(own).text()));
        }
    }

    private void remember(ChatEvent event) {
        recent = recent.with(event, Instant.now());
    }

    private void showMessage(int line, int place) {
        TranscriptEntry.Spoken message = Transcript.message(recent.entries(), place);
        if (message == null) {
            refuse(line, QuotedAnswer.NO_MESSAGE);
        } else {
            writer.answer(PlainLines.facts(MessageFacts.of(message, roster, ZoneId.systemDefault())));
        }
    }

    private void refuse(int line, String reason) {
        writer.refused(line, reason);
        outcome.refused();
    }

    private void extendLeaving() {
        leavingUntilMs = after(settings.patience().plus(LEAVING_TIMEOUT));
    }

    private void network(FloodEvent.StatusChanged status) {
        writer.status(status);
        own = status.addresses();
        linked = status.links() > 0;
        if (linked) {
            arrival.linked();
        }
    }

    private void left(int lost, int kept) {
        int code = failed == null ? outcome.exitCode(lost + kept) : failed.exitCode();
        writer.left(lost, kept, code);
        exitCode = code;
    }

    private void fail(String reason) {
        writer.failed(reason);
        exitCode = failed == null ? ExitCodes.FAILED : failed.exitCode();
    }

    @Override
    public void close() {
        bus.unsubscribe(mailbox);
        flushBoth();
    }
}
