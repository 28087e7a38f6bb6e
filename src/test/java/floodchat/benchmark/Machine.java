package floodchat.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Describes the machine on which the figures were measured (proc(5)). */
public final class Machine {
    private static final double KIB_PER_GIB = 1 << 20;

    private Machine() {}

    /** Processors, memory, system, Java and load, in one sentence. */
    public static String described() throws IOException {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GiB of memory, %s %s, Java %s; load %.1f when it began.",
                Runtime.getRuntime().availableProcessors(),
                system("/proc/cpuinfo", "model name\\s*:\\s*"),
                Long.parseLong(system("/proc/meminfo", "MemTotal:\\s*").replace(" kB", "")) / KIB_PER_GIB,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String system(String file, String label) throws IOException {
        return Files.readAllLines(Path.of(file))
                .stream()
                .filter(line -> line.matches(label + ".*"))
                .findFirst()
                .map(line -> line.replaceFirst(label, ""))
                .orElse("?");
    }
}
