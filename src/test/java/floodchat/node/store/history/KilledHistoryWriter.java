package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatEvent;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;

/**
 * A program that says lines until it is killed, and writes the text of each one to standard output when it is shown.
 * {@link KilledHistoryTest} kills it.
 */
final class KilledHistoryWriter {
    private static final int MAX_TEXT = 600;
    private static final int EVENTS = 10_000;

    private KilledHistoryWriter() {}

    /** Three arguments: the folder, the first number, a seed. */
    static void main(String[] arguments) throws InterruptedException {
        EventBus bus = new EventBus();
        Mailbox<ChatEvent.Said> shown = new Mailbox<>(EVENTS);
        bus.subscribe(ChatEvent.Said.class, shown);
        History history = new History(
                Path.of(arguments[0]), KilledHistoryTest.KEY, new SecureRandom(), bus, Retention.DEFAULT, true);
        history.start();
        System.out.println("writing");
        Random random = new Random(Long.parseLong(arguments[2]));
        for (int number = Integer.parseInt(arguments[1]);;) {
            int burst = 1 + random.nextInt(20);
            for (int i = 0; i < burst; i++) {
                history.show(Spoken.said(number, number + " " + "x".repeat(random.nextInt(MAX_TEXT))));
                number++;
            }
            for (int i = 0; i < burst; i++) {
                System.out.println(shown.take().text());
            }
        }
    }
}
