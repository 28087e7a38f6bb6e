package floodchat.front;

import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;

/** What one person did between two messages, seen from afar: who left and came back has returned. */
public record Movement(Person person, Kind kind) {
    /** How it ended. */
    public enum Kind {
        JOINED,
        LEFT,
        LOST,
        RETURNED,
        VISITED
    }

    /** The movements with one more, which joins what the same person did before. */
    static List<Movement> add(List<Movement> before, Person person, Kind kind) {
        List<Movement> after = new ArrayList<>(before.size() + 1);
        Kind sum = kind;
        for (Movement movement : before) {
            if (movement.person().key().equals(person.key())) {
                sum = sum(movement.kind(), kind);
            } else {
                after.add(movement);
            }
        }
        after.add(new Movement(person, sum));
        return List.copyOf(after);
    }

    private static Kind sum(Kind before, Kind now) {
        boolean wasThere = before == Kind.LEFT || before == Kind.LOST || before == Kind.RETURNED;
        return switch (now) {
            case JOINED, RETURNED -> wasThere ? Kind.RETURNED : Kind.JOINED;
            case LEFT, LOST, VISITED -> wasThere ? now : Kind.VISITED;
        };
    }
}
