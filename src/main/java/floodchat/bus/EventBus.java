package floodchat.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Typed publish and subscribe between packages that do not know each other. A subscriber is a {@link Mailbox} and the
 * thread that takes from it. The bus has no thread of its own. When a call returns, the event is in the mailbox of
 * every subscriber. Each mailbox has the events of one publisher in the order of its calls.
 *
 * <p>The publisher decides what happens if a mailbox is full: {@link #publish} waits for room, {@link #offer} returns
 * false, and {@link #tell} lets the subscriber miss the event.
 */
public final class EventBus {
    private final List<Route<?, ?>> routes = new CopyOnWriteArrayList<>();

    private record Route<E, M>(Class<E> type, Mailbox<M> mailbox, Function<? super E, ? extends M> wrap) {
        M message(Object event) {
            return wrap.apply(type.cast(event));
        }

        void put(Object event) throws InterruptedException {
            mailbox.put(message(event));
        }

        boolean offer(Object event) {
            return mailbox.offer(message(event));
        }

        void tell(Object event) {
            mailbox.tell(message(event));
        }
    }

    /**
     * From now on every event of this type or a subtype goes to the mailbox, as the message that its owner understands.
     */
    public <E, M> void subscribe(Class<E> type, Mailbox<M> mailbox, Function<? super E, ? extends M> wrap) {
        routes.add(new Route<>(type, mailbox, wrap));
    }

    /** From now on every event of this type or a subtype goes to the mailbox. */
    public <E> void subscribe(Class<E> type, Mailbox<? super E> mailbox) {
        this.<E, Object>subscribe(type, widen(mailbox), event -> event);
    }

    /** Ends every subscription of this mailbox. The messages in it stay. */
    public void unsubscribe(Mailbox<?> mailbox) {
        routes.removeIf(route -> route.mailbox() == mailbox);
    }

    /** Waits until the event is in the mailbox of every subscriber. */
    public void publish(Object event) throws InterruptedException {
        for (Route<?, ?> route : routes) {
            if (route.type().isInstance(event)) {
                route.put(event);
            }
        }
    }

    /** Gives the event to every subscriber that has room. Never waits. Returns false if one of them had no room. */
    public boolean offer(Object event) {
        boolean taken = true;
        for (Route<?, ?> route : routes) {
            if (route.type().isInstance(event)) {
                taken &= route.offer(event);
            }
        }
        return taken;
    }

    /** Gives the event to every subscriber that has room. The others miss it, and it is counted there. Never waits. */
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
