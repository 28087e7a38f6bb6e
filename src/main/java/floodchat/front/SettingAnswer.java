package floodchat.front;

import java.util.List;

/**
 * The answer to a {@link SettingRequest}.
 *
 * @param sentences for the person, at least one
 * @param refused whether it says why nothing was done
 */
public record SettingAnswer(List<String> sentences, boolean refused) {
    public static SettingAnswer of(List<String> sentences) {
        return new SettingAnswer(sentences, false);
    }

    public static SettingAnswer refusal(String sentence) {
        return new SettingAnswer(List.of(sentence), true);
    }
}
