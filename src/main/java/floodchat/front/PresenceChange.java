package floodchat.front;

import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a person came or went between two messages. A person who left and came back has returned. Immutable. */
public record PresenceChange(Person person, Kind kind) {
    public enum Kind {
        JOINED,
        LEFT,
        LOST,
        /** Left or was lost, and came back. */
        RETURNED,
        /** Joined, and left again. */
        VISITED
    }

    /** The changes with one more. It is merged with what the same person did before. */
    static List<PresenceChange> add(List<PresenceChange> before, Person person, Kind kind) {
        List<PresenceChange> after = new ArrayList<>(before.size() + 1);
        Kind merged = kind;
        for (PresenceChange change : before) {
            if (change.person().key().equals(person.key())) {
                merged = merge(change.kind(), kind);
            } else {
                after.add(change);
            }
        }
        after.add(new PresenceChange(person, merged));
        return List.copyOf(after);
    }

    private static Kind merge(Kind before, Kind now) {
        boolean wasHere = before == Kind.LEFT || before == Kind.LOST || before == Kind.RETURNED;
        return switch (now) {
            case JOINED, RETURNED -> wasHere ? Kind.RETURNED : Kind.JOINED;
            case LEFT, LOST, VISITED -> wasHere ? now : Kind.VISITED;
        };
    }

    /** Who came and went, in order of time: {@code ada and bob joined · carol left}. */
    public static String inWords(List<PresenceChange> changes, Roster roster) {
        Map<Kind, List<String>> names = new LinkedHashMap<>();
        for (PresenceChange change : changes) {
            names.computeIfAbsent(change.kind(), _ -> new ArrayList<>()).add(roster.label(change.person()));
        }
        List<String> parts = new ArrayList<>();
        names.forEach((kind, who) -> parts.add(Roster.listed(who) + " " + verb(kind)));
        return String.join(" · ", parts);
    }

    private static String verb(Kind kind) {
        return switch (kind) {
            case JOINED -> "joined";
            case LEFT -> "left";
            case LOST -> "disappeared";
            case RETURNED -> "came back";
            case VISITED -> "came and went";
        };
    }
}
