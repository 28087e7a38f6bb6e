package floodchat.front.json;

import floodchat.front.AbsenceWords;
import floodchat.front.CommandParser;
import floodchat.front.ElsewhereWords;
import floodchat.front.LinkStatus;
import floodchat.front.NetworkWords;
import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.front.StatusWords;
import floodchat.front.plain.EventWriter;
import floodchat.front.plain.TextOutput;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON objects, one a line: docs/bots/floodchat.schema.json describes them. A string has no line break of its
 * own, for JSON escapes it. Confined to one thread.
 */
final class JsonWriter implements EventWriter {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final TextOutput out;

    /** What was written last of the network, so that it is written only if it has changed. */
    private @Nullable ObjectNode status;

    JsonWriter(TextOutput out) {
        this.out = out;
    }

    @Override
    public void spoken(ChatEvent.Spoken line, Roster roster) {
        write(say(line, false, roster));
    }

    @Override
    public void earlier(ChatEvent.Spoken line, Roster roster) {
        write(say(line, true, roster));
    }

    private static ObjectNode say(ChatEvent.Spoken line, boolean earlier, Roster roster) {
        ObjectNode object = object("say")
                .put("from", line.own() ? line.from().name() : roster.nameOf(line.from()))
                .put("key", line.from().key())
                .put("text", line.text())
                .put("at", time(line.at()))
                .put("direct", line instanceof ChatEvent.Told)
                .put("earlier", earlier)
                .put("own", line.own())
                .put("id", id(line.id()));
        return line instanceof ChatEvent.Told told && line.own()
                ? object.put("to", roster.nameOf(told.to())).put("toKey", told.to().key())
                : object;
    }

    @Override
    public void happened(ChatEvent event, Roster roster) {
        ObjectNode object = objectOf(event, roster);
        if (object != null) {
            write(object);
        }
    }

    private static @Nullable ObjectNode objectOf(ChatEvent event, Roster roster) {
        return switch (event) {
            case ChatEvent.DeliveryChanged(MessageId id, Delivery delivery) ->
                object("delivery").put("id", id(id)).put("state", state(delivery));
            case ChatEvent.PeerFound(Person person, Instant at) -> presence("here", person, at, roster);
            case ChatEvent.PeerJoined(Person person, Instant at) -> presence("joined", person, at, roster);
            case ChatEvent.PeerLeft(Person person, boolean lost, Instant at) ->
                presence(lost ? "lost" : "left", person, at, roster);
            case ChatEvent.PeerRenamed(Person before, Person after, Instant at) ->
                presence("renamed", after, at, roster).put("before", before.name());
            case ChatEvent.NameSet(Person self) ->
                object("name").put("name", self.name()).put("key", self.key());
            case ChatEvent.RequestsChanged(int _, ChatEvent.Told line, List<Person> _) ->
                line == null ? null : person(object("request"), "from", line.from(), roster).put("text", line.text());
            case ChatEvent.Hidden(ChatEvent.Spoken line, int lines) ->
                Quantities.isPowerOfTen(lines)
                        ? person(object("hidden"), "from", line.from(), roster).put("lines", lines)
                        : null;
            case ChatEvent.Missed(long messages) -> object("missed").put("messages", messages);
            case ChatEvent.Answered(List<String> sentences) -> answerOf(sentences);
            case ChatEvent.WrittenToAway(Person to, Absence absence) ->
                noticeOf(AbsenceWords.of(roster.nameOf(to), absence, JsonWriter::time) + ".");
            case ChatEvent.Noticed(String sentence) -> noticeOf(sentence);
            case ChatEvent.StorageChanged(boolean _, String sentence) -> noticeOf(sentence);
            case ChatEvent.RunsElsewhere(String name) -> noticeOf(ElsewhereWords.of(name));
            case ChatEvent.RunsHere _ -> noticeOf(ElsewhereWords.ENDED);
            case ChatEvent.Refused(ChatCommand _, String reason) -> error(reason);
            case ChatEvent.Failed(String reason) -> error(reason);
            case ChatEvent.Spoken _, ChatEvent.CaughtUp _, ChatEvent.Left _ -> null;
            case ChatEvent.RosterChanged _, ChatEvent.ContactsChanged _, ChatEvent.RefusalsCounted _ -> null;
        };
    }

    private static ObjectNode presence(String state, Person person, Instant at, Roster roster) {
        return person(object("presence").put("state", state), "name", person, roster).put("at", time(at));
    }

    /** @param field gets the name of which nobody else is called, as it is shown to people, without signs */
    private static ObjectNode person(ObjectNode object, String field, Person person, Roster roster) {
        return object.put(field, roster.nameOf(person)).put("key", person.key());
    }

    private static String state(Delivery delivery) {
        return delivery.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void status(FloodEvent.StatusChanged changed) {
        ObjectNode object = object("status")
                .put("listening", changed.listening().toString())
                .put("links", changed.links())
                .put("state", switch (changed.phase()) {
                    case FloodEvent.Phase.Linked _ -> "linked";
                    case FloodEvent.Phase.Joining _, FloodEvent.Phase.Waiting _ -> "looking";
                    case FloodEvent.Phase.ClockDiffers _ -> "clock-differs";
                    case FloodEvent.Phase.VersionDiffers _ -> "version-differs";
                });
        String clock = StatusWords.clockWarning(changed);
        String warning = clock == null ? StatusWords.upgradeWarning(changed) : clock;
        if (warning != null) {
            object.put("text", warning);
        }
        if (!object.equals(status)) {
            status = object;
            write(object);
        }
    }

    @Override
    public void who(Roster roster) {
        ObjectNode object = object("who");
        Person self = roster.self();
        if (self != null) {
            describe(object.putObject("self"), self, roster);
        }
        ArrayNode people = object.putArray("people");
        roster.others().forEach(person -> describe(people.addObject(), person, roster));
        write(object);
    }

    private static void describe(ObjectNode object, Person person, Roster roster) {
        person(object, "name", person, roster);
        String sign = roster.signOf(person);
        object.put("contact", !sign.isEmpty()).put("verified", sign.equals(Contact.VERIFIED_SIGN));
        Absence absence = roster.absence(person);
        if (absence != null) {
            object.put("absent", absence.word())
                    .put("since", time(absence.since()))
                    .put("reason", absence.reason());
        }
    }

    @Override
    public void network(
            FloodEvent.Inspected answer,
            Roster roster,
            Map<Refusal, Long> refusals,
            @Nullable String storageProblem) {
        ObjectNode object = object("net").put("people", roster.size());
        ArrayNode links = object.putArray("links");
        LinkStatus.of(answer).forEach(link -> describe(links.addObject(), link));
        ObjectNode figures = object.putObject("figures");
        NetworkWords.figures(answer.report(), roster.size(), Instant.now(), JsonWriter::time)
                .forEach(figure -> figures.put(figure.name().toLowerCase(Locale.ROOT), figure.words()));
        ObjectNode refused = object.putObject("refused");
        refusals.forEach((refusal, count) -> refused.put(refusal.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                count.longValue()));
        NetworkWords.Health health = NetworkWords.health(answer, storageProblem, Instant.now(), JsonWriter::time);
        object.put("good", health.good());
        strings(object.putArray("sentences"), health.sentences());
        write(object);
    }

    private static void describe(ObjectNode object, LinkStatus link) {
        object.put("address", link.address())
                .put("dialled", link.link().dialled())
                .put("eager", link.link().eager())
                .put("waiting", link.measured().waitingFrames());
        if (link.measured().roundTripMicros() >= 0) {
            object.put("roundTripMicros", link.measured().roundTripMicros());
        }
    }

    @Override
    public void answer(List<String> sentences) {
        write(answerOf(sentences));
    }

    private static ObjectNode answerOf(List<String> sentences) {
        ObjectNode object = object("answer");
        strings(object.putArray("sentences"), sentences);
        return object;
    }

    private static void strings(ArrayNode array, List<String> strings) {
        strings.forEach(array::add);
    }

    @Override
    public void found(int lines, int shown, boolean all) {
        write(object("found").put("lines", lines).put("shown", shown).put("all", all));
    }

    @Override
    public void notice(String sentence) {
        write(noticeOf(sentence));
    }

    private static ObjectNode noticeOf(String sentence) {
        return object("notice").put("text", sentence);
    }

    @Override
    public void refused(int line, String reason) {
        ObjectNode error = error(reason);
        write(line == 0 ? error : error.put("line", line));
    }

    /** The chat answers later, so there is no number of a line: what was refused is written as a person types it. */
    @Override
    public void refused(ChatCommand command, String reason) {
        String refused = CommandParser.lineOf(command);
        ObjectNode error = error(reason);
        write(refused.isEmpty() ? error : error.put("refused", refused));
    }

    @Override
    public void failed(String reason) {
        write(error(reason));
    }

    private static ObjectNode error(String sentence) {
        return object("error").put("text", sentence);
    }

    @Override
    public void left(int unsent, int kept, int exitCode) {
        write(object("left").put("unsent", unsent).put("kept", kept).put("code", exitCode));
    }

    private static ObjectNode object(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    /** The same for the author and for all readers. */
    private static String id(MessageId id) {
        String start = id.author() + "." + id.run() + "." + id.sequence();
        return id.to() == null ? start : start + "." + id.to();
    }

    /** In UTC, to the millisecond (RFC 3339). */
    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private void write(ObjectNode object) {
        out.print(MAPPER.writeValueAsString(object) + "\n");
    }
}
