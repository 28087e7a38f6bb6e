package floodchat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.node.store.IdentityFile;
import floodchat.node.store.Profile;
import floodchat.protocol.flood.Address;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.invite.DecodedInvite;
import floodchat.protocol.invite.Invite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line does with identities and private networks, without a peer. */
@Isolated("one of them starts a peer, which tells the logging where to write")
class HomeTasksTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void anExportedIdentityIsTheSamePersonInAnotherHome() throws Exception {
        Identity ada = identity("ada");
        Path copy = folder.resolve("copy");

        assertEquals(0, run("", "ada", "--export-identity", copy.toString()), err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        assertTrue(err().startsWith("Who has this file is you"), err());
        assertEquals(0, run("", "other", "--import-identity", copy.toString()), err());

        assertEquals(ada, identity("other"));
        assertEquals(1, run("", "ada", "--export-identity", copy.toString()));
        assertEquals("floodchat: There is a file " + copy + " already: name another one.\n", err());
    }

    @Test
    void standardStreamsWorkToo() throws Exception {
        Identity ada = identity("ada");

        assertEquals(0, run("", "ada", "--export-identity", "-"));
        assertEquals(0, run(out(), "other", "--import-identity", "-"), err());

        assertEquals(ada, identity("other"));
    }

    @Test
    void twentyFourWordsAreTheSamePersonInAnotherHome() throws Exception {
        Identity ada = identity("ada");

        assertEquals(0, run("", "ada", "--export-words"));
        String words = out();
        List<String> rows = words.lines().toList();
        assertEquals(6, rows.size());
        for (int i = 0; i < 6; i++) {
            String row = " *%d [a-z]+ +%d [a-z]+ +%d [a-z]+ +%d [a-z]+".formatted(4 * i + 1, 4 * i + 2, 4 * i + 3,
                    4 * i + 4);
            assertTrue(rows.get(i).matches(row), rows.get(i));
        }
        assertEquals(0, run(words, "other", "--import-words"), err());
        assertEquals(ada, identity("other"));

        assertEquals(1, run(words.replaceFirst("[a-z]+", "nonsense"), "third", "--import-words"));
        assertEquals("floodchat: Word 1, \"nonsense\", is not in the list. Nothing was changed.\n", err());
    }

    @Test
    void anImportOverAnIdentityNeedsReplaceAndKeepsTheOldFile() throws Exception {
        Identity ada = identity("ada");
        Identity bob = identity("bob");
        byte[] before = Files.readAllBytes(folder.resolve("bob/identity"));
        assertEquals(0, run("", "ada", "--export-identity", "-"));
        String exported = out();

        assertEquals(1, run(exported, "bob", "--import-identity", "-"));
        assertTrue(err().contains("With --replace the import takes its place"), err());
        assertEquals(bob, identity("bob"));

        assertEquals(0, run(exported, "bob", "--import-identity", "-", "--replace"), err());
        assertEquals(ada, identity("bob"));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("bob/identity.old-1")));
    }

    /** Attack 82. An import must not change the person of a window that is open. */
    @Test
    void anImportWaitsUntilTheWindowsAreClosed() throws Exception {
        identity("ada");
        assertEquals(0, run("", "ada", "--export-identity", "-"));
        String exported = out();
        Path home = Files.createDirectory(folder.resolve("open"));
        try (Profile open = Profile.open(home, _ -> {})) {
            assertEquals(1, run(exported, "open", "--import-identity", "-"));
        }
        assertEquals("floodchat: A window uses this identity: close Floodchat first.\n", err());
        assertFalse(Files.exists(home.resolve("identity")));
    }

    @Test
    void aPassphraseLocksAndUnlocksAndAnExportStaysLocked() throws Exception {
        Identity ada = identity("ada");
        Path passphrase = secret("passphrase", "correct horse\nanother line\n");
        Path wrong = secret("wrong", "correct horsf\n");
        Path brief = secret("brief", "horse\n");
        String file = folder.resolve("ada/identity").toString();

        assertEquals(1, run("", "ada", "--lock", "--passphrase-file", brief.toString()));
        assertTrue(err().contains("at least 8 characters"), err());
        assertEquals(0, run("", "ada", "--lock", "--passphrase-file", passphrase.toString()), err());
        assertFalse(Files.readString(Path.of(file)).contains("seed"));
        assertEquals(1, run("", "ada", "--lock", "--passphrase-file", passphrase.toString()));

        assertEquals(0, run("", "ada", "--export-identity", "-"));
        assertEquals(0, run(out(), "other", "--import-identity", "-"), err());
        assertEquals(1, run("", "other", "--export-words", "--passphrase-file", wrong.toString()));
        assertEquals("floodchat: The passphrase in " + wrong + " is wrong.\n", err());
        assertEquals("", out());

        assertEquals(0, run("", "other", "--unlock", "--passphrase-file", passphrase.toString()), err());
        assertEquals(ada, identity("other"));
        assertEquals(1, run("", "other", "--unlock"));
        assertEquals("floodchat: Your identity is not locked.\n", err());
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(folder.resolve(name), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-"})
    void aPassphraseThatOthersCanReadIsRefused(String rights) throws Exception {
        Identity ada = identity("ada");
        Path passphrase = secret("passphrase", "correct horse\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString(rights));

        assertEquals(2, run("", "ada", "--lock", "--passphrase-file", passphrase.toString()));
        assertEquals("floodchat: Others on this machine can read or change " + passphrase
                + "; make it yours alone: chmod 600 " + passphrase + "\n", err());
        assertEquals(ada, identity("ada"), "not locked");
        assertEquals(rights, PosixFilePermissions.toString(Files.getPosixFilePermissions(passphrase)));
    }

    @Test
    void aPeerWithALockedIdentityStartsWithItsPassphraseAlone() throws Exception {
        Identity ada = identity("ada");
        Path passphrase = secret("passphrase", "correct horse\n");
        Path wrong = secret("wrong", "wrong horse\n");
        assertEquals(0, run("", "ada", "--lock", "--passphrase-file", passphrase.toString()), err());

        assertEquals(1, plain("ada", "--passphrase-file", wrong.toString()));
        assertTrue(err().contains("floodchat: The passphrase in " + wrong + " is wrong."), err());
        assertFalse(err().contains("listening"), err());

        assertEquals(0, plain("ada", "--passphrase-file", passphrase.toString()), err());
        assertTrue(err().contains("listening on 127.0.0.1:"), err());
        assertTrue(Files.readString(folder.resolve("ada/identity")).contains(ada.key().hex()));
    }

    @Test
    void aPeerMakesItsIdentityOnceAndADamagedOneKeepsItFromStarting() throws Exception {
        assertEquals(0, plain("ada"), err());
        Identity made = identity("ada");
        assertEquals(0, plain("ada"), err());
        assertEquals(made, identity("ada"));

        Path file = folder.resolve("ada/identity");
        Files.writeString(file, "damaged");
        assertEquals(1, plain("ada"));
        assertTrue(err().startsWith("floodchat: Your identity in " + file + " can't be used: "), err());
        assertEquals("damaged", Files.readString(file));
    }

    @Test
    void anInviteIsOneLineOnStandardOutput() throws Exception {
        assertEquals(0,
                run("", "ada", "--create-network", "Family", "host.example:4000", "--listen", "192.0.2.7:55560"),
                err());

        String line = out();
        Invite invite = read(line);
        assertEquals(line, invite.text() + "\n");
        assertEquals("family", invite.name());
        assertEquals(List.of(new Address("host.example", 4000), new Address("192.0.2.7", 55_560)), invite.addresses());
        assertTrue(err().contains("█ ▄▄▄▄▄ █"), err());

        assertEquals(0, run("", "ada", "--network", "family", "--show-invite"), err());
        assertEquals(line, out());
        assertEquals(1, run("", "ada", "--create-network", "family"));
        assertTrue(err().contains("There is a private network called family already"), err());
        assertEquals(0, run("", "ada", "--create-network", "chess"), err());
        assertNotEquals(List.of(), List.of(read(out()).secret()));
        assertFalse(read(out()).isSameNetwork(invite));
    }

    @Test
    void aNetworkThatIsNotKnownIsRefusedWithTheKnownOnes() {
        run("", "ada", "--create-network", "chess");

        assertEquals(2, plain("ada", "--network", "family"));

        assertEquals("floodchat: There is no private network called family here. Known: chess. "
                + "Make it with --create-network, or join with its invite.\n", err());
    }

    @Test
    void anInviteIsSavedForTheNextStartUnderTheNameThatIsWanted() throws Exception {
        assertEquals(0, run("", "ada", "--create-network", "family", "--listen", "127.0.0.1:55560"), err());
        Invite invite = read(out());
        Path file = Files.writeString(folder.resolve("invite"), invite.text());

        assertEquals(0, plain("bob", invite.text()), err());
        assertEquals(0, plain("bob", "--network", "family"), err());
        assertEquals(0, plain("bob", "--invite", file.toString(), "--network", "parents"), err());
        assertTrue(Files.exists(folder.resolve("bob/networks/family/invite")));
        assertTrue(Files.exists(folder.resolve("bob/networks/parents/invite")));

        Invite other = new Invite("family", new byte[Invite.SECRET_BYTES], List.of());
        assertEquals(2, plain("bob", other.text()));
        assertEquals("floodchat: There is another private network called family here: "
                + "give this one a name of its own with --network NAME.\n", err());
    }

    private static Invite read(String text) {
        return assertInstanceOf(DecodedInvite.Read.class, Invite.read(text), text).invite();
    }

    private Identity identity(String home) throws Exception {
        return IdentityFile.loadOrCreate(Files.createDirectories(folder.resolve(home)), new SecureRandom());
    }

    private int plain(String home, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "--plain";
        all[1] = "--name";
        all[2] = "ada";
        all[3] = "--listen=127.0.0.1:0";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return run("", home, all);
    }

    private int run(String input, String home, String... arguments) {
        out.reset();
        err.reset();
        String[] all = new String[arguments.length + 2];
        all[0] = "--home";
        all[1] = folder.resolve(home).toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Main.run(all, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
