package floodchat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventBusTest {
    private static final int PUBLISHERS = 4;
    private static final int EVENTS = 2_000;

    private final EventBus bus = new EventBus();
    private final Mailbox<Object> first = new Mailbox<>(1);
    private final Mailbox<Object> second = new Mailbox<>(10);

    private sealed interface Animal {
        record Dog(String name) implements Animal {}

        record Cat(String name) implements Animal {}
    }

    private record Stone() {}

    private record Counted(int publisher, int number) {}

    private static final Animal.Dog REX = new Animal.Dog("rex");
    private static final Animal.Dog FIDO = new Animal.Dog("fido");
    private static final Animal.Cat TOM = new Animal.Cat("tom");

    @Test
    void anEventGoesToTheSubscribersOfItsTypeAndItsSupertypes() throws Exception {
        Mailbox<Animal> animals = new Mailbox<>(10);
        Mailbox<Animal.Dog> dogs = new Mailbox<>(10);
        bus.subscribe(Animal.class, animals);
        bus.subscribe(Animal.Dog.class, dogs);
        bus.publish(REX);
        assertTrue(bus.offer(TOM));
        bus.tell(FIDO);
        bus.publish(new Stone());
        assertEquals(List.of(REX, TOM, FIDO), all(animals));
        assertEquals(List.of(REX, FIDO), all(dogs));
    }

    @Test
    void anEventWithoutASubscriberIsDropped() throws Exception {
        bus.publish(REX);
        assertTrue(bus.offer(REX));
        bus.tell(REX);
        bus.subscribe(Animal.class, second);
        assertEquals(List.of(), all(second), "what came before the subscription is not kept");
    }

    @Test
    void aSubscriberGetsEventsAsItsOwnMessages() throws Exception {
        Mailbox<String> names = new Mailbox<>(10);
        bus.subscribe(Animal.Dog.class, names, dog -> "dog " + dog.name());
        bus.subscribe(Animal.Cat.class, names, cat -> "cat " + cat.name());
        bus.publish(REX);
        assertTrue(bus.offer(TOM));
        bus.tell(FIDO);
        assertEquals(List.of("dog rex", "cat tom", "dog fido"), all(names));
    }

    @Test
    void publishWaitsForRoomAndGoesThroughSubscribersInTheirOrder() throws Exception {
        Mailbox<Object> last = new Mailbox<>(10);
        bus.subscribe(Animal.class, second);
        bus.subscribe(Animal.class, first);
        bus.subscribe(Animal.class, last);
        bus.publish(REX);
        BlockedThread<Boolean> publishing = publishing(FIDO);
        assertEquals(List.of(REX, FIDO), all(second));
        assertEquals(List.of(REX), all(last));
        assertEquals(REX, first.take());
        assertTrue(publishing.result());
        assertEquals(List.of(FIDO), all(first));
        assertEquals(List.of(FIDO), all(last));
    }

    @Test
    void aWaitingPublisherCanBeInterrupted() throws Exception {
        bus.subscribe(Animal.class, first);
        bus.publish(REX);
        publishing(FIDO).assertInterruptible();
        assertEquals(List.of(REX), all(first));
    }

    @Test
    void offerGivesTheEventToAllWhoHaveRoomAndReturnsFalseIfOneHasNone() throws Exception {
        bus.subscribe(Animal.class, first);
        bus.subscribe(Animal.class, second);
        assertTrue(bus.offer(REX));
        assertFalse(bus.offer(FIDO));
        assertEquals(List.of(REX), all(first));
        assertEquals(List.of(REX, FIDO), all(second));
        assertEquals(0, first.takeMissed(), "the publisher knows, so nothing is counted");
    }

    @Test
    void tellGivesTheEventToAllWhoHaveRoomAndIsCountedByTheOthers() throws Exception {
        bus.subscribe(Animal.class, first);
        bus.subscribe(Animal.class, second);
        bus.tell(REX);
        bus.tell(FIDO);
        assertEquals(List.of(REX), all(first));
        assertEquals(List.of(REX, FIDO), all(second));
        assertEquals(1, first.takeMissed());
        assertEquals(0, second.takeMissed());
    }

    @Test
    void unsubscribingEndsAllSubscriptionsOfOneMailboxAndKeepsItsMessages() throws Exception {
        Mailbox<Object> other = new Mailbox<>(10);
        bus.subscribe(Animal.Dog.class, second);
        bus.subscribe(Animal.Cat.class, second);
        bus.subscribe(Animal.class, other);
        bus.publish(REX);
        bus.unsubscribe(second);
        bus.publish(FIDO);
        bus.publish(TOM);
        assertEquals(List.of(REX), all(second));
        assertEquals(List.of(REX, FIDO, TOM), all(other));
    }

    @Test
    void subscriptionsMayChangeWhileAnEventIsPublished() throws Exception {
        Mailbox<Object> late = new Mailbox<>(10);
        bus.subscribe(Animal.class, first);
        bus.subscribe(Animal.class, second);
        bus.publish(REX);
        BlockedThread<Boolean> publishing = publishing(FIDO);
        bus.unsubscribe(second);
        bus.subscribe(Animal.class, late);
        assertEquals(REX, first.take());
        assertTrue(publishing.result());
        assertEquals(List.of(REX, FIDO), all(second), "an event goes to those who were subscribed when its call began");
        bus.offer(TOM);
        assertEquals(List.of(), all(second));
        assertEquals(List.of(TOM), all(late));
    }

    @Test
    void everySubscriberGetsAllEventsOfEachPublisherInOrder() throws Exception {
        Mailbox<Counted> one = new Mailbox<>(4);
        Mailbox<Counted> two = new Mailbox<>(64);
        bus.subscribe(Counted.class, one);
        bus.subscribe(Counted.class, two);
        List<Thread> publishers = IntStream.range(0, PUBLISHERS)
                .mapToObj(publisher -> Thread.ofVirtual().start(() -> publishAll(publisher)))
                .toList();
        int[] nextOfOne = new int[PUBLISHERS];
        int[] nextOfTwo = new int[PUBLISHERS];
        for (int i = 0; i < PUBLISHERS * EVENTS; i++) {
            assertNext(one, nextOfOne);
            assertNext(two, nextOfTwo);
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }
        assertEquals(List.of(), all(one));
        assertEquals(List.of(), all(two));
    }

    private static void assertNext(Mailbox<Counted> mailbox, int[] next) throws InterruptedException {
        Counted event = mailbox.poll(10_000);
        assertNotNull(event, "an event was lost");
        assertEquals(next[event.publisher()]++, event.number());
    }

    private void publishAll(int publisher) {
        try {
            for (int i = 0; i < EVENTS; i++) {
                bus.publish(new Counted(publisher, i));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BlockedThread<Boolean> publishing(Object event) {
        return BlockedThread.in(() -> {
            bus.publish(event);
            return true;
        });
    }

    private static <M> List<M> all(Mailbox<M> mailbox) throws InterruptedException {
        List<M> all = new ArrayList<>();
        for (M message = mailbox.poll(0); message != null; message = mailbox.poll(0)) {
            all.add(message);
        }
        return all;
    }
}
