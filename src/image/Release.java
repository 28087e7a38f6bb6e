import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Lays out what the packages hold: the folder of the tar.gz, and the root and the control files of the .deb. Every
 * file gets the time of the release and the same permissions everywhere, so that two builds give the same bytes. The
 * start-up cache knows the times of the jars, so the cache is made again here, for these times.
 */
final class Release {
    private static final String EXECUTABLE = "rwxr-xr-x";
    private static final String READABLE = "rw-r--r--";

    /** Of the runtime, these files outside its folder bin are programs, too. */
    private static final List<String> HELPERS = List.of("jspawnhelper", "jexec");

    /** A version of the C library that a binary needs, as it stands among its strings. */
    private static final Pattern LIBC = Pattern.compile("GLIBC_2\\.(\\d+)");

    /** Libraries that some builds of the Java runtime bring along and others don't, and Debian's packages of them. */
    private static final Map<String, String> LIBRARIES =
            Map.of("libstdc++.so.6", "libstdc++6", "libgcc_s.so.1", "libgcc-s1", "libz.so.1", "zlib1g");

    /** As a changelog of Debian has it (deb-changelog, RFC 5322). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Path project;
    private final Path target;
    private final Path texts;
    private final String version;
    private final Instant time;

    private Release(Path project, Path target, String version, Instant time) {
        this.project = project;
        this.target = target;
        this.texts = target.resolve("texts");
        this.version = version;
        this.time = time;
    }

    /**
     * Arguments: folder of the project, folder for everything that is made, folder of the image, version, time of the
     * release as in ISO 8601, and Debian's name of the processor. The property release.cache may name the start-up
     * cache of an earlier build of this release.
     */
    static void main(String[] arguments) throws IOException, InterruptedException {
        Release release = new Release(
                Path.of(arguments[0]), Path.of(arguments[1]), arguments[3], Instant.parse(arguments[4]));
        Path folder = release.target.resolve("floodchat-" + release.version);
        Path root = release.target.resolve("root");
        delete(folder);
        delete(root);
        release.copyImage(Path.of(arguments[2]), folder);
        release.train(folder, System.getProperty("release.cache", ""));
        release.addTexts(folder, root);
        release.control(root, arguments[5]);
        release.settle(folder);
        release.settle(root);
    }

    private void copyImage(Path image, Path folder) throws IOException {
        copy(image, folder);
        Files.delete(folder.resolve("lib/floodchat.aot"));
        settle(folder);
    }

    private void train(Path folder, String earlier) throws IOException, InterruptedException {
        Path cache = folder.resolve("lib/floodchat.aot");
        if (earlier.isEmpty()) {
            Path training = target.resolve("training");
            delete(training);
            new Training(folder.resolve("bin/floodchat"), Files.createDirectories(training)).make(cache);
            delete(training);
        } else {
            Files.copy(Path.of(earlier), cache);
        }
    }

    private void addTexts(Path folder, Path root) throws IOException {
        Path parts = project.resolve("src/main/package");
        Path lib = root.resolve("usr/lib/floodchat");
        Path share = root.resolve("usr/share");
        Path about = share.resolve("doc/floodchat");
        Notices notices = new Notices(project, target.resolve("floodchat.cdx.json"));
        Path bill = target.resolve("floodchat-" + version + ".cdx.json");
        Files.writeString(bill, notices.billWithRuntime(folder.resolve("runtime/release")));

        copy(folder, lib);
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("usr/bin/floodchat"), Path.of("../lib/floodchat/bin/floodchat"));

        notices.write(folder.resolve("legal"), folder.resolve("lib"));
        copy(folder.resolve("legal"), about.resolve("legal"));
        notices.writeCopyright(about.resolve("copyright"));
        place(bill, folder.resolve("sbom.cdx.json"));
        place(bill, about.resolve("sbom.cdx.json"));
        place(project.resolve("README.md"), folder.resolve("README.md"));
        place(project.resolve("CHANGELOG.md"), folder.resolve("CHANGELOG.md"));
        compress(Files.readAllBytes(project.resolve("CHANGELOG.md")), about.resolve("changelog.gz"));
        compress(debianChangelog().getBytes(StandardCharsets.UTF_8), about.resolve("changelog.Debian.gz"));
        place(parts.resolve("lintian-overrides"), share.resolve("lintian/overrides/floodchat"));

        place(texts.resolve("floodchat.1"), folder.resolve("share/man/man1/floodchat.1"));
        compress(Files.readAllBytes(texts.resolve("floodchat.1")), share.resolve("man/man1/floodchat.1.gz"));
        String bash = "bash-completion/completions/floodchat";
        String fish = "fish/vendor_completions.d/floodchat.fish";
        for (Path there : List.of(folder.resolve("share"), share)) {
            place(texts.resolve("floodchat.bash"), there.resolve(bash));
            place(texts.resolve("floodchat.fish"), there.resolve(fish));
        }
        place(texts.resolve("floodchat.zsh"), folder.resolve("share/zsh/site-functions/_floodchat"));
        place(texts.resolve("floodchat.zsh"), share.resolve("zsh/vendor-completions/_floodchat"));

        Path service = parts.resolve("floodchat.service");
        place(service, folder.resolve("share/systemd/floodchat.service"));
        place(service, root.resolve("usr/lib/systemd/system/floodchat.service"));
    }

    private void control(Path root, String processor) throws IOException {
        Path control = target.resolve("control");
        delete(control);
        Files.createDirectories(control);
        String fields = Files.readString(project.resolve("src/main/package/control/control"));
        Files.writeString(control.resolve("control"), fields
                .replace("{version}", debianVersion())
                .replace("{processor}", processor)
                .replace("{libraries}", String.join(", ", libraries(root.resolve("usr/lib/floodchat")))));
        for (String script : List.of("postinst", "prerm", "postrm")) {
            place(project.resolve("src/main/package/control").resolve(script), control.resolve(script));
        }
    }

    private String debianVersion() {
        return version.replace("-SNAPSHOT", "~SNAPSHOT") + "-1";
    }

    private String debianChangelog() throws IOException {
        String maintainer = Files.readString(project.resolve("src/main/package/control/control"))
                .lines()
                .filter(line -> line.startsWith("Maintainer: "))
                .findFirst()
                .orElseThrow()
                .substring("Maintainer: ".length());
        String date = DATE.format(time.atOffset(ZoneOffset.UTC));
        return "floodchat (" + debianVersion() + ") unstable; urgency=medium\n\n"
                + "  * Version " + version + ". What changed is in changelog.gz.\n\n"
                + " -- " + maintainer + "  " + date + "\n";
    }

    /** What the binaries need of the system: the newest version of the C library that one of them names, and more. */
    private static List<String> libraries(Path image) throws IOException {
        int libc = 0;
        List<String> others = new ArrayList<>();
        for (Path file : below(image.resolve("runtime"), image.resolve("lib/native"))) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            if (!bytes.startsWith("\177ELF")) {
                continue;
            }
            Matcher named = LIBC.matcher(bytes);
            while (named.find()) {
                libc = Math.max(libc, Integer.parseInt(named.group(1)));
            }
            LIBRARIES.forEach((library, debian) -> {
                if (bytes.contains("\0" + library + "\0") && !others.contains(debian)) {
                    others.add(debian);
                }
            });
        }
        others.sort(Comparator.naturalOrder());
        others.addFirst("libc6 (>= 2." + libc + ")");
        return others;
    }

    private static List<Path> below(Path... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).sorted().forEach(files::add);
            }
        }
        return files;
    }

    /** Gives everything below its permissions and the time of the release. Links keep their own. */
    private void settle(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.filter(path -> !Files.isSymbolicLink(path)).sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            boolean program = Files.isDirectory(path)
                    || path.getParent().endsWith("bin")
                    || HELPERS.contains(path.getFileName().toString());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? EXECUTABLE : READABLE));
            Files.setLastModifiedTime(path, FileTime.from(time));
        }
    }

    private static void place(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void copy(Path tree, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.toList()) {
                Files.copy(path, to.resolve(tree.relativize(path).toString()), LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void compress(byte[] content, Path to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(9);
            }
        }) {
            gzip.write(content);
        }
        byte[] compressed = bytes.toByteArray();
        // RFC 1952, section 2.3.1: the compressor used its best, slowest algorithm.
        compressed[8] = 2;
        Files.createDirectories(to.getParent());
        Files.write(to, compressed);
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
