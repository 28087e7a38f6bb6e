import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar without what a running program only keeps in memory: signatures, parts that are never used, and the
 * names of local variables. Line numbers stay, for the log. docs/decisions/0017 has the figures.
 */
final class SlimJar {
    /**
     * Of a signed jar all signatures are checked as soon as one class is loaded. Of the cryptography library the
     * program uses the algorithms alone, and not what offers them to the Java platform.
     */
    private static final Pattern UNUSED = Pattern.compile("META-INF/[^/]+[.](SF|RSA|DSA|EC)"
            + "|(META-INF/versions/\\d+/)?org/bouncycastle/(jcajce|jce|x509|i18n|ldap|pqc/(jcajce|legacy))/.*"
            + "|META-INF/services/java[.]security[.]Provider");

    /** Finds the classes of all jars, which are on the class path of this very program. */
    private static final ClassHierarchyResolver CLASSES = ClassHierarchyResolver
            .ofResourceParsing(SlimJar.class.getClassLoader())
            .orElse(ClassHierarchyResolver.defaultResolver());

    /** With a new constant pool the names are gone as well. */
    private static final ClassFile FORMAT =
            ClassFile.of(ClassHierarchyResolverOption.of(CLASSES), ConstantPoolSharingOption.NEW_POOL);

    private SlimJar() {}

    static void copy(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            List<JarEntry> entries = jar.stream().filter(entry -> isUsed(entry.getName())).toList();
            for (JarEntry entry : entries) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(slim(jar, entry));
            }
        }
    }

    private static boolean isUsed(String name) {
        return !UNUSED.matcher(name).matches();
    }

    private static byte[] slim(JarFile jar, JarEntry entry) throws IOException {
        String name = entry.getName();
        if (name.equals(JarFile.MANIFEST_NAME)) {
            return mainAttributes(jar.getManifest());
        }
        byte[] content = jar.getInputStream(entry).readAllBytes();
        if (name.equals(LogPlugins.LIST)) {
            return LogPlugins.shortened(content);
        }
        if (!name.endsWith(".class") || name.endsWith("module-info.class")) {
            return content;
        }
        return OldClasses.isOld(content) ? OldClasses.converted(jar, content) : withoutVariables(content);
    }

    /** The other attributes of a manifest are the hashes of a signed jar. */
    private static byte[] mainAttributes(Manifest manifest) throws IOException {
        Manifest slim = new Manifest();
        slim.getMainAttributes().putAll(manifest.getMainAttributes());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        slim.write(bytes);
        return bytes.toByteArray();
    }

    /** A class that needs a library which is not there is never loaded, so it may stay as it is. */
    private static byte[] withoutVariables(byte[] original) {
        try {
            return FORMAT.transformClass(
                    FORMAT.parse(original), ClassTransform.transformingMethodBodies(SlimJar::copyUnlessVariable));
        } catch (IllegalArgumentException _) {
            return original;
        }
    }

    private static void copyUnlessVariable(CodeBuilder code, CodeElement element) {
        if (!(element instanceof LocalVariable || element instanceof LocalVariableType)) {
            code.with(element);
        }
    }
}
