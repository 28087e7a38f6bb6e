package floodchat.front.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema that bots are given. Here, other than for bots, an event with a field that the schema does not name is
 * wrong.
 */
final class BotSchema {
    private static final Path FILE = Path.of("docs/bots/floodchat.schema.json");
    private static final String EVENT = "event-";
    private static final String COMMAND = "command-";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final ObjectNode definitions;
    private final Schema events;
    private final Schema commands;

    BotSchema() {
        ObjectNode whole = read();
        definitions = (ObjectNode) whole.get("$defs");
        for (String name : definitions.propertyNames()) {
            if (definitions.get(name).has("properties")) {
                ((ObjectNode) definitions.get(name)).put("additionalProperties", false);
            }
        }
        events = schemaOf("event", whole);
        commands = schemaOf("command", whole);
    }

    private static ObjectNode read() {
        try {
            return (ObjectNode) MAPPER.readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schemaOf(String definition, ObjectNode whole) {
        ObjectNode one = whole.deepCopy();
        one.remove("anyOf");
        one.put("$ref", "#/$defs/" + definition);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(one);
    }

    static JsonNode json(String line) {
        return MAPPER.readTree(line);
    }

    List<Error> problemsWithEvent(JsonNode object) {
        return events.validate(object);
    }

    List<Error> problemsWithCommand(JsonNode object) {
        return commands.validate(object);
    }

    Set<String> eventTypes() {
        return examples(EVENT).keySet();
    }

    Set<String> commandTypes() {
        return examples(COMMAND).keySet();
    }

    Map<String, JsonNode> eventExamples() {
        return examples(EVENT);
    }

    Map<String, JsonNode> commandExamples() {
        return examples(COMMAND);
    }

    /** The lists of examples by their types. */
    private Map<String, JsonNode> examples(String prefix) {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        for (String name : definitions.propertyNames()) {
            if (name.startsWith(prefix)) {
                examples.put(name.substring(prefix.length()), definitions.get(name).get("examples"));
            }
        }
        return examples;
    }
}
