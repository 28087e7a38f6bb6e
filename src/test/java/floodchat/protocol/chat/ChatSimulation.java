package floodchat.protocol.chat;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.message.EnvelopeReader;
import floodchat.protocol.sealed.Stored;
import floodchat.protocol.sealed.StoredChange;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A few chat cores on a simulated network, in simulated time. Every packet takes a random time to each peer, so packets
 * overtake each other. The seed decides everything.
 */
final class ChatSimulation {
    static final long START_MS = 1_800_000_000_000L;

    /** The run of people who are no participants: they were here before. */
    static final long RUN = START_MS - 60_000;

    private final Random random;
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
    private final List<Participant> residents = new ArrayList<>();
    private long nowMs = START_MS;
    private long happenings;
    private int maxLatencyMs = 50;

    private record Happening(long atMs, long order, Runnable action) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(order, other.order);
        }
    }

    ChatSimulation(long seed) {
        this.random = new Random(seed);
    }

    // ---- what people say who are no participants, at the time that it is now

    Body.Say say(long number, String name, String text) {
        return new Body.Say(RUN, number, nowMs, name, text);
    }

    Body.Presence presence(long beat, long number, String name, boolean joining, int rate) {
        return new Body.Presence(RUN, beat, number, nowMs, name, joining, rate, Body.Presence.NO_KEYS);
    }

    Body.Leave leave(long number, long beat) {
        return new Body.Leave(RUN, number, beat, nowMs);
    }

    void maxLatencyMs(int ms) {
        maxLatencyMs = ms;
    }

    long nowMs() {
        return nowMs;
    }

    /** Adds a participant with a link. @param name null for none */
    Participant arrive(@Nullable String name) {
        Participant resident = wake(name);
        resident.link();
        return resident;
    }

    /** Adds a participant without a link. @param name null for none */
    Participant wake(@Nullable String name) {
        byte[] seed = new byte[Identity.SEED_BYTES];
        random.nextBytes(seed);
        return new Participant(Identity.ofSeed(seed), 0, List.of(), name);
    }

    /** Adds a participant with a link whose home is a copy of this one's, as it was when the last run began. */
    Participant copyOf(Participant original, String name) {
        Participant copy = new Participant(original.identity, original.savedRun, original.disk, name);
        copy.link();
        return copy;
    }

    /** Adds a participant without a link and a name, whose home knows no run and whose clock differs by this much. */
    Participant restoredFrom(Participant original, long clockMs) {
        Participant restored = new Participant(original.identity);
        restored.input(new ChatInput.ClockSet(clockMs));
        restored.begin(null);
        return restored;
    }

    void run(Duration time) {
        long endMs = nowMs + time.toMillis();
        while (!agenda.isEmpty() && agenda.peek().atMs() <= endMs) {
            Happening next = agenda.poll();
            nowMs = next.atMs();
            next.action().run();
        }
        nowMs = endMs;
    }

    private void later(long afterMs, Runnable action) {
        agenda.add(new Happening(nowMs + afterMs, happenings++, action));
    }

    final class Participant {
        final Identity identity;
        ChatCore core = newCore();
        long savedRun;
        SavedPeople savedPeople = SavedPeople.NONE;
        final List<ChatEvent> events = new ArrayList<>();
        final List<ChatEffect> effects = new ArrayList<>();
        /** What private lines have on the disk. */
        final List<StoredChange> disk = new ArrayList<>();

        private final List<Running> timers = new ArrayList<>();
        private final List<ChatEffect.Publish> kept = new ArrayList<>();
        private long unsaidTicket;
        private boolean linked;
        private boolean dead;

        private final class Running {
            private final ChatTimer timer;

            Running(ChatTimer timer) {
                this.timer = timer;
            }

            void fire() {
                if (timers.remove(this)) {
                    input(new ChatInput.TimerFired(timer));
                }
            }
        }

        private Participant(Identity identity) {
            this.identity = identity;
            residents.add(this);
        }

        private Participant(Identity identity, long savedRun, List<StoredChange> disk, @Nullable String name) {
            this(identity);
            this.savedRun = savedRun;
            this.disk.addAll(disk);
            begin(name);
        }

        private ChatCore newCore() {
            return new ChatCore(new Random(random.nextLong()), new SecureRandom(),
                    address -> address.matches("\\w+:\\d+"));
        }

        private void begin(@Nullable String name) {
            input(new ChatInput.Started(identity, Authors.TAG, savedRun, name, Stored.of(disk), savedPeople,
                    RequestPolicy.CROWD));
        }

        /** The program ends without a word and starts again, with a link. */
        void restart(String name) {
            timers.clear();
            events.clear();
            effects.clear();
            dead = false;
            core = newCore();
            begin(name);
            link();
        }

        Person person() {
            return latest(ChatEvent.NameSet.class).self();
        }

        void command(ChatCommand command) {
            input(new ChatInput.Commanded(command));
        }

        void say(String text) {
            command(new ChatCommand.Say(text));
        }

        void tell(String recipient, String text) {
            command(new ChatCommand.Tell(recipient, text));
        }

        void link() {
            linked = true;
            input(new ChatInput.LinksChanged(1));
            kept.forEach(this::flood);
            kept.clear();
        }

        void unlink() {
            linked = false;
            input(new ChatInput.LinksChanged(0));
        }

        void die() {
            dead = true;
        }

        void input(ChatInput input) {
            if (!dead) {
                long saved = savedRun;
                core.handle(input, nowMs, this::perform);
                if (savedRun != saved) {
                    core.handle(new ChatInput.RunSaved(savedRun), nowMs, this::perform);
                }
                tellWhatIsSaved();
            }
        }

        /** The disk is quick. Saving may cause more to be saved. */
        private void tellWhatIsSaved() {
            while (unsaidTicket > 0) {
                long ticket = unsaidTicket;
                unsaidTicket = 0;
                core.handle(new ChatInput.PrivateSaved(ticket), nowMs, this::perform);
            }
        }

        private void perform(ChatEffect effect) {
            effects.add(effect);
            switch (effect) {
                case ChatEffect.Show(ChatEvent event) -> events.add(event);
                case ChatEffect.StartTimer(ChatTimer timer, long afterMs) -> startTimer(timer, afterMs);
                case ChatEffect.Publish publish -> publish(publish);
                case ChatEffect.Stop _ -> later(1, () -> input(new ChatInput.Stopped()));
                case ChatEffect.SaveRun(long run) -> savedRun = run;
                case ChatEffect.SavePrivate(long ticket, StoredChange change) -> {
                    disk.add(change);
                    unsaidTicket = ticket;
                }
                case ChatEffect.SaveContacts(SavedPeople changed) -> savedPeople = changed;
                case ChatEffect.Join _, ChatEffect.RememberName _, ChatEffect.Attribute _, ChatEffect.Reject _ -> {}
            }
        }

        private void startTimer(ChatTimer timer, long afterMs) {
            timers.removeIf(running -> running.timer.equals(timer));
            Running running = new Running(timer);
            timers.add(running);
            later(afterMs, running::fire);
        }

        private void publish(ChatEffect.Publish publish) {
            if (linked) {
                flood(publish);
            } else if (publish.kind() != PayloadKind.EPHEMERAL) {
                kept.add(publish);
            }
        }

        private void flood(ChatEffect.Publish publish) {
            later(1, () -> input(new ChatInput.HandedOver(publish.ticket())));
            for (Participant other : residents) {
                if (other != this && other.linked) {
                    later(1 + random.nextInt(maxLatencyMs),
                            () -> other
                                    .input(new ChatInput.Delivered(publish.payload(), nowMs, false, publish.kind())));
                }
            }
        }

        /** The lines that were shown, as a plain front end prints them. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (ChatEvent event : events) {
                switch (event) {
                    case ChatEvent.Said said -> lines.add(said.from().name() + " -> " + said.text());
                    case ChatEvent.Told told -> lines.add("(direct) " + told.from().name() + " -> " + told.text());
                    default -> {}
                }
            }
            return lines;
        }

        /** The names in the latest roster. */
        List<String> roster() {
            return latest(ChatEvent.RosterChanged.class).others().stream().map(Person::name).toList();
        }

        <E> List<E> all(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        <E> E latest(Class<E> type) {
            return all(type).getLast();
        }

        String refusal() {
            return latest(ChatEvent.Refused.class).reason();
        }

        List<ChatEffect.Publish> published() {
            return effects.stream()
                    .filter(ChatEffect.Publish.class::isInstance)
                    .map(ChatEffect.Publish.class::cast)
                    .toList();
        }

        /** Delivers what this person has signed now, to this participant alone. */
        void receive(Identity author, Body body) {
            receive(Envelope.sign(author, Authors.TAG, body), kindOf(body), false);
        }

        /** Delivers what this person has signed as backlog, to this participant alone. */
        void receiveEarlier(Identity author, Body body) {
            receive(Envelope.sign(author, Authors.TAG, body), kindOf(body), true);
        }

        private static PayloadKind kindOf(Body body) {
            return body instanceof Body.Numbered ? PayloadKind.KEPT : PayloadKind.EPHEMERAL;
        }

        void receive(byte[] payload, boolean earlier) {
            receive(payload, PayloadKind.KEPT, earlier);
        }

        /** Delivers what is sealed. */
        void receiveSealed(byte[] payload) {
            receive(payload, PayloadKind.SEALED, false);
        }

        /** The public halves of our prekeys, as they were published last. */
        byte[] prekeys() {
            return bodies(Body.Keys.class).getLast().bytes();
        }

        /** The signed bodies of this type that were published. */
        <B extends Body> List<B> bodies(Class<B> type) {
            EnvelopeReader reader = new EnvelopeReader(Authors.TAG);
            List<B> bodies = new ArrayList<>();
            for (ChatEffect.Publish publish : published()) {
                if (reader.read(publish.payload()) instanceof DecodedEnvelope.Read(Envelope envelope)
                        && type.isInstance(envelope.body())) {
                    bodies.add(type.cast(envelope.body()));
                }
            }
            return bodies;
        }

        void receive(byte[] payload, PayloadKind kind, boolean earlier) {
            input(new ChatInput.Delivered(payload, nowMs, earlier, kind));
        }

        /** The last thing that was refused, if that was the last effect. */
        @Nullable Refusal refused() {
            return effects.getLast() instanceof ChatEffect.Reject(Refusal refusal) ? refusal : null;
        }
    }
}
