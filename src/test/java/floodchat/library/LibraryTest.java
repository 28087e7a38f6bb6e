package floodchat.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the library's project, {@code src/library}, to the program of which it is a part. */
class LibraryTest {
    private static final Path LISTING = LibraryProject.FOLDER.resolve("api.txt");

    private static final LibraryClasses CLASSES = LibraryClasses.read();

    /** It is compiled from the packages of this list alone, so one that is missing breaks it. */
    @Test
    void theLibraryIsMadeOfThePackagesThatItNeeds() throws Exception {
        assertEquals(CLASSES.packages(), LibraryProject.library().packages());
        assertTrue(CLASSES.own().size() > 100, "the classes must really have been read");
    }

    @Test
    void theLibraryDeclaresTheDependenciesThatItHas() throws Exception {
        SortedSet<String> jars = new TreeSet<>();
        CLASSES.jars().forEach(jar -> jars.add(jar.getFileName().toString()));
        assertEquals(jars, LibraryProject.library().jars());
        assertEquals(Set.of("java.base"), CLASSES.modules(), "another module of the JDK must be in module-info.java");
    }

    @Test
    void theLibraryHasTheVersionOfTheProgram() throws Exception {
        String version = LibraryProject.library().version();

        assertEquals(LibraryProject.program().version(), version);
        assertTrue(Files.readString(Path.of("docs/embedding.md")).contains("<version>" + version + "</version>"));
    }

    @Test
    void theLibraryHasTheProgramsVersionsOfAllElse() throws Exception {
        assertEquals(Map.of(),
                unlike(LibraryProject.library().dependencies(), LibraryProject.program().dependencies()));
        Map<String, String> plugins = LibraryProject.program().plugins();
        Map<String, String> shared = new TreeMap<>(LibraryProject.library().plugins());
        shared.keySet().retainAll(plugins.keySet());
        assertEquals(Map.of(), unlike(shared, plugins));
        assertTrue(shared.size() > 3, "the plugins must really have been read");
    }

    private static Map<String, String> unlike(Map<String, String> some, Map<String, String> others) {
        Map<String, String> unlike = new TreeMap<>(some);
        unlike.entrySet().removeIf(one -> one.getValue().equals(others.get(one.getKey())));
        return unlike;
    }

    /** {@code -Dapi.write=true} writes the listing again. docs/embedding.md says what that means for the version. */
    @Test
    void thePublicApiIsTheListedOne() throws Exception {
        List<String> exported = LibraryProject.exported();
        String api = PublicApi.of(CLASSES.own()
                .stream()
                .<Class<?>>map(LibraryClasses::load)
                .filter(type -> exported.contains(type.getPackageName()))
                .toList());
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(LISTING, api);
        }
        assertEquals(Files.readString(LISTING), api, "the public API has changed: -Dapi.write=true lists it again");
    }

    @Test
    void theListingShowsWhatAProgramCanSee() {
        String api =
                PublicApi.of(List.of(Example.class, Example.Child.class, Example.Value.class, Example.Hidden.class));

        assertEquals("""
                public abstract sealed class floodchat.library.Example implements AutoCloseable \
                permits floodchat.library.Example$Child
                    protected String name
                    protected abstract <E extends Exception> @Nullable String find(int[], @Nullable E) throws E
                    public static final int LIMIT = 7
                    public void write(String[]) varargs throws java.io.IOException

                public static final class floodchat.library.Example$Child extends floodchat.library.Example
                    protected <E extends Exception> @Nullable String find(int[], @Nullable E)
                    public new()
                    public void close()

                public static final record floodchat.library.Example$Value (@Nullable String text, long timeMs)
                    public @Nullable String text()
                    public long timeMs()
                    public new(@Nullable String, long)
                """, api);
    }
}
