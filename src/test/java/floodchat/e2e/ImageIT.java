package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image as a folder. It starts from any place and through any link, and prints nothing of its own. */
class ImageIT {
    private static final Ran VERSION = new Ran(0, "floodchat " + versionOfTheBuild(), "");

    /** With this flag the Java runtime refuses to start without the cache. */
    private static final Map<String, String> ONLY_WITH_CACHE = Map.of("FLOODCHAT_JAVA_OPTS", "-XX:AOTMode=on");

    @TempDir
    Path folder;

    private record Ran(int exitCode, String out, String err) {}

    /** With the end of its line. */
    private static String versionOfTheBuild() {
        try (InputStream in = ImageIT.class.getResourceAsStream("/floodchat/version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theImageAsBuiltStartsFromItsCache() throws Exception {
        assertEquals(VERSION, run(ONLY_WITH_CACHE, BuiltImage.launcher().toString(), "--version"));
    }

    @Test
    void aCopyInAFolderWithSpacesStartsFromItsCache() throws Exception {
        Path copy = copy(folder.resolve("my own programs/floodchat 1"));

        assertEquals(VERSION, run(ONLY_WITH_CACHE, launcher(copy), "--version"));
    }

    @Test
    void withoutAnInstalledLocaleEveryLetterInAPathOrNameWorks() throws Exception {
        String script = """
                name=$(printf 'm\\303\\274ller') && copy=$1/$name && cp -a "$2" "$copy" || exit 1
                unset LANG LC_CTYPE LC_ALL LC_TIME
                for locale in LC_ALL=C LANG=xx_XX.UTF-8 LC_CTYPE=UTF-8 LC_TIME=xx_XX.UTF-8; do
                    env $locale "$copy/bin/floodchat" --name "$name" --home "$copy/$name" --version
                    status=$((status + $?))
                done
                rm -rf "$copy"
                exit $status""";

        Ran ran = run(Map.of(), "sh", "-c", script, "sh", folder.toString(), image().toString());

        assertEquals(new Ran(0, VERSION.out().repeat(4), ""), ran);
    }

    @Test
    void aFolderWithAColonInItsPathIsRefusedInOneSentence() throws Exception {
        Path copy = copy(folder.resolve("a:b"));

        Ran ran = run(Map.of(), launcher(copy), "--version");

        String place = copy.toRealPath().toString();
        assertEquals(
                new Ran(1, "", "floodchat: Can't run from " + place
                        + ": move the program to a folder without a colon in its path.\n"),
                ran);
    }

    @Test
    void aMovedImageStartsFromItsCache() throws Exception {
        Path copy = copy(folder.resolve("here"));
        Path moved = Files.move(copy, folder.resolve("there"));

        assertEquals(VERSION, run(ONLY_WITH_CACHE, launcher(moved), "--version"));
    }

    @Test
    void linksToLinksLeadToTheImage() throws Exception {
        Path copy = copy(folder.resolve("real"));
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), copy.resolve("bin/floodchat"));
        Path relative = Files.createSymbolicLink(Files.createDirectory(folder.resolve("a b")).resolve("relative"),
                Path.of("../absolute"));
        Path chained = Files.createSymbolicLink(folder.resolve("chained"), Path.of("a b/relative"));
        Path wholeFolder = Files.createSymbolicLink(folder.resolve("folder"), copy);

        for (Path link : List.of(absolute, relative, chained, wholeFolder.resolve("bin/floodchat"))) {
            assertEquals(VERSION, run(ONLY_WITH_CACHE, link.toString(), "--version"), link.toString());
        }
    }

    @Test
    void theShellFindsItOnThePath() throws Exception {
        Path copy = copy(folder.resolve("copy"));
        Path commands = Files.createDirectory(folder.resolve("commands"));
        Files.createSymbolicLink(commands.resolve("floodchat"), Path.of("../copy/bin/floodchat"));
        String script =
                "PATH=$1:$PATH; export PATH CDPATH=/; cd / && floodchat --version && "
                        + "cd \"$2\" && sh floodchat --version";

        Ran ran = run(Map.of(), "sh", "-c", script, "sh", commands.toString(), copy.resolve("bin").toString());

        assertEquals(new Ran(0, VERSION.out() + VERSION.out(), ""), ran);
    }

    @Test
    void itNeedsNoJavaOnThePath() throws Exception {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));

        Ran ran = run(Map.of("PATH", nothing.toString(), "JAVA_HOME", nothing.toString()),
                BuiltImage.launcher().toString(),
                "--version");

        assertEquals(VERSION, ran);
    }

    @Test
    void flagsForAllJavaProgramsAreIgnored() throws Exception {
        Map<String, String> environment = new HashMap<>(ONLY_WITH_CACHE);
        environment.put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");
        environment.put("JDK_JAVA_OPTIONS", "-XX:+UseZGC");
        environment.put("_JAVA_OPTIONS", "-Xint");
        environment.put("CLASSPATH", folder.toString());

        assertEquals(VERSION, run(environment, BuiltImage.launcher().toString(), "--version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "a folder", "empty", "garbage", "cut", "of other jars"})
    void anUnusableCacheIsIgnoredSilently(String flaw) throws Exception {
        Path copy = copy(folder.resolve("copy"));
        spoil(copy, flaw);

        assertTrue(run(ONLY_WITH_CACHE, launcher(copy), "--version").exitCode() != 0);
        assertEquals(VERSION, run(Map.of(), launcher(copy), "--version"));
    }

    private static void spoil(Path image, String flaw) throws IOException {
        Path cache = image.resolve("lib/floodchat.aot");
        byte[] whole = Files.readAllBytes(cache);
        switch (flaw) {
            case "none" -> Files.delete(cache);
            case "a folder" -> {
                Files.delete(cache);
                Files.createDirectory(cache);
            }
            case "empty" -> Files.write(cache, new byte[0]);
            case "garbage" -> Files.writeString(cache, "no cache ".repeat(10_000));
            case "cut" -> Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
            case "of other jars" ->
                Files.setLastModifiedTime(image.resolve("lib/floodchat.jar"), FileTime.from(Instant.EPOCH));
            default -> throw new IllegalArgumentException(flaw);
        }
    }

    /** Copies as cp -a does. */
    private static Path copy(Path to) throws IOException {
        Path image = image();
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(image)) {
            for (Path from : all.toList()) {
                Files.copy(from, to.resolve(image.relativize(from)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    private static Path image() {
        return BuiltImage.launcher().getParent().getParent();
    }

    private static String launcher(Path image) {
        return image.resolve("bin/floodchat").toString();
    }

    private Ran run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Ran(exitCode, Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
