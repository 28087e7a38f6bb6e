package floodchat.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Typed publish and subscribe between rooms that do not know each other. A subscriber is a {@link Mailbox} and the thread that takes from
 * it; the bus itself has no thread, and an event is in every subscriber's mailbox, in the publisher's order, when the call returns.
 *
 * <p>The publisher says what its event is worth: {@link #publish} waits for the slowest subscriber, {@link #offer} asks first, and
 * {@link #tell} never waits (a slow subscriber then learns how much it missed). Any thread may call any method.
 */
public final class EventBus {
    private final List<Route<?, ?>> routes = new CopyOnWriteArrayList<>();

    private record Route<E, M>(Class<E> type, Mailbox<M> mailbox, Function<? super E, ? extends M> wrap) {
        M letter(Object event) {
            return wrap.apply(type.cast(event));
        }

        void put(Object event) throws InterruptedException {
            mailbox.put(letter(event));
        }

        boolean offer(Object event) {
            return mailbox.offer(letter(event));
        }

        void tell(Object event) {
            mailbox.tell(letter(event));
        }
    }

    /** From now on every event of this type, or below it, goes to the mailbox, wrapped as its owner understands it. */
    public <E, M> void subscribe(Class<E> type, Mailbox<M> mailbox, Function<? super E, ? extends M> wrap) {
        routes.add(new Route<>(type, mailbox, wrap));
    }

    /** From now on every event of this type, or below it, goes to the mailbox. */
    public <E> void subscribe(Class<E> type, Mailbox<? super E> mailbox) {
        this.<E, Object>subscribe(type, widen(mailbox), event -> event);
    }

    /** Ends every subscription of this mailbox; what is in it stays. */
    public void unsubscribe(Mailbox<?> mailbox) {
        routes.removeIf(route -> route.mailbox() == mailbox);
    }

    /** Waits until every subscriber of the event has it. */
    public void publish(Object event) throws InterruptedException {
        for (Route<?, ?> route : routes) {
            if (route.type().isInstance(event)) {
                route.put(event);
            }
        }
    }

    /** Gives the event to every subscriber without waiting; false when one of them had no room for it. */
    public boolean offer(Object event) {
        boolean taken = true;
        for (Route<?, ?> route : routes) {
            if (route.type().isInstance(event)) {
                taken &= route.offer(event);
            }
        }
        return taken;
    }

    /** Gives the event to every subscriber that has room, and lets the others miss it. Never waits. */
    public void tell(Object event) {
        for (Route<?, ?> route : routes) {
            if (route.type().isInstance(event)) {
                route.tell(event);
            }
        }
    }

    @SuppressWarnings("unchecked") // a mailbox that takes a supertype of E takes every E that the route casts
    private static Mailbox<Object> widen(Mailbox<?> mailbox) {
        return (Mailbox<Object>) mailbox;
    }
}
