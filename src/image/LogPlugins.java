import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Shortens the list of parts in Log4j's jar. Log4j loads the class of each part that stands in it, 221 with all that
 * they need. A log file needs a tenth of them.
 */
final class LogPlugins {
    /** Where Log4j has the list in its jar. */
    static final String LIST = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";

    /**
     * The names that config/log4j2.properties needs, and what else a person may want in it: other conversions of a
     * line, the console, a plain file, a new file for each day or start. Log4j asks for the converters of all primitive
     * types at once, and logs nothing if one is missing.
     */
    private static final Pattern USED = Pattern.compile(
            "(date|filedate|integer|level|linelocation|lineseparator|logger|message|thread|threadid|throwable"
                    + "|extendedthrowable)patternconverter"
                    + "|propertiesconfigurationfactory|property|properties|sys|env"
                    + "|appenders|appender-?ref|loggers?|root|patternlayout|thresholdfilter"
                    + "|console|file|rollingfile|defaultrolloverstrategy"
                    + "|policies|(sizebased|timebased|onstartup)triggeringpolicy"
                    + "|boolean|byte|character|double|float|integer|long|short|string|charset|level");

    private LogPlugins() {}

    private record Plugin(String key, String className, String name, boolean printable, boolean deferred) {
        static Plugin read(DataInputStream in) throws IOException {
            return new Plugin(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean(), in.readBoolean());
        }

        void write(DataOutputStream out) throws IOException {
            out.writeUTF(key);
            out.writeUTF(className);
            out.writeUTF(name);
            out.writeBoolean(printable);
            out.writeBoolean(deferred);
        }
    }

    /** The list has categories, and the parts of each: a number, then as many. */
    static byte[] shortened(byte[] list) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(list));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int categories = in.readInt();
        out.writeInt(categories);
        for (int i = 0; i < categories; i++) {
            out.writeUTF(in.readUTF());
            List<Plugin> used = used(in);
            out.writeInt(used.size());
            for (Plugin plugin : used) {
                plugin.write(out);
            }
        }
        return bytes.toByteArray();
    }

    private static List<Plugin> used(DataInputStream in) throws IOException {
        List<Plugin> used = new ArrayList<>();
        int plugins = in.readInt();
        for (int i = 0; i < plugins; i++) {
            Plugin plugin = Plugin.read(in);
            if (USED.matcher(plugin.key()).matches()) {
                used.add(plugin);
            }
        }
        return used;
    }
}
