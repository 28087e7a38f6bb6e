package floodchat.front.json;

import floodchat.front.CommandParser;
import floodchat.front.Intent;
import floodchat.front.Roster;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a JSON object into what a program wants. What it does not know it refuses: a mistyped field that is passed over
 * would be a line to everyone in place of one to bob. Pure; any thread may call it.
 */
final class JsonCommands {
    /** An object with a list of readers. */
    private static final int MAX_DEPTH = 2;

    /** More than the largest command has, with as many readers as are allowed. */
    private static final int MAX_TOKENS = 64;

    private static final int MAX_PROPERTY_NAME_LENGTH = 64;

    /** No command has a number. */
    private static final int MAX_NUMBER_LENGTH = 20;

    /** A longer piece of what was written is not repeated. In characters. */
    private static final int MAX_QUOTE_LENGTH = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNameLength(MAX_PROPERTY_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(JsonFormat.MAX_LINE_BYTES)
                    .maxDocumentLength(JsonFormat.MAX_LINE_BYTES)
                    .build())
            .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The commands, with the field that each must have, and the one that it may have. */
    enum Command {
        SAY("text", "to"),
        NAME("name", ""),
        CONNECT("address", ""),
        WHO("", ""),
        NET("", ""),
        AWAY("", "reason"),
        BACK("", ""),
        SEARCH("query", ""),
        COMMAND("line", ""),
        LEAVE("", "");

        /** Its field; empty if there is none. */
        private final String needed;

        private final String optional;

        Command(String needed, String optional) {
            this.needed = needed;
            this.optional = optional;
        }

        List<String> fields() {
            return Stream.of(needed, optional).filter(name -> !name.isEmpty()).toList();
        }

        /** Its name as a type. */
        String type() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Command named(String type) {
            return Arrays.stream(values()).filter(command -> command.type().equals(type)).findFirst().orElse(null);
        }
    }

    /** What is wrong with a line. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence, null, false, false);
        }
    }

    private JsonCommands() {}

    static Intent parse(String line, Roster roster) {
        if (line.isBlank()) {
            return new Intent.Nothing();
        }
        try {
            return intent(object(line), roster);
        } catch (Refused refused) {
            return new Intent.Refusal(String.valueOf(refused.getMessage()));
        }
    }

    private static JsonNode object(String line) throws Refused {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String near = place == null || place.getColumnNr() < 1 ? "" : " near column " + place.getColumnNr();
            throw new Refused("The line is not one JSON object that is short and flat, and has each field once: "
                    + "there is a mistake" + near + ".");
        }
        if (!node.isObject()) {
            throw new Refused("The line is JSON, but no object: write {\"type\":\"say\",\"text\":\"hello\"}.");
        }
        return node;
    }

    private static Intent intent(JsonNode object, Roster roster) throws Refused {
        String type = string(object, "type", "The object");
        Command command = Command.named(type);
        if (command == null) {
            throw new Refused("There is no command " + quoted(type) + ": a type is "
                    + listed(Arrays.stream(Command.values()).map(Command::type).toList()) + ".");
        }
        checkFields(object, command);
        return switch (command) {
            case SAY -> CommandParser.say(field(object, command, "text"), readers(object), roster);
            case NAME -> name(field(object, command, "name"));
            case CONNECT -> connect(field(object, command, "address"));
            case WHO -> new Intent.ShowWho();
            case NET -> new Intent.ShowNetwork();
            case AWAY -> new Intent.Send(new ChatCommand.GoAway(
                    object.has("reason") ? Texts.strip(Texts.clean(field(object, command, "reason"))) : ""));
            case BACK -> new Intent.Send(new ChatCommand.ComeBack());
            case SEARCH -> new Intent.Search(Texts.strip(Texts.clean(field(object, command, "query"))));
            case COMMAND -> command(field(object, command, "line"), roster);
            case LEAVE -> new Intent.Quit();
        };
    }

    private static void checkFields(JsonNode object, Command command) throws Refused {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            if (!name.equals("type") && !command.fields().contains(name)) {
                throw new Refused("There is no field " + quoted(name) + " in \"" + command.type() + "\": it has "
                        + (command.fields().isEmpty() ? "no field but its type" : listed(command.fields())) + ".");
            }
        }
    }

    private static String field(JsonNode object, Command command, String name) throws Refused {
        return string(object, name, "\"" + command.type() + "\"");
    }

    private static String string(JsonNode object, String name, String where) throws Refused {
        JsonNode value = object.get(name);
        if (value == null || !value.isString()) {
            throw new Refused(where + " needs the field \"" + name + "\", which is a string.");
        }
        return value.stringValue();
    }

    private static List<String> readers(JsonNode object) throws Refused {
        JsonNode to = object.get("to");
        if (to == null) {
            return List.of();
        }
        List<String> readers = new ArrayList<>();
        for (JsonNode reader : to.isArray() ? to : List.of(to)) {
            if (!reader.isString() || reader.stringValue().isBlank()) {
                readers.clear();
                break;
            }
            readers.add(reader.stringValue());
        }
        if (readers.isEmpty()) {
            throw new Refused("The field \"to\" is a name or a key, or a list of them that is not empty.");
        }
        return readers;
    }

    private static Intent name(String typed) {
        String name = Names.normalize(typed);
        String problem = Names.problemWith(name);
        return problem == null ? new Intent.Send(new ChatCommand.SetName(name)) : new Intent.Refusal(problem);
    }

    private static Intent connect(String typed) throws Refused {
        String address = typed.strip();
        if (Address.parse(address) == null) {
            throw new Refused("The field \"address\" is HOST:PORT, with IPv6 in brackets.");
        }
        return new Intent.Send(new ChatCommand.Connect(address));
    }

    /** What plain mode understands behind a slash. */
    private static Intent command(String typed, Roster roster) throws Refused {
        String line = Texts.strip(Texts.clean(typed));
        if (!line.startsWith("/") || line.startsWith("//")) {
            throw new Refused("The field \"line\" starts with the slash of a command, such as \"/mute bob 2h\".");
        }
        Intent intent = CommandParser.parse(line, roster);
        if (intent instanceof Intent.ChooseName) {
            throw new Refused("A name is set by {\"type\":\"name\",\"name\":\"ada\"}.");
        }
        return intent;
    }

    private static String listed(List<String> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
    }

    /** A piece of the input, made harmless and short. */
    private static String quoted(String text) {
        String clean = Texts.clean(text).replace('\n', ' ');
        int end = Math.min(clean.length(), MAX_QUOTE_LENGTH);
        boolean halfPair = end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1));
        return "\"" + clean.substring(0, halfPair ? end - 1 : end) + (end < clean.length() ? "…" : "") + "\"";
    }
}
