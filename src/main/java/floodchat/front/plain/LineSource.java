package floodchat.front.plain;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.HistoryWords;
import floodchat.front.Intent;
import floodchat.front.QuotedAnswer;
import floodchat.front.Roster;
import floodchat.front.SettingAnswer;
import floodchat.front.SettingRequest;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.Names;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns lines of standard input into commands. If the chat is behind, it waits: a pipe is read as fast as the network
 * takes the lines, and none is lost. Runs on a thread of its own.
 */
final class LineSource implements Runnable {
    private static final long ASK_AGAIN_MS = 200;

    /** Ten seconds of questions. */
    private static final int MAX_QUESTIONS = 50;

    /** A large history is read first. */
    private static final long HISTORY_WITHIN_MS = 60_000;

    private static final String NO_ANSWER = "The history does not answer.";

    /** A search ends after this many lines. */
    private static final int MAX_FOUND = 1_000;

    private final LineReader lines;
    private final PlainFormat format;
    private final Duration patience;
    private final EventBus bus;
    private final Mailbox<PlainInput> front;
    private final Arrival arrival;
    private final Supplier<Roster> roster;
    private final Supplier<Transcript> recent;
    private final Mailbox<FloodEvent.Inspected> answers = new Mailbox<>(1);
    private boolean nameExpected;

    /** The number of the line that was read last, from 1. */
    private int number;

    /** Whether a line waits for room. Read by the front end. */
    private volatile boolean heldUp;

    /**
     * @param patience how long the last lines may wait for a peer
     * @param roster gives the people who are here; any thread may ask it
     * @param recent gives the newest messages; any thread may ask it
     */
    LineSource(
            InputStream in,
            PlainFormat format,
            Duration patience,
            EventBus bus,
            Mailbox<PlainInput> front,
            Arrival arrival,
            Supplier<Roster> roster,
            Supplier<Transcript> recent) {
        this.lines = new LineReader(in, format.maxLineBytes());
        this.format = format;
        this.patience = patience;
        this.bus = bus;
        this.front = front;
        this.arrival = arrival;
        this.roster = roster;
        this.recent = recent;
    }

    @Override
    public void run() {
        bus.subscribe(FloodEvent.Inspected.class, answers);
        try {
            readToTheEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            bus.unsubscribe(answers);
        }
    }

    private void readToTheEnd() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = readOne();
        }
        front.put(new PlainInput.Leaving());
        bus.publish(new ChatCommand.Leave(patience));
    }

    /** False if nothing more is to be read. */
    private boolean readOne() throws InterruptedException {
        LineReader.TextLine line;
        try {
            line = lines.next();
        } catch (IOException broken) {
            tell("Standard input can't be read any more: " + broken.getMessage());
            return false;
        }
        if (line == null) {
            return false;
        }
        number++;
        if (line.cut()) {
            refuse(format.tooLong());
            return true;
        }
        return nameExpected ? name(line.text()) : obey(parse(line.text()));
    }

    private boolean name(String text) throws InterruptedException {
        nameExpected = false;
        String name = Names.normalize(text);
        String problem = Names.problemWith(name);
        if (problem == null) {
            bus.publish(new ChatCommand.SetName(name));
        } else {
            refuse(problem);
        }
        return true;
    }

    private boolean obey(Intent intent) throws InterruptedException {
        switch (intent) {
            case Intent.Send(ChatCommand command) -> send(command);
            case Intent.ChooseName _ -> askForName();
            case Intent.ShowWho _ -> askWho();
            case Intent.ShowNetwork _ -> askForNetwork();
            case Intent.AskHistory(HistoryInquiry inquiry) -> askHistory(inquiry);
            case Intent.Search(String query) -> search(query);
            case Intent.ShowMessage(int place) -> front.put(new PlainInput.MessageAsked(number, place));
            case Intent.Answer(int place, ChatCommand command) -> answer(place, command);
            case Intent.ShowInvite _ -> front.put(new PlainInput.InviteAsked(number));
            case Intent.Set(SettingRequest request) -> set(request);
            case Intent.ShowHelp _ -> help();
            case Intent.GoTo(_, String reason) -> refuse(reason);
            case Intent.CloseConversation _ -> refuse(Intent.CloseConversation.NONE);
            case Intent.Edit _ -> refuse(Intent.Edit.NONE);
            case Intent.Refusal(String reason) -> refuse(reason);
            case Intent.Nothing _ -> {}
            case Intent.Quit _ -> {
                return false;
            }
        }
        return true;
    }

    /** Whom a name means is only known when those who are here have been heard of. */
    private Intent parse(String line) throws InterruptedException {
        Intent intent = format.parse(line, roster.get());
        if (!namesPeople(intent)) {
            return intent;
        }
        arrival.await(() -> isAddressed(format.parse(line, roster.get())));
        return format.parse(line, roster.get());
    }

    /** Whether all readers of a private line are known. */
    private static boolean isAddressed(Intent intent) {
        return !(intent instanceof Intent.Send(ChatCommand command)) || switch (command) {
            case ChatCommand.Tell(Choice to, _) -> to.key() != null;
            case ChatCommand.TellAll(List<Choice> to, _) -> to.stream().allMatch(reader -> reader.key() != null);
            default -> true;
        };
    }

    private static boolean namesPeople(Intent intent) {
        return switch (intent) {
            case Intent.Answer _, Intent.GoTo _ -> true;
            case Intent.Send(ChatCommand command) ->
                command instanceof ChatCommand.Tell
                        || command instanceof ChatCommand.TellAll
                        || command instanceof ChatCommand.OfPeople
                        || command instanceof ChatCommand.OfOutbox;
            default -> false;
        };
    }

    private void askWho() throws InterruptedException {
        arrival.await();
        front.put(new PlainInput.WhoAsked());
    }

    /** The message may have come just now, but whom the answer goes to is in the line. */
    private void answer(int place, ChatCommand command) throws InterruptedException {
        TranscriptEntry.Spoken line = Transcript.message(recent.get().entries(), place);
        if (line == null) {
            refuse(QuotedAnswer.NO_MESSAGE);
        } else {
            obey(QuotedAnswer.quoting(line, command, roster.get(), ZoneId.systemDefault(), Instant.now()));
        }
    }

    private void send(ChatCommand command) throws InterruptedException {
        heldUp = true;
        bus.publish(command);
        heldUp = false;
    }

    boolean isHeldUp() {
        return heldUp;
    }

    private void askForName() throws InterruptedException {
        nameExpected = true;
        tell("The next line is your name.");
    }

    /**
     * Waits for the answer: the next line may be the last one, and then the network stops. The question is repeated,
     * because at the start nobody takes it yet.
     */
    private void askForNetwork() throws InterruptedException {
        answers.clear();
        FloodEvent.Inspected answer = null;
        for (int i = 0; i < MAX_QUESTIONS && answer == null; i++) {
            bus.offer(new FloodInquiry());
            answer = answers.poll(ASK_AGAIN_MS);
        }
        if (answer == null) {
            tell("The network does not answer.");
        } else {
            front.put(new PlainInput.NetworkInspected(answer));
        }
    }

    /** Waits for the answer: the next line may be the last one, and then the program ends. */
    private void askHistory(HistoryInquiry inquiry) throws InterruptedException {
        Mailbox<HistoryEvent> heard = new Mailbox<>(1);
        bus.subscribe(HistoryEvent.Exported.class, heard);
        bus.subscribe(HistoryEvent.Cleared.class, heard);
        bus.subscribe(HistoryEvent.Refused.class, heard);
        bus.publish(inquiry);
        HistoryEvent answer = heard.poll(HISTORY_WITHIN_MS);
        bus.unsubscribe(heard);
        String sentence = answer == null ? null : HistoryWords.of(answer);
        if (sentence == null) {
            refuse(NO_ANSWER);
        } else if (answer instanceof HistoryEvent.Refused) {
            refuse(sentence);
        } else {
            tell(sentence);
        }
    }

    /** Waits until all is found: the next line may be the last one, and then the program ends. */
    private void search(String words) throws InterruptedException {
        HistoryQuery query = HistoryQuery.parse(words, ZoneId.systemDefault());
        if (query.problem() != null) {
            refuse(query.problem());
        } else if (query.equals(HistoryQuery.ALL)) {
            refuse(Intent.Search.EMPTY);
        } else {
            search(new HistoryInquiry.Search(query, MAX_FOUND));
        }
    }

    private void search(HistoryInquiry.Search inquiry) throws InterruptedException {
        Mailbox<HistoryEvent> heard = new Mailbox<>(MAX_FOUND + 1); // each answer but the last has a line
        bus.subscribe(HistoryEvent.Found.class, heard);
        bus.subscribe(HistoryEvent.Refused.class, heard);
        bus.publish(inquiry);
        List<HistoryLine> lines = new ArrayList<>();
        HistoryEvent answer = heard.poll(HISTORY_WITHIN_MS);
        while (answer instanceof HistoryEvent.Found found && !found.complete()) {
            lines.addAll(found.hits());
            answer = heard.poll(HISTORY_WITHIN_MS);
        }
        bus.unsubscribe(heard);
        if (answer instanceof HistoryEvent.Found last) {
            lines.addAll(last.hits());
            front.put(new PlainInput.Found(lines, lines.size() < MAX_FOUND));
        } else {
            refuse(answer instanceof HistoryEvent.Refused(_, String reason) ? reason : NO_ANSWER);
        }
    }

    /** Waits for the answer, so that it comes even if this is the last line. */
    private void set(SettingRequest request) throws InterruptedException {
        Mailbox<SettingAnswer> settings = new Mailbox<>(1);
        bus.subscribe(SettingAnswer.class, settings);
        bus.publish(request);
        SettingAnswer answer = settings.poll(MAX_QUESTIONS * ASK_AGAIN_MS);
        bus.unsubscribe(settings);
        if (answer == null) {
            refuse("The settings can't be reached.");
        } else if (answer.refused()) {
            refuse(answer.sentences().getFirst());
        } else {
            front.put(new PlainInput.Told(answer.sentences()));
        }
    }

    private void help() throws InterruptedException {
        front.put(new PlainInput.Told(PlainLines.HELP));
    }

    private void refuse(String reason) throws InterruptedException {
        front.put(new PlainInput.Refused(number, reason));
    }

    private void tell(String sentence) throws InterruptedException {
        front.put(new PlainInput.Told(List.of(sentence)));
    }
}
