package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.Contact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A bounded sample of all contacts that were ever added, which nobody can bend by adding his own more often. Each slot
 * keeps the contact of the lowest rank, and each has an order of its own, which follows from a secret (Basalt, Auvolat
 * et al. 2021; min-wise sampling, Bortnikov et al., Brahms, 2009). A rank compares the group of the address first, then
 * the host, then the port. So a group of addresses wins as many slots as any other group, however many hosts it has,
 * and on a local network, where all are one group, each host wins as many as any other.
 *
 * <p>While there is room, contacts that win no slot are kept too. They are forgotten first.
 */
final class RankedContacts {
    /** A step of Weyl's sequence (Steele et al., SplitMix, 2014): gives each slot another order. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int capacity;
    private final byte[] secret;
    private final AddressGroups groups;
    private final RandomGenerator random;
    private final MessageDigest sha256;
    private final Map<Address, Ranked> contacts = new LinkedHashMap<>();
    private final @Nullable Ranked[] slots;

    /** A contact with its places in the orders of all slots. */
    private static final class Ranked {
        Contact contact;
        final long group;
        final long host;
        int slots;

        Ranked(Contact contact, long group, long host) {
            this.contact = contact;
            this.group = group;
            this.host = host;
        }

        boolean isBefore(Ranked other, long slot) {
            if (group != other.group) {
                return inOrder(group, slot) < inOrder(other.group, slot);
            }
            if (host != other.host) {
                return inOrder(host, slot) < inOrder(other.host, slot);
            }
            return inOrder(contact.address().port(), slot) < inOrder(other.contact.address().port(), slot);
        }
    }

    /**
     * @param capacity how many slots it has, and how many contacts it keeps at most
     * @param secret nobody else knows it, so nobody can tell which addresses win
     */
    RankedContacts(int capacity, byte[] secret, AddressGroups groups, RandomGenerator random) {
        this.capacity = capacity;
        this.slots = new @Nullable Ranked[capacity];
        this.secret = secret.clone();
        this.groups = groups;
        this.random = random;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The finalizer of SplitMix64: a permutation of all numbers that looks random. */
    private static long inOrder(long number, long slot) {
        long mixed = number + slot * GOLDEN;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** Adds a contact, or renews the peer id at its address. */
    void add(Contact contact) {
        Ranked known = contacts.get(contact.address());
        if (known != null) {
            known.contact = contact;
            return;
        }
        String group = groups.of(contact.address());
        Ranked added = new Ranked(contact, hash(group), hash(group + " " + contact.address().host()));
        contacts.put(contact.address(), added);
        for (int slot = 0; slot < capacity; slot++) {
            Ranked holder = slots[slot];
            if (holder == null || added.isBefore(holder, slot)) {
                give(slot, added);
            }
        }
        if (contacts.size() > capacity) {
            forgetOneWithoutSlot();
        }
    }

    private long hash(String text) {
        sha256.update(secret);
        return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private void give(int slot, @Nullable Ranked winner) {
        Ranked before = slots[slot];
        if (before != null) {
            before.slots--;
        }
        if (winner != null) {
            winner.slots++;
        }
        slots[slot] = winner;
    }

    /** There is one: the table has one contact more than slots. */
    private void forgetOneWithoutSlot() {
        List<Ranked> without = contacts.values().stream().filter(one -> one.slots == 0).toList();
        contacts.remove(without.get(random.nextInt(without.size())).contact.address());
    }

    /** The next contact in the order of each slot takes its place. */
    void remove(Address address) {
        Ranked removed = contacts.remove(address);
        if (removed == null || removed.slots == 0) {
            return;
        }
        for (int slot = 0; slot < capacity; slot++) {
            if (slots[slot] == removed) {
                give(slot, first(slot));
            }
        }
    }

    private @Nullable Ranked first(int slot) {
        Ranked first = null;
        for (Ranked one : contacts.values()) {
            if (first == null || one.isBefore(first, slot)) {
                first = one;
            }
        }
        return first;
    }

    @Nullable Contact get(Address address) {
        Ranked found = contacts.get(address);
        return found == null ? null : found.contact;
    }

    int size() {
        return contacts.size();
    }

    /** In the order in which they came. */
    Collection<Contact> all() {
        return contacts.values().stream().map(one -> one.contact).toList();
    }

    /**
     * The contacts slot by slot from a random one on, so that each group is as likely to come first; then the rest.
     *
     * @param these only contacts of which this is true
     */
    List<Contact> fromRandomSlot(Predicate<Contact> these) {
        Set<Ranked> rest = new LinkedHashSet<>();
        contacts.values().stream().filter(one -> these.test(one.contact)).forEach(rest::add);
        List<Contact> inOrder = new ArrayList<>(rest.size());
        int first = random.nextInt(capacity);
        for (int i = 0; i < capacity && !rest.isEmpty(); i++) {
            Ranked holder = slots[(first + i) % capacity];
            if (holder != null && rest.remove(holder)) {
                inOrder.add(holder.contact);
            }
        }
        rest.forEach(one -> inOrder.add(one.contact));
        return inOrder;
    }
}
