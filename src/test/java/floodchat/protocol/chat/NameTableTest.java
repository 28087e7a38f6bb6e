package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Compares the table of the program with the Unicode data that ICU has, and the program's rules with ICU's. {@code
 * -Dnames.write=true} writes the table again. Look at the difference before you commit it.
 */
class NameTableTest {
    private static final Path TABLE = Path.of("src/main/resources/floodchat/protocol/chat/names.txt");
    private static final SpoofChecker ICU =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private final UnicodeSet allowed = NameTableMaker.allowed();

    @Test
    void theTableIsTheOneThatIcuGives() throws IOException {
        String made = NameTableMaker.make();
        if (Boolean.getBoolean("names.write")) {
            Files.writeString(TABLE, made);
        }
        assertEquals(made, Files.readString(TABLE));
    }

    @Test
    void aNameHoldsTheCharactersOfTheTableAndNoOthers() {
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            assertEquals(allowed.contains(c), NameTable.TABLE.allows(c), Integer.toHexString(c));
        }
    }

    /** Attack 62. Each pair of characters that UTS #39 calls confusable, alone and within a word. */
    @Test
    void charactersThatUts39CallsConfusableLookAlikeHere() {
        Map<String, List<String>> confusable = new TreeMap<>();
        for (String c : allowed) {
            confusable.computeIfAbsent(ICU.getSkeleton(c), _ -> new ArrayList<>()).add(c);
        }
        int pairs = 0;
        for (List<String> group : confusable.values()) {
            for (String c : group.subList(1, group.size())) {
                assertLookAlike(group.getFirst(), c);
                assertLookAlike("bo" + group.getFirst() + "x", "bo" + c + "x");
                pairs++;
            }
        }
        assertTrue(pairs > 700, pairs + " pairs");
    }

    /** Attack 62. */
    @Test
    void wordsThatUts39CallsConfusableLookAlikeHere() {
        Map<String, List<String>> confusable = new TreeMap<>();
        for (String c : allowed) {
            confusable.computeIfAbsent(ICU.getSkeleton(c), _ -> new ArrayList<>()).add(c);
        }
        List<List<String>> groups = confusable.values().stream().filter(group -> group.size() > 1).toList();
        Random random = new Random(39);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder word = new StringBuilder();
            StringBuilder other = new StringBuilder();
            for (int letter = 0; letter < 6; letter++) {
                List<String> group = groups.get(random.nextInt(groups.size()));
                word.append(group.get(random.nextInt(group.size())));
                other.append(group.get(random.nextInt(group.size())));
            }
            if (ICU.getSkeleton(word).equals(ICU.getSkeleton(other))) {
                assertLookAlike(word.toString(), other.toString());
            }
        }
    }

    /** Attack 65. */
    @Test
    void namesThatDifferInLetterCaseAloneLookAlike() {
        for (String c : allowed) {
            String word = "ab" + c + "c";
            assertLookAlike(word, UCharacter.toUpperCase(word));
            assertLookAlike(word, UCharacter.toLowerCase(word));
        }
    }

    @Test
    void lettersAndDigitsOfAsciiThatDoNotLookAlikeStayApart() {
        List<String> apart = List.of("abcdefghjklmnopqrstuvwxyz2346789".split(""));
        for (String a : apart) {
            for (String b : apart) {
                assertEquals(a.equals(b), Names.looksLike("ka" + a, "ka" + b), a + " and " + b);
            }
        }
    }

    /** The first frame shows our own name. Reading the table would hold it up. */
    @Test
    void aNameOfAsciiIsCheckedWithoutTheTable() throws Exception {
        URL program = Names.class.getProtectionDomain().getCodeSource().getLocation();
        try (FreshClasses classes = new FreshClasses(program)) {
            Class<?> names = classes.loadClass(Names.class.getName());
            assertNull(names.getMethod("problemWith", String.class).invoke(null, "ada_1-2.3"));
            names.getMethod("skeletons", String.class).invoke(null, "ada_1-2.3");
            names.getMethod("looksLike", String.class, String.class).invoke(null, "ada", "bob");
            assertFalse(classes.has(NameTable.class));
            names.getMethod("skeletons", String.class).invoke(null, "жанна");
            assertTrue(classes.has(NameTable.class), "the class loader must really have been asked");
        }
    }

    /** The program's classes, none of them loaded yet. */
    private static final class FreshClasses extends URLClassLoader {
        FreshClasses(URL program) {
            super(new URL[] {program}, ClassLoader.getPlatformClassLoader());
        }

        boolean has(Class<?> type) {
            return findLoadedClass(type.getName()) != null;
        }
    }

    private static void assertLookAlike(String a, String b) {
        assertTrue(Names.looksLike(a, b), () -> inDigits(a) + " and " + inDigits(b) + " (" + a + ", " + b + ")");
    }

    private static Collection<String> inDigits(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).toList();
    }
}
