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
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

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

    static byte[] converted(JarFile jar, byte[] old) {
        ClassHierarchyResolver neighbours = ClassHierarchyResolver.ofResourceParsing(name -> find(jar, name));
        ClassFile format = ClassFile.of(
                ClassHierarchyResolverOption.of(neighbours.orElse(ClassHierarchyResolver.defaultResolver())),
                StackMapsOption.GENERATE_STACK_MAPS);
        ClassTransform everyMethod = ClassTransform.transformingMethodBodies(CodeTransform.endHandler(code -> {}));
        ClassTransform version =
                ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.latestMajorVersion(), 0));
        return format.transformClass(format.parse(old), everyMethod.andThen(version));
    }

    static boolean isOld(byte[] classFile) {
        return classFile[MAJOR_VERSION_AT + 1] < FIRST_CACHED;
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
}
