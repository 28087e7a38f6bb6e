package floodchat.front.json;

import static floodchat.front.SamplePeople.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.Intent;
import floodchat.front.Roster;
import floodchat.protocol.chat.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the schema for bots says is true of the program, and its examples are true of the schema. */
class BotSchemaTest {
    private final BotSchema schema = new BotSchema();

    /** The reader of the examples. */
    private final Roster roster = new Roster(ADA, List.of(
            new Person("6ad2cd9a1715d67e259ab9b2015f6b5f5ea319b235378b5a5f9d2f69ab315719", "ada2"),
            new Person("1704297f24b711e74f8d986c6b2371fc3117fc71fa7a3b438498e03fe0374b6c", "bob")));

    @Test
    void everyExampleOfAnEventIsOne() {
        schema.eventExamples().forEach((type, examples) -> {
            assertFalse(examples.isEmpty(), type);
            for (JsonNode example : examples) {
                assertEquals(type, example.get("type").stringValue());
                assertEquals(List.of(), schema.problemsWithEvent(example), example.toString());
            }
        });
    }

    @Test
    void everyExampleOfACommandIsOneAndTheProgramObeysIt() {
        schema.commandExamples().forEach((type, examples) -> {
            assertFalse(examples.isEmpty(), type);
            for (JsonNode example : examples) {
                assertEquals(type, example.get("type").stringValue());
                assertEquals(List.of(), schema.problemsWithCommand(example), example.toString());
                Intent intent = JsonCommands.parse(example.toString(), roster);
                assertFalse(intent instanceof Intent.Refusal, example + " " + intent);
            }
        });
    }

    @Test
    void theProgramHasTheCommandsOfTheSchema() {
        Set<String> known = Arrays.stream(JsonCommands.Command.values())
                .map(JsonCommands.Command::type)
                .collect(Collectors.toSet());
        assertEquals(schema.commandTypes(), known);
    }

    @Test
    void aCommandWithAFurtherFieldIsRefusedByTheSchemaAndByTheProgram() {
        schema.commandExamples().forEach((type, examples) -> {
            ObjectNode changed = (ObjectNode) examples.get(0).deepCopy();
            changed.put("more", "x");
            assertFalse(schema.problemsWithCommand(changed).isEmpty(), type);
            assertInstanceOf(Intent.Refusal.class, JsonCommands.parse(changed.toString(), roster));
        });
    }

    @Test
    void anEventWithoutAFieldOrWithAFurtherOneIsNone() {
        schema.eventExamples().forEach((type, examples) -> {
            JsonNode example = examples.get(0);
            assertTrue(example.size() > 1, type);
            ObjectNode further = (ObjectNode) example.deepCopy();
            further.put("more", "x");
            assertFalse(schema.problemsWithEvent(further).isEmpty(), type);
            ObjectNode bare = (ObjectNode) example.deepCopy();
            bare.removeAll().put("type", type);
            assertFalse(schema.problemsWithEvent(bare).isEmpty(), type);
        });
    }
}
