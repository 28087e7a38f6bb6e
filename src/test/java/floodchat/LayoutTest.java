package floodchat;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import floodchat.protocol.flood.core.FloodCore;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout of the house: who may import whom, and what the protocol must not touch. */
class LayoutTest {
    /** All that lies where this class lies: the program, and no test. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .importUrl(FloodCore.class.getProtectionDomain().getCodeSource().getLocation());

    private static final List<String> JDK_AND_ANNOTATIONS =
            List.of("java..", "javax..", "jdk..", "sun..", "org.jspecify..");
    private static final String JACKSON = "tools.jackson..";
    private static final String JACKSON_ANNOTATIONS = "com.fasterxml.jackson..";
    private static final String LANTERNA = "com.googlecode.lanterna..";
    private static final String JLINE = "org.jline..";
    private static final String JMDNS = "javax.jmdns..";
    private static final String BOUNCY_CASTLE = "org.bouncycastle..";
    private static final String QR_CODES = "io.nayuki.qrcodegen..";
    private static final String LOG4J = "org.apache.logging.log4j..";

    /** The root package is not here: it may import all. */
    private static final List<Row> IMPORT_TABLE = List.of(
            new Row("bus"),
            new Row("protocol.flood", "floodchat.protocol.kdf"),
            new Row("protocol.flood.limits", "floodchat.protocol.flood"),
            new Row("protocol.flood.membership", "floodchat.protocol.flood", "floodchat.protocol.flood.limits"),
            new Row("protocol.flood.broadcast", "floodchat.protocol.flood", "floodchat.protocol.flood.limits"),
            new Row("protocol.flood.core", "floodchat.protocol.flood.."),
            new Row("protocol.wire", "floodchat.protocol.flood"),
            new Row("protocol.kdf", BOUNCY_CASTLE),
            new Row("protocol.handshake", "floodchat.protocol.kdf", BOUNCY_CASTLE),
            new Row("protocol.identity", "floodchat.protocol.kdf", BOUNCY_CASTLE),
            new Row("protocol.sealed", "floodchat.protocol.identity", "floodchat.protocol.kdf", BOUNCY_CASTLE),
            new Row("protocol.invite", "floodchat.protocol.flood"),
            new Row("protocol.message", "floodchat.protocol.kdf", "floodchat.protocol.identity", JACKSON,
                    JACKSON_ANNOTATIONS),
            new Row("protocol.chat", "floodchat.protocol.message", "floodchat.protocol.identity",
                    "floodchat.protocol.sealed"),
            new Row("node"),
            new Row("node.link", "floodchat.protocol.wire", "floodchat.protocol.flood",
                    "floodchat.protocol.flood.limits", "floodchat.protocol.handshake", "floodchat.protocol.kdf", LOG4J),
            new Row("node.store", "floodchat.bus", "floodchat.protocol.chat", "floodchat.protocol.flood",
                    "floodchat.protocol.identity", "floodchat.protocol.invite", "floodchat.protocol.sealed", LOG4J),
            new Row("node.store.history", "floodchat.bus", "floodchat.node.store", "floodchat.protocol.chat",
                    "floodchat.protocol.identity", LOG4J),
            new Row("node.discovery", "floodchat.node", "floodchat.protocol.wire", "floodchat.protocol.flood",
                    "floodchat.bus", JMDNS, LOG4J),
            new Row("node.portmap", "floodchat.node", "floodchat.protocol.flood", "floodchat.bus", LOG4J),
            new Row("node.flood", "floodchat.node", "floodchat.node.link", "floodchat.protocol.wire",
                    "floodchat.protocol.flood..", "floodchat.protocol.handshake", "floodchat.bus", LOG4J),
            new Row("node.chat", "floodchat.node", "floodchat.node.store", "floodchat.node.store.history",
                    "floodchat.protocol.chat", "floodchat.protocol.flood", "floodchat.protocol.identity",
                    "floodchat.protocol.sealed",
                    "floodchat.bus", LOG4J),
            new Row("node.relay", "floodchat.node", "floodchat.node.store", "floodchat.protocol.flood",
                    "floodchat.protocol.message", "floodchat.protocol.identity", "floodchat.bus", LOG4J),
            new Row("embed", "floodchat.node", "floodchat.node.flood", "floodchat.node.link",
                    "floodchat.protocol.flood", "floodchat.protocol.kdf", "floodchat.bus"),
            new Row("front", "floodchat.protocol.chat", "floodchat.protocol.flood", "floodchat.protocol.invite",
                    QR_CODES),
            new Row("front.tui.text", LANTERNA, JLINE),
            new Row("front.tui.terminal", "floodchat.front.tui.text", LANTERNA, JLINE),
            new Row("front.tui.widget", "floodchat.front", "floodchat.front.tui.text", "floodchat.front.tui.terminal",
                    "floodchat.protocol.chat", "floodchat.protocol.flood", "floodchat.protocol.invite"),
            new Row("front.tui", "floodchat.front", "floodchat.front.tui.text", "floodchat.front.tui.terminal",
                    "floodchat.front.tui.widget", "floodchat.protocol.chat", "floodchat.protocol.flood",
                    "floodchat.protocol.invite", "floodchat.bus", "floodchat.node"),
            new Row("front.plain", "floodchat.front", "floodchat.protocol.chat", "floodchat.protocol.flood",
                    "floodchat.protocol.invite", "floodchat.bus"),
            new Row("front.json", "floodchat.front", "floodchat.front.plain", "floodchat.protocol.chat",
                    "floodchat.protocol.flood", JACKSON),
            new Row("front.relay", "floodchat.front", "floodchat.front.plain", "floodchat.protocol.chat",
                    "floodchat.protocol.flood", "floodchat.bus"));

    record Row(String name, String... mayImport) {
        String fullName() {
            return "floodchat." + name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> importTable() {
        return IMPORT_TABLE;
    }

    @ParameterizedTest
    @MethodSource("importTable")
    void aPackageImportsOnlyWhatTheTableGrants(Row row) {
        String[] granted = Stream.of(List.of(row.fullName()), JDK_AND_ANNOTATIONS, Arrays.asList(row.mayImport()))
                .flatMap(List::stream)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(row.fullName())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(granted).or(ARRAYS_OF_PRIMITIVES))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static final DescribedPredicate<JavaClass> ARRAYS_OF_PRIMITIVES =
            describe("arrays of primitives", type -> type.getPackageName().isEmpty());

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = MAIN.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        found.remove("floodchat");
        Set<String> known = IMPORT_TABLE.stream().map(Row::fullName).collect(Collectors.toSet());
        found.removeAll(known);
        assertEquals(Set.of(), found, "packages that nobody granted a place");
        assertFalse(MAIN.get(FloodCore.class).getMethods().isEmpty(), "the classes must really have been read");
    }

    @Test
    void nothingImportsTheRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("floodchat")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("floodchat")
                .check(MAIN);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("floodchat.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void theLibraryNeedsNothingOfTheChat() {
        noClasses()
                .that()
                .resideInAPackage("floodchat.embed")
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage("floodchat", "floodchat.front..",
                        "floodchat.node.chat", "floodchat.node.store", "floodchat.protocol.chat",
                        "floodchat.protocol.message"))
                .check(MAIN);
    }

    @Test
    void theProtocolTouchesNothingButMemory() {
        PURITY.check(MAIN);
    }

    @Test
    void theProtocolHasNoClockAndNoHiddenRandomness() {
        NO_CLOCK_NO_RANDOMNESS.check(MAIN);
    }

    private static final ArchRule PURITY = noClasses()
            .that()
            .resideInAPackage("floodchat.protocol..")
            .should()
            .dependOnClassesThat(describe("do something to the world outside", LayoutTest::isImpure));

    private static final Set<String> IMPURE_TYPES = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.io.PrintStream",
            "java.io.Console",
            "java.io.RandomAccessFile",
            "java.util.Timer",
            "java.time.Clock",
            "java.util.concurrent.ThreadLocalRandom");

    private static boolean isImpure(JavaClass type) {
        String name = type.getFullName();
        boolean threads =
                name.startsWith("java.util.concurrent.") && !IMMUTABLE_OR_PASSIVE.contains(type.getSimpleName());
        return threads
                || name.startsWith("java.net.")
                || name.startsWith("java.nio.file.")
                || name.startsWith("java.nio.channels.")
                || name.startsWith("java.io.File")
                || name.startsWith("java.util.logging.")
                || IMPURE_TYPES.contains(name);
    }

    /** What java.util.concurrent offers to code of one thread. */
    private static final Set<String> IMMUTABLE_OR_PASSIVE = Set.of("TimeUnit");

    private static final ArchRule NO_CLOCK_NO_RANDOMNESS = noClasses()
            .that()
            .resideInAPackage("floodchat.protocol..")
            .should()
            .accessTargetWhere(describe("reads a clock or rolls dice of its own", LayoutTest::readsClockOrDice));

    private static boolean readsClockOrDice(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getTarget().getName();
        boolean clock =
                owner.equals("java.lang.System") && !name.equals("arraycopy") && !name.equals("identityHashCode")
                        || owner.startsWith("java.time.") && name.equals("now");
        boolean unseeded = Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom")
                .contains(owner)
                && access.getDescription().contains("<init>()");
        boolean dice = owner.equals("java.lang.Math") && name.equals("random")
                || owner.equals("java.util.UUID") && name.equals("randomUUID")
                || owner.equals("java.util.Collections") && name.equals("shuffle")
                || access.getTargetOwner().isAssignableTo(RandomGenerator.class)
                        && Set.of("getDefault", "of", "getInstance", "getInstanceStrong").contains(name);
        return clock || unseeded || dice;
    }

    @Test
    void thePurityRulesSeeWhatTheyForbid() {
        JavaClasses impure = new ClassFileImporter().importClasses(floodchat.protocol.ImpureOnPurpose.class);
        assertThrows(AssertionError.class, () -> PURITY.check(impure));
        assertThrows(AssertionError.class, () -> NO_CLOCK_NO_RANDOMNESS.check(impure));
    }

    @Test
    void librariesStayInTheirRooms() {
        onlyIn(LANTERNA, "floodchat.front.tui.text", "floodchat.front.tui.terminal");
        onlyIn(JLINE, "floodchat.front.tui.text", "floodchat.front.tui.terminal");
        onlyIn(JMDNS, "floodchat.node.discovery");
        onlyIn(QR_CODES, "floodchat.front");
        onlyIn(JACKSON, "floodchat.protocol.message", "floodchat.front.json");
        onlyIn(JACKSON_ANNOTATIONS, "floodchat.protocol.message");
        noClasses()
                .that()
                .haveNameNotMatching("floodchat\\.(Line)?Options(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("only Options, and its part about lines, know a flag")
                .check(MAIN);
    }

    private static void onlyIn(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }

    @Test
    void nothingIsNamedAfterWhatIsLeftOver() {
        String leftOver = "(?i).*(util|utils|common|helper|helpers|manager|managers|misc)";
        noClasses()
                .should()
                .haveNameMatching(leftOver)
                .orShould()
                .resideInAPackage("..util..")
                .orShould()
                .resideInAPackage("..common..")
                .orShould()
                .resideInAPackage("..helper..")
                .orShould()
                .resideInAPackage("..manager..")
                .check(MAIN);
    }
}
