package floodchat.front;

import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose name stands alone and whose always carries the suffix. A name stands alone for the first person who had
 * it. Everyone who comes with a name that is the same or looks the same (UTS #39, section 4) is a namesake, also after
 * the first one has left. A reserved name is its owner's, even if others had it before. Immutable; any thread may read
 * it.
 */
final class Namesakes {
    /**
     * More than a roster lists. At about 170 bytes each, 5 MiB. A crowd of newcomers can push out what is remembered
     * here, but not the names in lines.
     */
    static final int MAX_LISTED = 32_768;

    private final FirstBearers reserved;

    /** Of the people whom lines name. */
    private final FirstBearers spoken;

    /** Of all who were here. */
    private final FirstBearers listed;

    private Namesakes(FirstBearers reserved, FirstBearers spoken, FirstBearers listed) {
        this.reserved = reserved;
        this.spoken = spoken;
        this.listed = listed;
    }

    /** @param maxSpoken how many names of {@link #named} are remembered, at least 1 */
    static Namesakes none(int maxSpoken) {
        FirstBearers nobody = FirstBearers.none(MAX_LISTED);
        return new Namesakes(nobody, FirstBearers.none(maxSpoken), nobody);
    }

    /** These people alone have these names: ourselves, and the contacts, by the names that we gave them. */
    Namesakes reserving(List<Person> owners) {
        return new Namesakes(FirstBearers.none(MAX_LISTED).with(owners), spoken, listed);
    }

    /** A line names these people. */
    Namesakes named(List<Person> people) {
        FirstBearers known = listed.with(people);
        FirstBearers more = spoken.with(people.stream().map(known::firstWithNameOf).toList());
        return more == spoken && known == listed ? this : new Namesakes(reserved, more, known);
    }

    /** These people are here. */
    Namesakes listed(List<Person> people) {
        FirstBearers known = listed.with(people);
        return known == listed ? this : new Namesakes(reserved, spoken, known);
    }

    /**
     * Whether this person's name is one that somebody else had before, or that is reserved for somebody else. The name
     * of a person who was never listed or named counts as one.
     */
    boolean isNamesake(Person person) {
        for (String skeleton : Names.skeletons(person.name())) {
            String owner = owner(skeleton);
            if (!person.key().equals(owner)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this person's name is reserved for somebody else. */
    boolean isReservedForAnother(Person person) {
        for (String skeleton : Names.skeletons(person.name())) {
            String owner = reserved.keyOf(skeleton);
            if (owner != null && !owner.equals(person.key())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String owner(String skeleton) {
        String ofReserved = reserved.keyOf(skeleton);
        String ofSpoken = ofReserved == null ? spoken.keyOf(skeleton) : ofReserved;
        return ofSpoken == null ? listed.keyOf(skeleton) : ofSpoken;
    }
}
