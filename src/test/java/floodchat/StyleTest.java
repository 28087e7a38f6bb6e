package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what CONTRIBUTING.md says of style, as far as a machine can see it: short lines, and none of the words that
 * make a sentence hard to read. A failure lists FILE:LINE of each offence.
 */
class StyleTest {
    /** What is checked: single files, and all Java and Markdown files below folders. */
    private static final List<String> ROOTS = List.of(
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "docs",
            "src");

    /** Files whose test data must contain the forbidden words. */
    private static final Set<Path> MUST_CONTAIN_THE_WORDS = Set.of(Path.of("src/test/java/floodchat/StyleTest.java"));

    private static final int MAX_COLUMNS = 120;

    /** Between two words of a comment that goes on in the next line stands its asterisk, or its slashes. */
    private static final String BETWEEN_WORDS = "(?:\\s|\\*|//)+";

    /** Whole words in any case. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(?:so many|whoever|whomever|anew|for ever|be it)\\b".replace(" ", BETWEEN_WORDS),
            Pattern.CASE_INSENSITIVE);

    /** A row of a table in a text block: two columns with a bar between them, and no code. */
    private static final Pattern CSV_ROW = Pattern.compile("\\s+[^;]*[^;|] +\\| [^;|][^|]*[^;{]");

    private static final Pattern URL = Pattern.compile("https?://");

    @Test
    void noLineIsLongerThan120Columns() throws IOException {
        List<String> offences = new ArrayList<>();
        for (Path file : files()) {
            longLines(isMarkdown(file), Files.readString(file)).forEach(line -> offences.add(file + ":" + line));
        }
        assertEquals("", String.join("\n", offences));
    }

    @Test
    void noSentenceHasAForbiddenWord() throws IOException {
        List<String> offences = new ArrayList<>();
        for (Path file : files()) {
            if (!MUST_CONTAIN_THE_WORDS.contains(file)) {
                forbiddenWords(Files.readString(file)).forEach(word -> offences.add(file + ":" + word));
            }
        }
        assertEquals("", String.join("\n", offences));
    }

    @Test
    void aLongLineIsFound() {
        String tooLong = "a".repeat(MAX_COLUMNS + 1);

        assertEquals(List.of("2: 121 columns"), longLines(false, "short\n" + tooLong + "\n"));
        assertEquals(List.of(), longLines(true, "a".repeat(MAX_COLUMNS)));
    }

    @Test
    void tablesOfMarkdownAndLinesWithAUrlMayBeLong() {
        String tooLong = "a".repeat(MAX_COLUMNS);

        assertEquals(List.of(), longLines(true, "| " + tooLong + " |"));
        assertEquals(List.of("1: 124 columns"), longLines(false, "| " + tooLong + " |"));
        assertEquals(List.of(), longLines(true, "https://example.org/" + tooLong));
    }

    @Test
    void aForbiddenWordIsFoundInAnyCaseAndAcrossLines() {
        assertEquals(List.of("1: Whoever", "3: so many"), forbiddenWords("Whoever\n\n * so\n     * many"));
        assertEquals(List.of("1: for ever"), forbiddenWords("// for\n// ever"));
    }

    @Test
    void aWordThatOnlyContainsAForbiddenOneIsNone() {
        assertEquals(List.of(), forbiddenWords("renewed forever, maybe items; whoeverAsks(); so much, many"));
    }

    private static List<String> longLines(boolean markdown, String text) {
        List<String> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int columns = line.codePointCount(0, line.length());
            boolean table = markdown ? line.strip().startsWith("|") : CSV_ROW.matcher(line).matches();
            boolean excepted = table || URL.matcher(line).find();
            if (columns > MAX_COLUMNS && !excepted) {
                found.add(i + 1 + ": " + columns + " columns");
            }
        }
        return found;
    }

    private static List<String> forbiddenWords(String text) {
        List<String> found = new ArrayList<>();
        Matcher word = FORBIDDEN.matcher(text);
        while (word.find()) {
            long line = 1 + text.substring(0, word.start()).chars().filter(c -> c == '\n').count();
            found.add(line + ": " + word.group().replaceAll(BETWEEN_WORDS, " "));
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : ROOTS) {
            try (Stream<Path> below = Files.walk(Path.of(root))) {
                below.filter(StyleTest::isChecked).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isChecked(Path file) {
        return isMarkdown(file) || file.toString().endsWith(".java");
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }
}
