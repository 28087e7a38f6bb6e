package floodchat.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Linux says about a process at one moment (proc(5)).
 *
 * @param atNs the moment, by {@link System#nanoTime()}
 * @param residentKib VmRSS: the part of its memory that is in RAM
 * @param shareKib Pss: the same, but each page that several processes use counts in part for each of them
 * @param ownKib Anonymous: the memory that is not the content of a file
 * @param cpuTicks utime + stime, in hundredths of a second
 * @param switches the number of context switches for each thread id
 */
record ProcessReading(
        long atNs, long residentKib, long shareKib, long ownKib, long cpuTicks, Map<String, Long> switches) {

    /** Positions of utime and stime in stat. They are counted from the word after the name, which is in brackets. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    static ProcessReading of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> memory = Files.readAllLines(process.resolve("smaps_rollup"));
        List<String> status = Files.readAllLines(process.resolve("status"));
        return new ProcessReading(
                System.nanoTime(),
                figure(status, "VmRSS:"),
                figure(memory, "Pss:"),
                figure(memory, "Anonymous:"),
                cpuTicks(Files.readString(process.resolve("stat"))),
                switches(process.resolve("task")));
    }

    private static long figure(List<String> lines, String label) {
        for (String line : lines) {
            if (line.startsWith(label)) {
                return Long.parseLong(line.substring(label.length()).replace("kB", "").strip());
            }
        }
        throw new IllegalStateException("no " + label);
    }

    private static long cpuTicks(String stat) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(words[USER_TICKS]) + Long.parseLong(words[SYSTEM_TICKS]);
    }

    private static Map<String, Long> switches(Path tasks) throws IOException {
        Map<String, Long> switches = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path task : all) {
                addSwitches(task, switches);
            }
        }
        return switches;
    }

    private static void addSwitches(Path task, Map<String, Long> switches) throws IOException {
        try {
            List<String> status = Files.readAllLines(task.resolve("status"));
            long count = figure(status, "voluntary_ctxt_switches:") + figure(status, "nonvoluntary_ctxt_switches:");
            switches.put(task.getFileName().toString(), count);
        } catch (NoSuchFileException e) {
            return; // the thread ended after it was listed
        }
    }

    /** Context switches since an earlier reading. New threads count, threads that have ended do not. */
    long switchesSince(ProcessReading earlier) {
        long sum = 0;
        for (Map.Entry<String, Long> thread : switches.entrySet()) {
            sum += thread.getValue() - earlier.switches.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }
}
