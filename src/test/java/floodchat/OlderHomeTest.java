package floodchat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.node.store.ConversationsFile;
import floodchat.node.store.FileUpgrade;
import floodchat.node.store.IdentityFile;
import floodchat.node.store.KnownAddresses;
import floodchat.node.store.PrivateNetworks;
import floodchat.node.store.Profile;
import floodchat.node.store.RunFile;
import floodchat.node.store.SealedStore;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Muted;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.identity.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home that the last Floodchat with version 5 of the protocol has written: a name, a contact who is muted too, lines
 * to everyone and private ones, an unfinished line, and a private network. This Floodchat opens it.
 */
class OlderHomeTest {
    private static final Path VERSION_5 = Path.of("src/test/resources/homes/version-5");
    private static final String BOB = "7de0f51f7f77c97f9d4cb22e4a0390821cf79e98293549082c9f0611ce908244";

    /** Files without a first line, as docs/home.md lists them. */
    private static final Pattern WITHOUT_VERSION =
            Pattern.compile("(.*/)?(lock|[a-z-]+\\.lock|[a-z-]+\\.v1|floodchat\\.log)");

    @TempDir
    Path folder;

    private Path home;
    private final List<String> notices = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void copyTheHome() throws IOException {
        home = folder.resolve("home");
        try (Stream<Path> all = Files.walk(VERSION_5)) {
            for (Path each : all.toList()) {
                Path copy = Files.copy(each, home.resolve(VERSION_5.relativize(each)));
                String rights = Files.isDirectory(copy) ? "rwx------" : "rw-------"; // git does not keep them
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(rights));
            }
        }
    }

    private static Map<String, byte[]> files(Path of) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(of)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(of.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return files;
    }

    private int run(String input, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--plain", "--home", home.toString(), "--listen", "127.0.0.1:0", "127.0.0.1:1"));
        arguments.addAll(List.of(more));
        return Main.run(
                arguments.toArray(String[]::new), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out, err);
    }

    @Test
    void everythingInItIsReadAsItWasWritten() throws Exception {
        try (Profile profile = Profile.open(home, notices::add)) {
            FileUpgrade.ofHome(profile.folders(), notices::add);
            assertEquals(1, notices.size(), notices::toString);
            assertEquals("olga", profile.name());
            Identity identity = IdentityFile.loadOrCreate(home, random);
            assertEquals(
                    new SavedPeople(
                            List.of(new Contact(BOB, "bob", false, 1_796_031_450_773L)),
                            List.of(),
                            List.of(new Muted(new Person(BOB, "bob"), 1_796_038_652_747L))),
                    profile.contacts().read(notices::add));
            assertTrue(new RunFile(home).read(notices::add) > 1_796_000_000_000L);
            assertEquals(List.of("127.0.0.1:17102"), new KnownAddresses(home).read(notices::add));
            List<SavedConversation> kept =
                    new ConversationsFile(home, identity.storeKey(), random).read(notices::add);
            assertEquals("an unfinished line", kept.getFirst().draft());
            try (SealedStore store = new SealedStore(home, identity.storeKey(), random)) {
                assertEquals(6, store.read(notices::add).changes().size());
            }
        }
        try (Profile family = Profile.open(home, "family", notices::add)) {
            FileUpgrade.ofHome(family.folders(), notices::add);
            assertEquals("olga2", family.name());
            assertEquals(55_604, new PrivateNetworks(home).find("family", notices::add).port());
        }
        assertEquals(2, notices.size(), "no file was damaged: " + notices);
    }

    @Test
    void aPersonGoesOnWhereTheyWereAndEachFileIsKeptAsItWas() throws Exception {
        assertEquals(0, run("/contact list\n/search version\n"));
        assertTrue(text(err).contains("You are olga now."), text(err));
        assertTrue(text(err).contains("bob*"), text(err));
        assertTrue(text(out).contains("hello olga, from version 5"), text(out));
        assertTrue(text(err).contains("The files of an older Floodchat in " + home + " were upgraded."), text(err));
        Map<String, byte[]> after = files(home);
        for (Map.Entry<String, byte[]> before : files(VERSION_5).entrySet()) {
            String name = before.getKey();
            boolean isUpgraded = !name.contains("/") && !name.equals("identity") && !name.equals("prekeys");
            if (isUpgraded) {
                assertArrayEquals(before.getValue(), after.get(name + ".v1"), name);
            }
        }
        after.forEach((name, bytes) -> assertTrue(
                WITHOUT_VERSION.matcher(name).matches() || name.startsWith("networks/")
                        || new String(bytes, StandardCharsets.ISO_8859_1).startsWith("floodchat "),
                name + " says no version"));
        out.reset();
        err.reset();
        assertEquals(0, run(""));
        assertTrue(text(err).contains("You are olga now."), text(err));
        assertFalse(text(err).contains("were upgraded"), text(err));
    }

    @Test
    void aHomeOfANewerFloodchatIsRefusedWithOneSentenceAndNotChanged() throws Exception {
        Files.writeString(home.resolve("contacts"), "floodchat contacts 3\nwho knows\n");
        Map<String, byte[]> before = files(home);
        assertEquals(1, run(""));
        assertEquals("floodchat: " + home.resolve("contacts") + " can't be used: it is of version 3, and this "
                + "Floodchat knows version 2: upgrade Floodchat, or choose another folder with --home. Nothing was "
                + "changed.\n", text(err));
        Map<String, byte[]> after = files(home);
        after.remove("lock");
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }

    @Test
    void aPrivateNetworkOfANewerFloodchatIsRefusedToo() throws Exception {
        Path invite = home.resolve("networks/family/invite");
        Files.writeString(invite, "floodchat invite 3\nwho knows\n");
        assertEquals(1, run("", "--network", "family"));
        assertEquals("floodchat: The private network in " + invite + " can't be used: it is of version 3, and this "
                + "Floodchat knows version 2: upgrade Floodchat.\n", text(err));
    }

    @Test
    void settingsOfANewerFloodchatAreRefused() throws Exception {
        Path settings = Files.writeString(home.resolve("floodchat.toml"), "# floodchat settings 2\n[peer]\nage = 3\n");
        assertEquals(2, run(""));
        assertEquals("floodchat: " + settings + ": it is of version 2, and this Floodchat knows version 1: upgrade "
                + "Floodchat.\n", text(err));
    }

    @Test
    void aSettingsFileThatTheProgramMakesSaysItsVersion() throws Exception {
        assertEquals(0, run("/set window.bell none\n"));
        assertTrue(Files.readString(home.resolve("floodchat.toml")).startsWith("# floodchat settings 1\n"),
                () -> text(err));
        err.reset();
        assertEquals(0, run("/set window.bell\n"));
        assertTrue((text(out) + text(err)).contains("window.bell = \"none\""), () -> text(out) + text(err));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
