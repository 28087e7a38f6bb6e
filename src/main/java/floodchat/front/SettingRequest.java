package floodchat.front;

import floodchat.protocol.chat.Texts;

/**
 * A person asks for settings, or changes one. {@link SettingAnswer} answers it.
 *
 * @param name as it was typed; empty for all settings
 * @param value as it was typed; empty to ask
 */
public record SettingRequest(String name, String value) {
    /** What stands behind {@code /set}. An equals sign may stand between name and value, as in the settings file. */
    static SettingRequest of(String argument) {
        String text = Texts.strip(argument);
        int end = 0;
        while (end < text.length() && !Texts.isBlank(text.charAt(end)) && text.charAt(end) != '=') {
            end++;
        }
        String value = Texts.strip(text.substring(end));
        return new SettingRequest(
                text.substring(0, end), value.startsWith("=") ? Texts.strip(value.substring(1)) : value);
    }
}
