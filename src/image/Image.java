import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jline.nativ.OSInfo;

/**
 * Makes a folder in which the program runs by itself: a launcher, settings, jars, a Java runtime and a start-up
 * cache. The build runs this file in its JDK, with the program's jars on the class path. Parts that are up to date
 * are kept.
 */
final class Image {
    /**
     * The modules that the program needs. java.desktop is in for three classes of java.beans that Log4j needs to
     * start, java.logging for the logger that Bouncy Castle makes when its first key is made. java.naming is out on
     * purpose: without it nobody can trick the program into looking up names on a remote server.
     */
    private static final String MODULES = "java.base,java.desktop,java.logging,java.xml,jdk.unsupported";

    private static final String TERMINAL_LIBRARY = "jlinenative";

    /** Says which code the optimising compiler compiles. The launcher names it. */
    private static final String COMPILER = "compiler.json";

    private final Path root;
    private final Path lib;

    private Image(Path root) {
        this.root = root;
        this.lib = root.resolve("lib");
    }

    /** The source files that change jars. A jar older than one of them is made again. */
    private static final List<String> CODE = List.of(
            "Image.java", "SlimJar.java", "LogPlugins.java", "OldClasses.java", "TerminalLoader.java");

    /** Arguments: target folder, launcher, settings folder, jar of the program, class path. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        Image image = new Image(Path.of(arguments[0]));
        image.linkRuntime();
        image.copyLauncher(Path.of(arguments[1]));
        image.copySettings(Path.of(arguments[2]));
        image.copyJars(Path.of(arguments[3]), dependencies(arguments[4]),
                Path.of(arguments[1]).resolveSibling("..").normalize());
        image.copyTerminalLibrary();
        image.train();
    }

    private static List<Path> dependencies(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).filter(Files::isRegularFile).toList();
    }

    /** Makes a runtime of the needed modules, without tools and desktop libraries. */
    private void linkRuntime() throws IOException {
        Path runtime = root.resolve("runtime");
        String[] options = {
            "--add-modules", MODULES,
            "--exclude-files", "glob:/java.desktop/lib/**",
            "--strip-java-debug-attributes", "--no-header-files", "--no-man-pages",
            "--compress", "zip-6",
            "--output", runtime.toString()
        };
        Path stamp = root.resolveSibling("floodchat-runtime.txt");
        String recipe = Runtime.version() + " " + String.join(" ", options);
        if (Files.exists(runtime) && Files.exists(stamp) && Files.readString(stamp).equals(recipe)) {
            return;
        }
        delete(runtime);
        if (ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, options) != 0) {
            throw new IOException("jlink could not make " + runtime);
        }
        Files.writeString(stamp, recipe);
    }

    private void copyLauncher(Path launcher) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        copy(launcher, bin.resolve("floodchat"));
        Files.createDirectories(lib);
        copy(launcher.resolveSibling("../lib/" + COMPILER), lib.resolve(COMPILER));
    }

    private void copySettings(Path settings) throws IOException {
        Path config = Files.createDirectories(root.resolve("config"));
        for (String name : List.of("floodchat.toml", "log4j2.properties")) {
            copy(settings.resolve(name), config.resolve(name));
        }
    }

    private void copyJars(Path program, List<Path> dependencies, Path code) throws IOException {
        Set<String> wanted = new HashSet<>(Set.of("floodchat.jar", "floodchat.aot", "native", COMPILER));
        copyJar(program, lib.resolve("floodchat.jar"), code);
        for (Path dependency : dependencies) {
            String name = dependency.getFileName().toString();
            wanted.add(name);
            copyJar(dependency, lib.resolve(name), code);
        }
        try (Stream<Path> copied = Files.list(lib)) {
            for (Path other : copied.filter(path -> !wanted.contains(path.getFileName().toString())).toList()) {
                delete(other);
            }
        }
    }

    private static void copyJar(Path from, Path to, Path code) throws IOException {
        if (isStale(to, from) || isStale(to, CODE.stream().map(code::resolve).toArray(Path[]::new))) {
            SlimJar.copy(from, to);
            TerminalLoader.shortenIn(to);
        }
    }

    /** Copies the native terminal library. Otherwise it would be unpacked into the temporary folder at every start. */
    private void copyTerminalLibrary() throws IOException {
        String name = System.mapLibraryName(TERMINAL_LIBRARY);
        String entry = "/org/jline/nativ/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        Path folder = Files.createDirectories(lib.resolve("native"));
        try (InputStream library = OSInfo.class.getResourceAsStream(entry)) {
            if (library == null) {
                throw new IOException("JLine has no terminal library for this platform: " + entry);
            }
            Files.copy(library, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void train() throws IOException, InterruptedException {
        Path cache = lib.resolve("floodchat.aot");
        Path launcher = root.resolve("bin/floodchat");
        if (isStale(cache, launcher, root.resolve("runtime/release")) || isOlderThanAJar(cache)) {
            Files.deleteIfExists(cache);
            Path folder = root.resolveSibling("floodchat-training");
            delete(folder);
            new Training(launcher, Files.createDirectories(folder)).make(cache);
        }
    }

    private boolean isOlderThanAJar(Path cache) throws IOException {
        try (Stream<Path> jars = Files.list(lib).filter(path -> path.toString().endsWith(".jar"))) {
            return isStale(cache, jars.toArray(Path[]::new));
        }
    }

    private static boolean isStale(Path made, Path... parts) throws IOException {
        if (!Files.exists(made)) {
            return true;
        }
        FileTime madeAt = Files.getLastModifiedTime(made);
        for (Path part : parts) {
            if (Files.getLastModifiedTime(part).compareTo(madeAt) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Copies only a changed file, because a newer file makes the cache stale. */
    private static void copy(Path from, Path to) throws IOException {
        if (isStale(to, from) || Files.mismatch(from, to) >= 0) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
