package floodchat.front.plain;

import floodchat.front.Roster;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import java.util.List;

/** Notes whom an event names, so that later bearers of their names carry a suffix. Pure. */
final class NamesInLines {
    private NamesInLines() {}

    /** The same people, when this event is about to be told. */
    static Roster naming(Roster roster, ChatEvent event) {
        return switch (event) {
            case ChatEvent.Spoken spoken -> roster.naming(spoken);
            case ChatEvent.Hidden hidden -> roster.naming(hidden.line());
            case ChatEvent.CaughtUp caughtUp -> {
                Roster named = roster;
                for (ChatEvent.Spoken spoken : caughtUp.messages()) {
                    named = named.naming(spoken);
                }
                yield named;
            }
            case ChatEvent.RequestsChanged(int _, ChatEvent.Told line, List<Person> _) when line != null ->
                roster.naming(line);
            case ChatEvent.PeerFound found -> roster.naming(List.of(found.person()));
            case ChatEvent.PeerJoined joined -> roster.naming(List.of(joined.person()));
            case ChatEvent.PeerRenamed renamed -> roster.naming(List.of(renamed.before(), renamed.after()));
            default -> roster;
        };
    }
}
