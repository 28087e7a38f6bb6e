package floodchat.front.tui.terminal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every sequence of bytes that the decoder knows, as text. Those of keys come from the decoder's own tables: each
 * parameter and last byte that {@link EscapeSequences#csi} takes for a key.
 */
public final class KnownSequences {
    private static final String ESC = "\033";

    /** The highest number of a key in {@code CSI number ~}. */
    private static final int MAX_NUMBER = 34;

    /** Shift, Alt, Ctrl and Super together, as xterm counts them. */
    private static final int MAX_MODIFIERS = 16;

    /** What a terminal sends that is no key, and characters of 2, 3 and 4 bytes. */
    private static final List<String> OTHERS = List.of(
            ESC + "[200~pasted é" + ESC + "[201~",
            ESC + "[M !!",
            ESC + "[<0;12;5M",
            ESC + "[<0;12;5m",
            ESC + "[32;12;5M",
            ESC + "[12;40R",
            ESC + "[?1;2c",
            ESC + "[>41;351;0c",
            ESC + "[?2026;2$y",
            ESC + "[?69;2$y",
            ESC + "[?2031;1$y",
            ESC + "[?997;1n",
            ESC + "[?1004;2$y",
            ESC + "[?1u",
            ESC + "[<64;10;3M",
            ESC + "[<32;100;30M",
            ESC + "]99;i=floodchat:p=?;p=title,body:o=always,unfocused" + ESC + "\\",
            ESC + "]11;rgb:1111/1515/1a1a" + ESC + "\\",
            ESC + "]11;rgb:ff/ff/f0\007",
            ESC + ESC + "[A",
            "é",
            "你",
            "👋");

    private KnownSequences() {}

    public static List<String> all() {
        Set<String> all = new LinkedHashSet<>();
        for (String parameters : parameters()) {
            for (char last = '@'; last <= '~'; last++) {
                add(all, "[", parameters, last);
            }
            add(all, "[", parameters, '$');
        }
        for (char last = '@'; last <= '~'; last++) {
            add(all, "O", "", last);
            add(all, "O", "1;5", last);
        }
        all.addAll(OTHERS);
        return new ArrayList<>(all);
    }

    private static List<String> parameters() {
        List<String> parameters =
                new ArrayList<>(List.of("", "[", "27;5;13", "27;6;65", "13", "13;2", "233", "233;3", "27;129", "13;130",
                        "1;129", "106;5", "91;5", "57414", "57417;5", "57400"));
        for (int number = 1; number <= MAX_NUMBER; number++) {
            parameters.add(String.valueOf(number));
            parameters.add(number + ";5");
        }
        for (int modifiers = 2; modifiers <= MAX_MODIFIERS; modifiers++) {
            parameters.add("1;" + modifiers);
            parameters.add("3;" + modifiers);
        }
        return parameters;
    }

    /** CSI M is the start of a mouse report, and no key alone. */
    private static void add(Set<String> all, String kind, String parameters, char last) {
        boolean mouse = kind.equals("[") && parameters.isEmpty() && last == 'M';
        boolean digitsOnly = last == 'u' && parameters.length() < 2; // below a blank: no key sends it
        if (!mouse && !digitsOnly && EscapeSequences.csi(parameters, last, false) != null) {
            all.add(ESC + kind + parameters + last);
        }
    }
}
