package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what the documents say about the program, its tests and each other. */
class DocumentsTest {
    private static final Path PROTOCOL = Path.of("docs/protocol.md");
    private static final Path INDEX = Path.of("docs/README.md");
    private static final Path USER_GUIDE = Path.of("docs/user-guide.md");
    private static final List<Path> ROOT_DOCUMENTS =
            List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md"));

    /** A relative link, without the anchor. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    /** {@code `Class.CONSTANT`}, with its value if that stands behind an equals sign or in the next column. */
    private static final Pattern CONSTANT = Pattern.compile(
            "`(?<type>[A-Z]\\w*)\\.(?<name>[A-Z][A-Z0-9_]+)`"
                    + "(?:(?: =\\s+| \\| )(?<value>[0-9][0-9,.]*[0-9]|[0-9])(?:\\s+(?<unit>ms|s|min|h|KiB|MiB)\\b)?)?");

    /** {@code `ClassTest`} or {@code `ClassTest.method`}. */
    private static final Pattern ATTACK = Pattern.compile("\\| (?<number>\\d+) \\|.*");
    private static final Pattern ATTACK_ON_THE_NETWORK = Pattern.compile("\\| N(?<number>\\d+) \\|.*");
    private static final Pattern TEST = Pattern.compile("`(?<type>\\w+(?:Test|IT))(?:\\.(?<name>\\w+))?`");

    /** {@code `room.Class`} or {@code `room.Class.member`}, without the program's own package in front. */
    private static final Pattern IN_ROOM = Pattern.compile(
            "`(?<type>(?:bus|protocol|node|embed|front)(?:\\.[a-z]+)*\\.[A-Z]\\w*)(?:\\.(?<member>\\w+))?`");

    @Test
    void theIndexLeadsToEveryDocument() throws IOException {
        String index = Files.readString(INDEX);
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            boolean isRecord = document.getParent() != null && document.getParent().endsWith("decisions");
            String link = document.startsWith("docs") ? document.toString().substring(5) : "../" + document;
            if (!isRecord && !document.equals(INDEX) && !index.contains("](" + link + ")")) {
                missing.add(link);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    dead.add(document + " links to " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void theUserGuideNamesEveryFlag() throws IOException {
        String guide = Files.readString(USER_GUIDE);

        Matcher flag = Pattern.compile("--[a-z]+").matcher(Options.usage());
        while (flag.find()) {
            assertTrue(guide.contains(flag.group()), flag.group());
        }
    }

    @Test
    void everyConstantOfTheProtocolHasTheValueThatTheDocumentSays() throws IOException {
        ClassesByName program = ClassesByName.beside(Main.class);
        List<String> wrong = new ArrayList<>();
        Matcher constant = CONSTANT.matcher(Files.readString(PROTOCOL));
        int checked = 0;
        while (constant.find()) {
            Object value = program.constant(constant.group("type"), constant.group("name"));
            String told = constant.group("value");
            if (value == null) {
                wrong.add(constant.group() + " does not exist");
            } else if (told != null && !isEqual(value, told, constant)) {
                wrong.add(constant.group() + " is " + value);
            }
            checked += told == null ? 0 : 1;
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(checked > 50, "the document must really have been read");
    }

    private static boolean isEqual(Object value, String told, Matcher constant) {
        double number = Double.parseDouble(told.replace(",", ""));
        boolean isInSeconds = constant.group("name").endsWith("_S") || constant.group("name").endsWith("_SECONDS");
        double msPerUnitOfTheConstant = isInSeconds ? 1_000 : 1;
        double scaled = switch (constant.group("unit")) {
            case null -> number;
            case "ms" -> number / msPerUnitOfTheConstant;
            case "s" -> number * 1_000 / msPerUnitOfTheConstant;
            case "min" -> number * 60_000 / msPerUnitOfTheConstant;
            case "h" -> number * 3_600_000 / msPerUnitOfTheConstant;
            case "KiB" -> number * 1_024;
            case "MiB" -> number * 1_024 * 1_024;
            default -> throw new IllegalArgumentException(constant.group());
        };
        return value instanceof Number actual && actual.doubleValue() == scaled;
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol.md", "threat-model.md"})
    void everyTestThatADocumentNamesExists(String document) throws IOException {
        ClassesByName tests = ClassesByName.beside(DocumentsTest.class);
        List<String> absent = new ArrayList<>();
        Matcher test = TEST.matcher(Files.readString(Path.of("docs", document)));
        int checked = 0;
        while (test.find()) {
            if (!tests.hasMethod(test.group("type"), test.group("name"))) {
                absent.add(test.group());
            }
            checked++;
        }
        assertEquals("", String.join("\n", absent));
        assertTrue(checked > 50, "the document must really have been read");
    }

    @Test
    void theThreatModelNamesATestForEachOfThe84Attacks() throws IOException {
        assertEquals(IntStream.rangeClosed(1, 84).boxed().toList(), testedAttacks(ATTACK));
    }

    @Test
    void theThreatModelNamesATestForEachAttackOnTheNetwork() throws IOException {
        List<Integer> numbers = testedAttacks(ATTACK_ON_THE_NETWORK);
        assertTrue(numbers.size() >= 10, "the document must really have been read");
        assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
    }

    /** The numbers of the attacks in the rows of this form, in their order. */
    private static List<Integer> testedAttacks(Pattern row) throws IOException {
        ClassesByName tests = ClassesByName.beside(DocumentsTest.class);
        List<Integer> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/threat-model.md"))) {
            Matcher attack = row.matcher(line);
            if (attack.matches()) {
                numbers.add(Integer.valueOf(attack.group("number")));
                Matcher test = TEST.matcher(line);
                assertTrue(test.find(), line);
                assertTrue(tests.hasMethod(test.group("type"), test.group("name")), line);
            }
        }
        return numbers;
    }

    @Test
    void everyClassThatADocumentNamesWithItsRoomExists() throws IOException {
        List<String> absent = new ArrayList<>();
        for (Path document : documents()) {
            Matcher name = IN_ROOM.matcher(Files.readString(document));
            while (name.find()) {
                if (!exists("floodchat." + name.group("type"), name.group("member"))) {
                    absent.add(document + " names " + name.group());
                }
            }
        }
        assertEquals("", String.join("\n", absent));
    }

    private static boolean exists(String type, @Nullable String member) {
        try {
            Class<?> found = Class.forName(type, false, DocumentsTest.class.getClassLoader());
            return member == null
                    || Arrays.stream(found.getDeclaredMethods()).anyMatch(method -> method.getName().equals(member))
                    || Arrays.stream(found.getDeclaredFields()).anyMatch(field -> field.getName().equals(member));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** All classes, nested ones too, that were compiled into one folder; several may have one simple name. */
    private record ClassesByName(Map<String, List<Class<?>>> classes) {
        static ClassesByName beside(Class<?> one) throws IOException {
            Map<String, List<Class<?>>> classes = new HashMap<>();
            Path root = root(one);
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                    String path = root.relativize(file).toString();
                    String name = path.substring(0, path.length() - ".class".length());
                    String simpleName = name.substring(1 + Math.max(name.lastIndexOf('$'), name.lastIndexOf('/')));
                    Class<?> type = load(name.replace('/', '.'));
                    classes.computeIfAbsent(simpleName, _ -> new ArrayList<>()).add(type);
                });
            }
            return new ClassesByName(classes);
        }

        private static Path root(Class<?> one) {
            try {
                return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Class<?> load(String name) {
            try {
                return Class.forName(name, false, DocumentsTest.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Null if no class of this name has this constant. */
        @Nullable Object constant(String type, String name) {
            return classes.getOrDefault(type, List.of())
                    .stream()
                    .flatMap(one -> Arrays.stream(one.getDeclaredFields()))
                    .filter(field -> field.getName().equals(name) && Modifier.isStatic(field.getModifiers()))
                    .findFirst()
                    .map(ClassesByName::read)
                    .orElse(null);
        }

        private static Object read(Field field) {
            try {
                field.setAccessible(true);
                return field.get(null);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        /** @param method null to ask for the class alone */
        boolean hasMethod(String type, @Nullable String method) {
            return classes.getOrDefault(type, List.of())
                    .stream()
                    .anyMatch(one -> method == null || Arrays.stream(one.getDeclaredMethods())
                            .anyMatch(declared -> declared.getName().equals(method)));
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(ROOT_DOCUMENTS.stream(), docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}
