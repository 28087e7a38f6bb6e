package floodchat.library;

import floodchat.embed.FloodNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that {@link FloodNetwork} needs, followed from class file to class file.
 *
 * @param own those of the program
 * @param foreign those of the JDK and of other libraries, which the own ones name
 */
record LibraryClasses(SortedSet<String> own, SortedSet<String> foreign) {
    /** A type in a descriptor, a generic signature or an annotation (JVMS 4.3, 4.7.9.1). */
    private static final Pattern TYPE = Pattern.compile("(?<![\\w&&[^BCDFIJSZV]])L([\\w/$]+)[;<]");

    static LibraryClasses read() {
        SortedSet<String> own = new TreeSet<>();
        SortedSet<String> foreign = new TreeSet<>();
        String here = FloodNetwork.class.getPackageName();
        Deque<String> next = new ArrayDeque<>(List.of(FloodNetwork.class.getName(), here + ".package-info"));
        while (!next.isEmpty()) {
            String name = next.remove();
            if (!name.startsWith("floodchat.")) {
                foreign.add(name);
            } else if (own.add(name)) {
                next.addAll(named(name));
            }
        }
        return new LibraryClasses(own, foreign);
    }

    SortedSet<String> packages() {
        SortedSet<String> packages = new TreeSet<>();
        own.forEach(name -> packages.add(name.substring(0, name.lastIndexOf('.'))));
        return packages;
    }

    /** The jars of other libraries in which foreign classes are. */
    SortedSet<Path> jars() throws Exception {
        SortedSet<Path> jars = new TreeSet<>();
        for (String name : foreign) {
            CodeSource source = load(name).getProtectionDomain().getCodeSource();
            if (source != null) {
                jars.add(Path.of(source.getLocation().toURI()));
            }
        }
        return jars;
    }

    /** The modules of the JDK in which foreign classes are. */
    SortedSet<String> modules() {
        SortedSet<String> modules = new TreeSet<>();
        for (String name : foreign) {
            Class<?> type = load(name);
            if (type.getModule().isNamed()) {
                modules.add(type.getModule().getName());
            }
        }
        return modules;
    }

    static Class<?> load(String name) {
        try {
            return Class.forName(name, false, LibraryClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> named(String type) {
        try (InputStream file = LibraryClasses.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
            Set<String> named = new HashSet<>();
            for (PoolEntry entry : ClassFile.of().parse(file.readAllBytes()).constantPool()) {
                types(entry).forEach(name -> named.add(name.replace('/', '.')));
            }
            return named;
        } catch (IOException e) {
            throw new UncheckedIOException(type, e);
        }
    }

    private static Stream<String> types(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry named when !named.asInternalName().startsWith("[") -> Stream.of(named.asInternalName());
            case Utf8Entry text -> TYPE.matcher(text.stringValue()).results().map((MatchResult type) -> type.group(1));
            default -> Stream.of();
        };
    }
}
