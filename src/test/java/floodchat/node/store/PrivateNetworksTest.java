package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.Invite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworksTest {
    private static final Invite FAMILY = invite("family", 1);

    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path home;

    private PrivateNetworks networks;

    private static Invite invite(String name, int seed) {
        byte[] secret = new byte[Invite.SECRET_BYTES];
        Arrays.fill(secret, (byte) seed);
        return new Invite(name, secret, List.of(new Address("192.0.2.7", 55_560)));
    }

    @BeforeEach
    void open() {
        networks = new PrivateNetworks(home);
    }

    @Test
    void aNetworkIsFoundAgainByItsName() throws Exception {
        assertEquals(List.of(), networks.names());
        assertNull(networks.find("family", notices::add));

        networks.add(FAMILY, 55_560);
        networks.add(invite("chess", 2), 0);

        assertEquals(List.of("chess", "family"), networks.names());
        assertEquals(new PrivateNetwork(FAMILY, home.resolve("networks/family"), 55_560),
                networks.find("family", notices::add));
        assertEquals(List.of(), notices);
    }

    @Test
    void theSecretIsForItsOwnerAlone() throws Exception {
        PrivateNetwork network = networks.add(FAMILY, 0);
        Path file = network.folder().resolve("invite");

        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(network.folder()));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertNotNull(networks.find("family", notices::add));
        assertEquals("rw-------", permissions(file));
        assertEquals(1, notices.size());
    }

    @Test
    void aSecondNetworkOfOneNameIsRefusedAndTheFirstStays() throws Exception {
        networks.add(FAMILY, 0);

        PrivateNetworks.Problem problem =
                assertThrows(PrivateNetworks.Problem.class, () -> networks.add(invite("family", 2), 0));

        assertEquals("There is a private network called family already; choose another name, "
                + "or enter it with --network family.", problem.sentence());
        assertEquals(FAMILY, networks.find("family", notices::add).invite());
    }

    @Test
    void aFolderThatWasRenamedIsCalledByItsNewName() throws Exception {
        Files.move(networks.add(FAMILY, 0).folder(), home.resolve("networks/home"));

        PrivateNetwork found = networks.find("home", notices::add);

        assertEquals("home", found.invite().name());
        assertTrue(found.invite().isSameNetwork(FAMILY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "floodchat:aaaa", "%s\nport 70000", "%s\nport x", "%s\nprt 1"})
    void aDamagedFileIsNamedAndLeftAsItIs(String text) throws Exception {
        Path file = networks.add(FAMILY, 0).folder().resolve("invite");
        Files.writeString(file, text.formatted(FAMILY.text()));

        PrivateNetworks.Problem problem =
                assertThrows(PrivateNetworks.Problem.class, () -> networks.find("family", notices::add));

        assertTrue(problem.sentence().startsWith("The private network in " + file + " can't be used: "),
                problem.sentence());
        assertEquals(text.formatted(FAMILY.text()), Files.readString(file));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
