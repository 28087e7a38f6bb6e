package floodchat.front;

import floodchat.front.Completion.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The completions behind {@code /set}: names of settings, and then what the setting may hold. Pure. */
final class SettingCompletion {
    private static final String COMMAND = SlashCommand.SET.word() + " ";

    private SettingCompletion() {}

    /** Whether this line sets something. */
    static boolean isFor(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(COMMAND);
    }

    /** The completion at the cursor; null if there is nothing to complete. */
    static @Nullable Completion at(String line, int cursor) {
        if (cursor < COMMAND.length()) {
            return null;
        }
        int name = COMMAND.length();
        int start = line.lastIndexOf(' ', cursor - 1) + 1;
        String word = line.substring(start, cursor).toLowerCase(Locale.ROOT);
        List<Candidate> candidates = start == name ? names(word) : values(line.substring(name, start).strip(), word);
        return candidates.isEmpty() ? null : new Completion(start, cursor, candidates);
    }

    /** Those that begin with the word; then those that have it behind a dot. */
    private static List<Candidate> names(String word) {
        List<Candidate> first = new ArrayList<>();
        List<Candidate> others = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            Candidate candidate = new Candidate(setting.key() + " ", setting.key(), hint(setting), null);
            if (setting.key().startsWith(word)) {
                first.add(candidate);
            } else if (setting.shortName().startsWith(word)) {
                others.add(candidate);
            }
        }
        first.addAll(others);
        return first;
    }

    private static String hint(Setting setting) {
        return switch (setting.kind()) {
            case SettingKind.Count(int least, int most) -> least + " to " + most;
            case SettingKind.Flag _, SettingKind.Word _, SettingKind.Text _, SettingKind.Addresses _ -> "";
        };
    }

    private static List<Candidate> values(String name, String word) {
        Setting setting = Setting.named(name);
        List<Candidate> matching = new ArrayList<>();
        if (setting == null) {
            return matching;
        }
        for (String value : setting.kind().values()) {
            if (value.startsWith(word)) {
                boolean byDefault = setting.kind().read(setting.byDefault()).equals(setting.kind().read(value));
                matching.add(new Candidate(value, value, byDefault ? "default" : "", null));
            }
        }
        return matching;
    }
}
