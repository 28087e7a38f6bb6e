import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Shortens how JLine loads its native terminal library. JLine first asks the platform for a logger, for which all
 * jars are opened, and cleans up the temporary folder: 40 ms before the first paint. In the image the library has a
 * fixed place and is loaded from there.
 */
final class TerminalLoader {
    private static final String LOADER = "org/jline/nativ/JLineNativeLoader.class";

    /** The method of the loader that loads the library and returns true on success. */
    private static final String LOAD = "initialize";

    private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
    private static final MethodTypeDesc STRING_TO_STRING = MethodTypeDesc.of(CD_String, CD_String);

    private TerminalLoader() {}

    /** Changes the loader class if this jar contains it. */
    static void shortenIn(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Path loader = inside.getPath(LOADER);
            if (Files.exists(loader)) {
                FileTime time = Files.getLastModifiedTime(loader);
                Files.write(loader, shortened(Files.readAllBytes(loader)));
                Files.setLastModifiedTime(loader, time);
            }
        }
    }

    private static byte[] shortened(byte[] loader) {
        ClassFile format = ClassFile.of();
        return format.transformClass(format.parse(loader), TerminalLoader::shorten);
    }

    private static void shorten(ClassBuilder builder, ClassElement element) {
        switch (element) {
            case MethodModel method when method.methodName().equalsString(CLASS_INIT_NAME) -> {}
            case MethodModel method when method.methodName().equalsString(LOAD) ->
                builder.withMethodBody(
                        method.methodName(), method.methodType(), method.flags().flagsMask(), TerminalLoader::load);
            default -> builder.with(element);
        }
    }

    /** Throws what System.load throws if the library is missing. */
    private static void load(CodeBuilder code) {
        code.loadConstant("library.jline.path")
                .invokestatic(SYSTEM, "getProperty", STRING_TO_STRING)
                .loadConstant("/")
                .invokevirtual(CD_String, "concat", STRING_TO_STRING)
                .loadConstant("jlinenative")
                .invokestatic(SYSTEM, "mapLibraryName", STRING_TO_STRING)
                .invokevirtual(CD_String, "concat", STRING_TO_STRING)
                .invokestatic(SYSTEM, "load", MethodTypeDesc.of(CD_void, CD_String))
                .iconst_1()
                .ireturn();
    }
}
