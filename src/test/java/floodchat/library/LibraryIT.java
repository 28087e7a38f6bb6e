package floodchat.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.embed.FloodNetwork;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library as another program gets it: a module of its own, with the jars that it declares and no others. The jar is
 * put together here by the tools of the JDK, out of the program's classes, because Maven would take 20 s for it.
 */
class LibraryIT {
    private static final long MAX_RUN_S = 120;

    @TempDir
    private Path folder;

    @Test
    void theExampleRunsInAProcessThatHasTheLibraryAlone() throws Exception {
        LibraryClasses classes = LibraryClasses.read();
        String needed = classes.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path library = library(classes, needed);
        String modules = library + File.pathSeparator + needed;
        Path example = folder.resolve("example");
        run("javac", "-Xlint:all", "-Werror", "-d", example.toString(), "--class-path", "", "--module-path", modules,
                LibraryProject.FOLDER.resolve("example/module-info.java").toString(),
                "src/test/java/floodchat/embedding/Weather.java");

        assertEquals("""
                north: 4 degrees, rain
                south: 11 degrees, sun
                """, printed(modules + File.pathSeparator + example, "floodchat.example/floodchat.embedding.Weather"));
    }

    private Path library(LibraryClasses needing, String needed) throws Exception {
        Path classes = folder.resolve("classes");
        for (String name : needing.own()) {
            Path file = classes.resolve(name.replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            try (var from = FloodNetwork.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                Files.copy(from, file);
            }
        }
        run("javac", "-d", classes.toString(), "--class-path", "", "--module-path", needed,
                LibraryProject.FOLDER.resolve("module-info.java").toString());
        Path jar = folder.resolve("library.jar");
        run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        return jar;
    }

    private static void run(String tool, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        assertEquals(0, ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments), said::toString);
    }

    private String printed(String modules, String main) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.statusLoggerLevel=OFF",
                "--module-path",
                modules,
                "--module",
                main))
                .redirectOutput(Redirect.to(output.toFile()))
                .redirectError(Redirect.to(errors.toFile()))
                .start();
        try {
            assertTrue(process.waitFor(MAX_RUN_S, TimeUnit.SECONDS), "the example did not end");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals("", Files.readString(errors));
        assertEquals(0, process.exitValue());
        return Files.readString(output);
    }
}
