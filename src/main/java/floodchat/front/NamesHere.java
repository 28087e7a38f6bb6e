package floodchat.front;

import floodchat.protocol.chat.NameLookup;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds people by a name among many, without looking at each: a crowd may be here, and each key of a person asks. The
 * index is made when it is first used. Any thread may call it.
 */
final class NamesHere {
    private final List<Person> people;

    /** Null until it is used. It is whole as soon as it is seen here. */
    private volatile @Nullable Index index;

    /**
     * Where people are in the list.
     *
     * @param byName by folded names
     * @param byKey by keys
     */
    private record Index(Map<String, List<Integer>> byName, Map<String, Integer> byKey) {}

    NamesHere(List<Person> people) {
        this.people = people;
    }

    List<Person> people() {
        return people;
    }

    /** Those whom the typed name may mean, in their order: all with this name, and the contacts. */
    List<Person> candidates(String typed, List<Person> contacts) {
        Index made = index();
        BitSet places = new BitSet();
        made.byName.getOrDefault(NameLookup.foldedName(typed), List.of()).forEach(places::set);
        for (Person contact : contacts) {
            Integer place = made.byKey.get(contact.key());
            if (place != null) {
                places.set(place);
            }
        }
        return places.stream().mapToObj(people::get).toList();
    }

    private Index index() {
        Index made = index;
        if (made == null) {
            made = new Index(new HashMap<>(), new HashMap<>());
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                made.byName.computeIfAbsent(Names.fold(person.name()), _ -> new ArrayList<>(1)).add(i);
                made.byKey.putIfAbsent(person.key(), i);
            }
            index = made;
        }
        return made;
    }
}
