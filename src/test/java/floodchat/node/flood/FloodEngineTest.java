package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines on real sockets, among themselves. */
class FloodEngineTest {
    private final EngineNode.Group nodes = new EngineNode.Group();

    @AfterEach
    void closeAll() {
        nodes.close();
    }

    @Test
    void whatOnePublishesReachesTheOthersOnce() throws Exception {
        EngineNode entry = nodes.node();
        EngineNode second = nodes.node(entry.address());
        second.awaitLinks(1);
        EngineNode third = nodes.node(entry.address());
        third.awaitLinks(1);
        List<String> lines = texts("line", 1_000);
        speak(third, lines);
        entry.awaitInAnyOrder(lines);
        second.awaitInAnyOrder(lines);
    }

    @Test
    void whatIsPublishedAloneIsHandedOverToTheFirstWhoComes() throws Exception {
        EngineNode lonely = nodes.node();
        lonely.publish("is anybody there");
        EngineNode visitor = nodes.node(lonely.address());
        assertEquals("is anybody there", visitor.awaitText());
        assertEquals(1, lonely.await(FloodEvent.HandedOver.class).ticket());
    }

    @Test
    void aPeerThatStopsSaysGoodbyeAndTheOthersTalkOn() throws Exception {
        EngineNode entry = nodes.node();
        EngineNode second = nodes.node(entry.address());
        second.awaitLinks(1);
        EngineNode third = nodes.node(entry.address());
        third.awaitLinks(2);
        entry.bus.publish(new FloodCommand.Stop());
        entry.await(FloodEvent.Stopped.class);
        third.publish("still here");
        assertEquals("still here", second.awaitText());
    }

    @Test
    void fiveHundredLinesTypedIntoALonelyPeerAllReachTheFirstWhoComes() throws Exception {
        EngineNode lonely = nodes.node();
        for (int i = 0; i < 500; i++) {
            lonely.publish("line " + i);
        }
        EngineNode visitor = nodes.node(lonely.address());
        for (int i = 0; i < 500; i++) {
            visitor.awaitTexts("line " + i);
            assertEquals(1 + i, lonely.await(FloodEvent.HandedOver.class).ticket());
        }
    }

    @Test
    void tenThousandMessagesBackToBackReachTenPeersCompletely() throws Exception {
        List<EngineNode> all = nodes.nodes(10);
        EngineNode sender = all.get(3);
        List<String> messages = texts("message", 10_000);
        speak(sender, messages);
        for (EngineNode node : all) {
            if (node != sender) {
                node.awaitInAnyOrder(messages);
            }
        }
    }

    /**
     * All have found neighbours first. While a network forms, a peer may lose its only link to one that comes later,
     * and a backlog brings no more than 5,000 of what it has missed then. Ten peers fill all slots of each other, so
     * that one may lack links for a while.
     */
    @Test
    void eightPeersThatTalkAtOnceAreAllHeard() throws Exception {
        List<EngineNode> all = nodes.nodes(8);
        for (EngineNode node : all) {
            node.awaitLinks(3);
        }
        try (ExecutorService speakers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> speeches =
                    all.stream().<Future<?>>map(node -> speakers.submit(() -> speak(node, speech(node)))).toList();
            for (Future<?> speech : speeches) {
                speech.get();
            }
        }
        for (EngineNode node : all) {
            node.awaitInAnyOrder(
                    all.stream().filter(other -> other != node).flatMap(other -> speech(other).stream()).toList());
        }
    }

    private static List<String> speech(EngineNode node) {
        return texts(node.address().toString(), 2_000);
    }

    private static List<String> texts(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + " " + i).toList();
    }

    private static Void speak(EngineNode node, List<String> texts) throws InterruptedException {
        for (String text : texts) {
            node.publish(text);
        }
        return null;
    }

    @Test
    void twoPeersThatDialEachOtherAtOnceKeepOneLink() throws Exception {
        for (int i = 0; i < 10; i++) {
            EngineNode one = nodes.node();
            EngineNode two = nodes.node();
            one.bus.publish(new FloodCommand.Join(two.address()));
            two.bus.publish(new FloodCommand.Join(one.address()));
            one.awaitLinks(1);
            two.awaitLinks(1);
            one.publish("hello");
            two.awaitTexts("hello");
            two.publish("hello to you");
            one.awaitTexts("hello to you");
            one.close();
            two.close();
        }
    }

    @Test
    void whenTheEntryIsKilledTheOthersTalkOnAndANewcomerFindsThemAtAnyOfTheirAddresses() throws Exception {
        List<EngineNode> all = nodes.nodes(5);
        all.getFirst().close();
        Address remembered = all.get(2).address();
        EngineNode newcomer = nodes.node(all.getFirst().address(), remembered);
        newcomer.awaitLinks(2);
        newcomer.publish("the entry is gone");
        for (EngineNode survivor : all.subList(1, 5)) {
            survivor.awaitTexts("the entry is gone");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10, 30, 100, 300})
    void anEngineCanBeClosedAtAnyMomentAndLeavesNothing(int afterMs) throws Exception {
        EngineNode entry = nodes.node();
        EngineNode second = nodes.node(entry.address());
        CountDownLatch talking = new CountDownLatch(1);
        Thread talker = Thread.ofVirtual().name("talker").start(() -> talkUntilInterrupted(second, talking));
        talking.await();
        second.events.poll(afterMs); // some moment
        second.close();
        entry.close();
        talker.interrupt();
        talker.join();
        assertEquals(0, second.events.takeMissed());
    }

    private static void talkUntilInterrupted(EngineNode node, CountDownLatch talking) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                node.publish("on and on");
                talking.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverWaitsForRoomIsSetFreeWhenTheEngineCloses() throws Exception {
        EngineNode lonely = nodes.node();
        Thread talker = Thread.ofVirtual().name("talker").start(() -> {
            try {
                for (int i = 0; i < 2_000; i++) {
                    lonely.publish("nobody hears this");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (talker.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        lonely.close();
        talker.join();
    }
}
