import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Jars with classes in the format of Java 5, which the start-up cache does not take: for the command line's 160 of them a start took 70 ms
 * longer. They are written anew in the format of today, the same code with the stack maps that this one asks for.
 */
final class OldClasses {
    /** From here on (Java 6, JVMS 4.1) a class may bring stack maps, and the cache takes it. */
    private static final int FIRST_CACHED = 50;

    private static final int MAJOR_VERSION_AT = 6;

    private OldClasses() {}

    /** Copies a jar; as it is, where all its classes can be cached. */
    static void copyRenewed(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile())) {
            List<JarEntry> entries = jar.stream().toList();
            if (entries.stream().anyMatch(entry -> isOld(jar, entry))) {
                renew(jar, entries, to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void renew(JarFile jar, List<JarEntry> entries, Path to) throws IOException {
        ClassHierarchyResolver neighbours = ClassHierarchyResolver.ofResourceParsing(name -> find(jar, name));
        ClassFile format = ClassFile.of(
                ClassHierarchyResolverOption.of(neighbours.orElse(ClassHierarchyResolver.defaultResolver())),
                StackMapsOption.GENERATE_STACK_MAPS);
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (JarEntry entry : entries) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                byte[] content = content(jar, entry);
                out.write(isOld(jar, entry) ? renewed(format, content) : content);
            }
        }
    }

    private static byte[] renewed(ClassFile format, byte[] old) {
        ClassTransform everyMethod = ClassTransform.transformingMethodBodies(CodeTransform.endHandler(code -> {}));
        ClassTransform version =
                ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.latestMajorVersion(), 0));
        return format.transformClass(format.parse(old), everyMethod.andThen(version));
    }

    private static boolean isOld(JarFile jar, JarEntry entry) {
        return entry.getName().endsWith(".class") && content(jar, entry)[MAJOR_VERSION_AT + 1] < FIRST_CACHED;
    }

    private static InputStream find(JarFile jar, ClassDesc name) {
        String path = name.packageName().replace('.', '/') + "/" + name.displayName() + ".class";
        try {
            JarEntry entry = jar.getJarEntry(path);
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
