package floodchat.front;

import floodchat.front.PresenceChange.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of people between two messages: changes with names up to a number, and how many more there were of each
 * kind. So a crowd takes one entry of bounded size. Immutable.
 *
 * @param tracked one for each person, and one more if the person has a new name; the latest last
 * @param others how many further changes there were, without names
 */
public record PresenceChanges(List<PresenceChange> tracked, Map<Kind, Integer> others) {
    public static final PresenceChanges NONE = new PresenceChanges(List.of(), Map.of());

    /**
     * With more people, a person who comes and goes is counted at both. As many as a chat among acquaintances has; the
     * list is copied at each change.
     */
    static final int MAX_TRACKED = 32;

    /** Of one kind. More names are harder to read than a number. */
    static final int MAX_NAMED = 5;

    /** How many names stand before the number of the others. */
    private static final int NAMED_OF_MANY = 2;

    /** With one more change. It is merged with what the same person did before. */
    PresenceChanges with(PresenceChange change) {
        List<PresenceChange> after = new ArrayList<>(tracked.size() + 1);
        PresenceChange merged = change;
        for (PresenceChange before : tracked) {
            if (before.sameAs(change)) {
                merged = before.then(change);
            } else {
                after.add(before);
            }
        }
        if (after.size() >= MAX_TRACKED) {
            Map<Kind, Integer> counted = new EnumMap<>(Kind.class);
            counted.putAll(others);
            counted.merge(change.kind(), 1, Integer::sum);
            return new PresenceChanges(tracked, Map.copyOf(counted));
        }
        after.add(merged);
        return new PresenceChanges(List.copyOf(after), others);
    }

    /** Whether a change of somebody else has no name any more. */
    boolean isFull() {
        return tracked.size() >= MAX_TRACKED;
    }

    /** Whether this change has its place here, with names. */
    boolean names(PresenceChange change) {
        return tracked.stream().anyMatch(change::sameAs);
    }

    /** Who came and went, in order of time: {@code ada and bob joined · carol, dan and 310 others left}. */
    public String inWords(Roster roster) {
        Map<Kind, List<String>> names = new LinkedHashMap<>();
        for (PresenceChange change : tracked) {
            names.computeIfAbsent(change.kind(), _ -> new ArrayList<>()).add(words(change, roster));
        }
        for (Kind kind : Kind.values()) {
            if (others.containsKey(kind)) {
                names.computeIfAbsent(kind, _ -> new ArrayList<>());
            }
        }
        List<String> parts = new ArrayList<>();
        names.forEach((kind, who) -> parts.add(inWords(kind, who, others.getOrDefault(kind, 0))));
        return String.join(" · ", parts);
    }

    private static String words(PresenceChange change, Roster roster) {
        String name = roster.label(change.person());
        return change.kind() == Kind.RENAMED ? roster.renamed(change.person(), change.after()) : name;
    }

    private static String inWords(Kind kind, List<String> names, int unnamed) {
        int all = names.size() + unnamed;
        boolean few = all <= MAX_NAMED && unnamed == 0;
        if (kind == Kind.RENAMED) {
            return few
                    ? String.join(" · ", names)
                    : (all == 1 ? "1 person has" : number(all) + " people have") + " a new name";
        }
        return (few ? Roster.listed(names) : many(names, all)) + " " + verb(kind, all);
    }

    private static String many(List<String> names, int all) {
        if (names.isEmpty()) {
            return all == 1 ? "1 person" : number(all) + " people";
        }
        List<String> listed = new ArrayList<>(names.subList(0, Math.min(NAMED_OF_MANY, names.size())));
        listed.add(Quantities.counted(all - listed.size(), "other"));
        return Roster.listed(listed);
    }

    private static String number(int people) {
        return String.format(Locale.ROOT, "%,d", people);
    }

    private static String verb(Kind kind, int people) {
        return switch (kind) {
            case FOUND -> people == 1 ? "is here" : "are here";
            case JOINED -> "joined";
            case LEFT -> "left";
            case LOST -> "disappeared";
            case RETURNED -> "came back";
            case VISITED -> "came and went";
            case RENAMED -> throw new IllegalArgumentException("a new name has a sentence of its own");
        };
    }
}
