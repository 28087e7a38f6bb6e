package floodchat.front.plain;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.CommandParser;
import floodchat.front.Intent;
import floodchat.front.Roster;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says one line and leaves, in place of a {@link LineSource}. A line to everyone is delivered when a peer has it. With
 * a line to certain people it waits until all of them have been shown it, or the patience is over. Runs on a thread of
 * its own.
 */
final class OneLine implements Runnable {
    /** Of our own lines and their delivery: also those of earlier runs, which are sent again at the start. */
    private static final int CAPACITY = 4 * 1024;

    private final String text;
    private final List<String> to;
    private final Duration patience;
    private final EventBus bus;
    private final Mailbox<PlainInput> front;
    private final Arrival arrival;
    private final Supplier<Roster> roster;
    private final long startedNs = System.nanoTime();

    /** @param to names or keys; empty for everyone @param patience from now on */
    OneLine(
            String text,
            List<String> to,
            Duration patience,
            EventBus bus,
            Mailbox<PlainInput> front,
            Arrival arrival,
            Supplier<Roster> roster) {
        this.text = text;
        this.to = to;
        this.patience = patience;
        this.bus = bus;
        this.front = front;
        this.arrival = arrival;
        this.roster = roster;
    }

    @Override
    public void run() {
        Mailbox<ChatEvent> heard = new Mailbox<>(CAPACITY);
        bus.subscribe(ChatEvent.Told.class, heard);
        bus.subscribe(ChatEvent.DeliveryChanged.class, heard);
        bus.subscribe(ChatEvent.Refused.class, heard);
        try {
            say(heard);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            bus.unsubscribe(heard);
        }
    }

    private void say(Mailbox<ChatEvent> heard) throws InterruptedException {
        if (!to.isEmpty()) {
            arrival.await(() -> to.stream().allMatch(roster.get()::knows));
        }
        switch (CommandParser.say(text, to, roster.get())) {
            case Intent.Send(ChatCommand command) -> {
                bus.publish(command);
                awaitShown(command, heard);
            }
            case Intent.Refusal(String reason) -> front.put(new PlainInput.Refused(0, reason));
            case Intent other -> throw new IllegalStateException("a line that says nothing: " + other);
        }
        front.put(new PlainInput.Leaving());
        bus.publish(new ChatCommand.Leave(Duration.ofMillis(Math.max(0, leftMs()))));
    }

    private void awaitShown(ChatCommand command, Mailbox<ChatEvent> heard) throws InterruptedException {
        int readers = switch (command) {
            case ChatCommand.Tell _ -> 1;
            case ChatCommand.TellAll(var recipients, String _) -> recipients.size();
            default -> 0;
        };
        Set<MessageId> ours = new HashSet<>();
        int done = 0;
        while (done < readers && leftMs() > 0) {
            switch (heard.poll(leftMs())) {
                case ChatEvent.Told told when told.own() -> ours.add(told.id());
                case ChatEvent.DeliveryChanged(MessageId id, Delivery delivery) ->
                    done += ours.contains(id) && delivery == Delivery.SHOWN ? 1 : 0;
                case ChatEvent.Refused _ -> done = readers;
                case null, default -> {}
            }
        }
    }

    private long leftMs() {
        return patience.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
    }
}
