package floodchat.front;

import floodchat.protocol.chat.NameLookup;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds people by a name among many, without looking at each: a crowd may be here, and each key of a person asks. The
 * index is made when it is first used. If the list changes, what was made for the same people is used again. Any thread
 * may call it.
 */
final class NamesHere {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private final List<Person> people;

    /** The index of an earlier list; null if none was used. */
    private final @Nullable Index before;

    /** Null until it is used. It is whole as soon as it is seen here. So is the next one. */
    private volatile @Nullable Index index;

    private volatile @Nullable Map<String, Integer> byKey;

    /**
     * Where people are in the list.
     *
     * @param forms of the names, in the order of the list
     * @param beyondAscii the forms of names beyond ASCII, by name: only those take long
     * @param byName by folded names
     */
    private record Index(List<Form> forms, Map<String, Form> beyondAscii, Map<String, List<Integer>> byName) {}

    /**
     * A name in which only letters count.
     *
     * @param folded as {@link Names#fold} gives it
     * @param decomposed the same in NFD
     */
    record Form(String folded, String decomposed) {
        static Form of(String name) {
            String folded = Names.fold(name);
            return new Form(folded, Normalizer.normalize(folded, Normalizer.Form.NFD));
        }
    }

    NamesHere(List<Person> people) {
        this(people, null);
    }

    private NamesHere(List<Person> people, @Nullable Index before) {
        this.people = people;
        this.before = before;
    }

    /** These people are here now. */
    NamesHere with(List<Person> changed) {
        Index made = index;
        return new NamesHere(changed, made == null ? before : made);
    }

    List<Person> people() {
        return people;
    }

    /** Their names, in their order. */
    List<Form> forms() {
        return index().forms;
    }

    boolean isHere(String key) {
        return byKey().containsKey(key);
    }

    /** Those whom the typed name may mean, in their order: all with this name, and the contacts. */
    List<Person> candidates(String typed, List<Person> contacts) {
        BitSet places = new BitSet();
        index().byName.getOrDefault(NameLookup.foldedName(typed), List.of()).forEach(places::set);
        for (Person contact : contacts) {
            Integer place = byKey().get(contact.key());
            if (place != null) {
                places.set(place);
            }
        }
        return places.stream().mapToObj(people::get).toList();
    }

    private Map<String, Integer> byKey() {
        Map<String, Integer> made = byKey;
        if (made == null) {
            made = HashMap.newHashMap(people.size());
            for (int i = 0; i < people.size(); i++) {
                made.putIfAbsent(people.get(i).key(), i);
            }
            byKey = made;
        }
        return made;
    }

    private Index index() {
        Index made = index;
        if (made == null) {
            made = new Index(new ArrayList<>(people.size()), new HashMap<>(), HashMap.newHashMap(people.size()));
            for (Person person : people) {
                Form form = form(person.name(), made);
                made.byName.computeIfAbsent(form.folded, _ -> new ArrayList<>(1)).add(made.forms.size());
                made.forms.add(form);
            }
            index = made;
        }
        return made;
    }

    private Form form(String name, Index made) {
        if (name.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)) {
            String folded = Names.fold(name);
            return new Form(folded, folded);
        }
        Form known = before == null ? null : before.beyondAscii.get(name);
        Form form = known == null ? Form.of(name) : known;
        made.beyondAscii.put(name, form);
        return form;
    }
}
