package floodchat.front;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a {@link Setting} may hold. Immutable. */
public sealed interface SettingKind {
    /** Longer texts are no number of any setting. */
    int MAX_DIGITS = 18;

    /** What a value must be, as the end of a sentence: it must be … */
    String demand();

    /** The value that a person typed, as the settings file holds it. It may still be out of bounds. */
    Object read(String typed);

    /** What may be typed, best first; empty if there are too many to list. */
    default List<String> values() {
        return List.of();
    }

    record Flag() implements SettingKind {
        @Override
        public String demand() {
            return "true or false";
        }

        @Override
        public Object read(String typed) {
            return switch (typed) {
                case "true" -> true;
                case "false" -> false;
                default -> typed;
            };
        }

        @Override
        public List<String> values() {
            return List.of("true", "false");
        }
    }

    /** A whole number. */
    record Count(int least, int most) implements SettingKind {
        @Override
        public String demand() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public Object read(String typed) {
            return typed.matches("-?[0-9]{1," + MAX_DIGITS + "}") ? (Object) Long.valueOf(typed) : typed;
        }
    }

    /** One of a few words. */
    record Word(List<String> words) implements SettingKind {
        Word(String... words) {
            this(List.of(words));
        }

        @Override
        public String demand() {
            return words.stream().map(SettingKind::quoted).collect(Collectors.joining(", ", "one of ", ""));
        }

        @Override
        public Object read(String typed) {
            return unquoted(typed);
        }

        @Override
        public List<String> values() {
            return words;
        }
    }

    record Text() implements SettingKind {
        @Override
        public String demand() {
            return "a text in quotes";
        }

        @Override
        public Object read(String typed) {
            return unquoted(typed);
        }
    }

    /** A list of {@code HOST:PORT}. A person types them with blanks or commas between them. */
    record Addresses() implements SettingKind {
        @Override
        public String demand() {
            return "a list: [\"HOST:PORT\", ...]";
        }

        @Override
        public Object read(String typed) {
            String list = typed.startsWith("[\"") || typed.equals("[]")
                    ? typed.substring(1, typed.endsWith("]") ? typed.length() - 1 : typed.length())
                    : typed;
            return Arrays.stream(list.split("[\\s,]+"))
                    .map(SettingKind::unquoted)
                    .filter(address -> !address.isEmpty())
                    .toList();
        }
    }

    /** Quotes around the text may be typed, as in the settings file; only an empty text needs them. */
    private static String unquoted(String typed) {
        boolean quoted = typed.length() > 1 && typed.startsWith("\"") && typed.endsWith("\"");
        return quoted ? typed.substring(1, typed.length() - 1) : typed;
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }
}
