package floodchat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read before the first paint loads no cryptography, which would delay it. */
class LoadedBeforePaintTest {
    private static final String CRYPTOGRAPHY = "org.bouncycastle.";

    @TempDir
    Path folder;

    /** Reads the settings as the program does before it paints; then asks for the tag, if it is told to. */
    static final class Probe {
        private Probe() {}

        static void run(Path file, boolean askForTag) throws StartupException {
            Settings settings = SettingsFile.read(file, Settings.DEFAULTS);
            if (settings.network().equals(Settings.DEFAULTS.network())) {
                throw new IllegalStateException("the settings name another network");
            }
            if (askForTag) {
                settings.network().tag();
            }
        }
    }

    /** Loads the program and the cryptography once more, and notes what it was asked for. */
    private static final class NotingLoader extends ClassLoader {
        final Set<String> asked = new ConcurrentSkipListSet<>();

        NotingLoader() {
            super(LoadedBeforePaintTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            boolean ours = name.startsWith("floodchat.") || name.startsWith(CRYPTOGRAPHY);
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return ours ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private Set<String> asked(boolean askForTag) throws Exception {
        Path file = Files.writeString(folder.resolve("floodchat.toml"), "[network]\nname = \"desk\"\n");
        NotingLoader loader = new NotingLoader();
        Method run = loader.loadClass(Probe.class.getName()).getDeclaredMethod("run", Path.class, boolean.class);
        run.setAccessible(true);
        run.invoke(null, file, askForTag);
        return loader.asked;
    }

    @Test
    void theSettingsLoadNoCryptography() throws Exception {
        Set<String> asked = asked(false);
        assertTrue(asked.contains("floodchat.protocol.kdf.NetworkKeys"), "the network is known");
        assertFalse(asked.stream().anyMatch(name -> name.startsWith(CRYPTOGRAPHY)), asked::toString);
    }

    @Test
    void theTagOfTheNetworkLoadsIt() throws Exception {
        assertTrue(asked(true).stream().anyMatch(name -> name.startsWith(CRYPTOGRAPHY)));
    }
}
