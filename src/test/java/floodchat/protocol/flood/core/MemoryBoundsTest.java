package floodchat.protocol.flood.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.broadcast.BroadcastLimits;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A core holds a bounded amount of state, whatever peers send. The test counts the elements of all its collections
 * while neighbours name new peers and new packets in each frame.
 */
class MemoryBoundsTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final int STEP_MS = 20;

    /** More than the packet store holds, which is the largest collection. After this nothing may grow. */
    private static final int ORIGINS = BroadcastLimits.MAX_STORED_PACKETS + 4_000;

    private final CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
    private final TreeMap<Long, List<FloodTimer>> timers = new TreeMap<>();

    private static Contact origin(int number) {
        Address address =
                new Address("203." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255), 1_000);
        return new Contact(new PeerId(66, number), address);
    }

    private static List<Contact> origins(int number) {
        return IntStream.range(0, FloodLimits.MAX_CONTACTS).mapToObj(i -> origin(number + i)).toList();
    }

    /** One frame of each type, each with a new peer or a new packet. */
    private void attack(int number) {
        List<PacketId> ids = List.of(new PacketId(number, 1), new PacketId(number, 2));
        script.received(ONE, new Frame.JoinRequest(true));
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids));
        script.received(TWO, new Frame.IHave(Frame.IdKind.BACKLOG, ids));
        script.received(TWO, new Frame.IWant(ids));
        byte[] payload = ByteBuffer.allocate(4).putInt(number).array();
        Packet packet = new UnstampedPacket(CoreScript.NETWORK, script.nowMs, PacketKind.KEPT, payload).tryStamps(1);
        script.received(TWO, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet));
        script.received(ONE, new Frame.IWant(List.of(packet.id())));
        if (number % 10 == 0) { // more would exceed the rate limit
            script.received(ONE, new Frame.Shuffle(origins(number)));
        }
        if (number % 100 == 0) {
            script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
            script.received(TWO, new Frame.ShuffleReply(origins(number)));
        }
        LinkId asking = script.opened(origin(number + 1), null);
        script.received(asking, new Frame.JoinRequest(false)).received(asking, new Frame.Shuffle(origins(number)));
        script.closed(asking);
        LinkId stranger = script.opened(origin(number), null);
        script.handle(new FloodInput.Misbehaved(stranger, "a second hello")).closed(stranger);
    }

    /** Lets time pass: due timers fire, and all dials fail. */
    private void pass() {
        carryOut();
        script.nowMs += STEP_MS;
        while (!timers.isEmpty() && timers.firstKey() <= script.nowMs) {
            timers.pollFirstEntry().getValue().forEach(timer -> script.handle(new FloodInput.TimerFired(timer)));
            carryOut();
        }
    }

    private void carryOut() {
        while (!script.effects.isEmpty()) {
            List<FloodEffect> effects = List.copyOf(script.effects);
            script.effects.clear();
            for (FloodEffect effect : effects) {
                if (effect instanceof FloodEffect.StartTimer(FloodTimer timer, long afterMs)
                        && !(timer instanceof FloodTimer.Shuffle)) {
                    timers.computeIfAbsent(script.nowMs + afterMs, _ -> new ArrayList<>()).add(timer);
                } else if (effect instanceof FloodEffect.Dial(DialReason reason)) {
                    script.handle(new FloodInput.DialFailed(reason, "nobody is there", false));
                }
            }
        }
    }

    private void attackFrom(int first, int until) {
        for (int number = first; number < until; number++) {
            attack(number);
            pass();
        }
    }

    /** Counts all but the seen ids. They would take much longer to fill, and SeenIdsTest counts them. */
    private long elements() {
        return elements(script.core, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static long elements(Object object, Set<Object> counted) {
        if (object == null || object.getClass().getSimpleName().equals("SeenIds") || !counted.add(object)) {
            return 0;
        }
        return switch (object) {
            case Map<?, ?> map -> map.size() + sum(map.keySet(), counted) + sum(map.values(), counted);
            case Collection<?> collection -> collection.size() + sum(collection, counted);
            default -> object.getClass().getName().startsWith("floodchat.") ? inFields(object, counted) : 0;
        };
    }

    private static long sum(Collection<?> collection, Set<Object> counted) {
        return collection.stream().mapToLong(element -> elements(element, counted)).sum();
    }

    private static long inFields(Object object, Set<Object> counted) {
        long sum = 0;
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                try {
                    sum += elements(field.get(object), counted);
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return sum;
    }

    @Test
    void aPeerThatNamesNewPeersAndPacketsInEachFrameFillsNoCollectionWithoutBound() {
        attackFrom(0, ORIGINS);
        long after = elements();
        attackFrom(ORIGINS, ORIGINS + ORIGINS / 4);
        long later = elements();
        assertTrue(later <= after + after / 50, () -> after + " elements became " + later);
        assertTrue(after < 2 * BroadcastLimits.MAX_STORED_PACKETS, () -> after + " elements");
        assertEquals(5, script.report().links().size(), "it has kept its neighbours");
    }
}
