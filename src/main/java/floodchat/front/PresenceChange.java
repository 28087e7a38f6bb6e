package floodchat.front;

import floodchat.protocol.chat.Person;

/**
 * What became of a person between two messages. A person who left and came back has returned. Immutable.
 *
 * @param person with the name before the change
 * @param after with the name after the change; it differs only if the person was {@link Kind#RENAMED}
 */
public record PresenceChange(Person person, Kind kind, Person after) {
    public enum Kind {
        /** Was here before we were. */
        FOUND,
        JOINED,
        LEFT,
        LOST,
        /** Left or was lost, and came back. */
        RETURNED,
        /** Joined, and left again. */
        VISITED,
        RENAMED
    }

    PresenceChange(Person person, Kind kind) {
        this(person, kind, person);
    }

    /** Whether both tell of one person, so that the later one can take the place of both. */
    boolean sameAs(PresenceChange other) {
        boolean renamed = kind == Kind.RENAMED;
        return person.key().equals(other.person.key()) && renamed == (other.kind == Kind.RENAMED);
    }

    /** This change and a later one of the same person, as one. */
    PresenceChange then(PresenceChange later) {
        return kind == Kind.RENAMED
                ? new PresenceChange(person, kind, later.after)
                : new PresenceChange(later.person, merged(kind, later.kind));
    }

    private static Kind merged(Kind before, Kind now) {
        boolean came = before == Kind.JOINED || before == Kind.VISITED;
        return switch (now) {
            case FOUND, JOINED, RETURNED -> came ? Kind.JOINED : Kind.RETURNED;
            case LEFT, LOST, VISITED -> came ? Kind.VISITED : now;
            case RENAMED -> now;
        };
    }
}
