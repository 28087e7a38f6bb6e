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
 * Converts classes in the format of Java 5 to the current format, with the same code and the stack maps that it
 * needs. The start-up cache does not take Java 5 classes; the 160 of the command line library made a start 70 ms
 * longer.
 */
final class OldClasses {
    /** Classes of this version (Java 6, JVMS 4.1) or later may have stack maps, so the cache takes them. */
    private static final int FIRST_CACHED = 50;

    private static final int MAJOR_VERSION_AT = 6;

    private OldClasses() {}

    /** Copies a jar, unchanged if all its classes can be cached. */
    static void copyConverted(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile())) {
            List<JarEntry> entries = jar.stream().toList();
            if (entries.stream().anyMatch(entry -> isOld(jar, entry))) {
                convert(jar, entries, to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void convert(JarFile jar, List<JarEntry> entries, Path to) throws IOException {
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
                out.write(isOld(jar, entry) ? converted(format, content) : content);
            }
        }
    }

    private static byte[] converted(ClassFile format, byte[] old) {
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
