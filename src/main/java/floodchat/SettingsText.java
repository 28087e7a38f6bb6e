package floodchat;

import floodchat.front.Setting;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/**
 * The text of a settings file that {@link SettingsFile} could read: gives its values as a person would write them, and
 * changes one of them. All that a person wrote stays: comments, order, blanks, quotes and line ends. Immutable.
 */
final class SettingsText {
    static final SettingsText EMPTY = new SettingsText("");

    /** As wide as the comments of config/floodchat.toml, with their {@code # } in front. */
    private static final int COMMENT_COLUMNS = 116;

    private final String text;

    SettingsText(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** What the file says, or the default. */
    String value(Setting setting) {
        Object value = Toml.parse(text).get(setting.key());
        return value == null ? setting.byDefault() : written(value);
    }

    private static String written(Object value) {
        return switch (value) {
            case String words -> "\"" + Toml.tomlEscape(words) + "\"";
            case TomlArray list -> list.toList().stream().map(SettingsText::written).toList().toString();
            case Object other -> other.toString();
        };
    }

    /**
     * The text with this value. Only the characters of the old one are replaced. A key that was not there comes to the
     * end of its section, with the setting's own sentence above it.
     */
    SettingsText with(Setting setting, Object value) {
        TomlParseResult toml = Toml.parse(text);
        boolean added = !toml.contains(setting.key());
        toml.set(setting.key(), value);
        String changed = toml.toToml();
        if (added && !hasAsManyLines(changed)) {
            toml.setCommentAbove(setting.key(), comment(setting.sentence()));
            changed = toml.toToml();
        }
        return new SettingsText(changed);
    }

    /** A section {@code name = { … }} stays in its line, so it has no room for a comment. */
    private boolean hasAsManyLines(String changed) {
        return changed.lines().count() == text.lines().count();
    }

    private static List<String> comment(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COMMENT_COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
