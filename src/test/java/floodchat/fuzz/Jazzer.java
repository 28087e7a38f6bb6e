package floodchat.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of a process that runs Jazzer (https://github.com/CodeIntelligenceTesting/jazzer) on a target. */
final class Jazzer {
    /** A parser that needs more for one input has no bound. Most of it is for Jazzer itself. */
    private static final String HEAP = "-Xmx256m";

    /** One input takes a few milliseconds at most. This leaves room for a busy machine. */
    private static final int HANG_S = 60;

    /** The fuzzer's own side, and a parser of grammars that takes ten times as long when it is watched. */
    private static final String NOT_INSTRUMENTED = "floodchat.fuzz.**:org.tomlj.internal.antlr.**";

    /** They look for calls that our parsers don't make, such as queries to a database, and slow the start down. */
    private static final List<String> SANITIZERS = List.of(
            "BigDecimal", "ClojureLangHooks", "Deserialization", "ExpressionLanguageInjection", "FilePathTraversal",
            "LdapInjection", "NamingContextLookup", "OsCommandInjection", "ReflectiveCall", "RegexInjection",
            "RegexRoadblocks", "ScriptEngineInjection", "ServerSideRequestForgery", "SqlInjection",
            "TemplateInjection", "UnsafeSanitizer", "XPathInjection", "XmlParserSsrfGuidance");

    private static final String DISABLED_HOOKS = SANITIZERS.stream()
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":"));

    /** Jazzer turns assertions on. Those of this parser fail for texts that it refuses well without them. */
    private static final String ASSERTIONS_OFF = "-da:org.tomlj...";

    /**
     * No limit to the resident memory beside that of the heap: what Linux tells as its peak includes the peak of the
     * process that started this one (getrusage(2), ru_maxrss), which may be more than any limit.
     */
    private static final String ANY_RESIDENT_MEMORY = "-rss_limit_mb=0";

    private final String target;
    private final String instrumented;
    private final List<String> options = new ArrayList<>();
    private final List<String> javaOptions = new ArrayList<>();

    /**
     * @param target the name of a {@link Target}, or {@link FuzzEntry#ALL}
     * @param instrumented packages with a colon between them: the fuzzer sees which of their branches an input takes
     */
    Jazzer(String target, String instrumented) {
        this.target = target;
        this.instrumented = instrumented;
    }

    /** @param option of Jazzer or libFuzzer */
    Jazzer with(String option) {
        options.add(option);
        return this;
    }

    /** For a short run: without the optimising compiler, it takes a third of the time. */
    Jazzer compiledQuickly() {
        javaOptions.add("-XX:TieredStopAtLevel=1");
        return this;
    }

    /** The fuzzer starts from the inputs in these folders. What it finds goes to the first one. */
    ProcessBuilder on(Path... folders) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                ASSERTIONS_OFF,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target,
                "--instrumentation_includes=" + instrumented,
                "--instrumentation_excludes=" + NOT_INSTRUMENTED,
                "--disabled_hooks=" + DISABLED_HOOKS,
                "-timeout=" + HANG_S,
                ANY_RESIDENT_MEMORY));
        command.addAll(options);
        for (Path folder : folders) {
            command.add(folder.toString());
        }
        return new ProcessBuilder(command);
    }
}
