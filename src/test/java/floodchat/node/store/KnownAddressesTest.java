package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownAddressesTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenLastIsRead() throws IOException {
        KnownAddresses addresses = new KnownAddresses(folder);
        assertEquals(List.of(), addresses.read());

        addresses.write(List.of("old:1"));
        addresses.write(List.of("there:1", "[::1]:2"));

        assertEquals(List.of("there:1", "[::1]:2"), new KnownAddresses(folder).read());
    }

    @Test
    void onlyTheBestAreKept() throws IOException {
        KnownAddresses addresses = new KnownAddresses(folder);

        addresses.write(IntStream.range(0, 1000).mapToObj(i -> "host:" + i).toList());

        assertEquals(IntStream.range(0, 64).mapToObj(i -> "host:" + i).toList(), addresses.read());
    }

    @Test
    void theLongestAddressesFit() throws IOException {
        KnownAddresses addresses = new KnownAddresses(folder);
        List<String> longest = IntStream.range(0, 64).mapToObj(i -> "h".repeat(252) + ":" + (10_000 + i)).toList();

        addresses.write(longest);

        assertEquals(longest, addresses.read());
    }

    @Test
    void theGoodLinesOfADamagedFileAreRead() throws IOException {
        Files.writeString(folder.resolve("addresses"), "there:1\n\u001b[2J\n\nhere:2\n");

        assertEquals(List.of("there:1", "here:2"), new KnownAddresses(folder).read());

        assertFalse(Files.exists(folder.resolve("addresses")));
        assertTrue(Files.exists(folder.resolve("addresses.damaged")));
    }

    @Test
    void aFileThatIsNotTextIsSetAside() throws IOException {
        Files.write(folder.resolve("addresses"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertEquals(List.of(), new KnownAddresses(folder).read());

        assertTrue(Files.exists(folder.resolve("addresses.damaged")));
    }

    @Test
    void aHugeFileIsSetAside() throws IOException {
        Files.writeString(folder.resolve("addresses"), "there:1\n".repeat(100_000));

        assertEquals(List.of(), new KnownAddresses(folder).read());

        assertTrue(Files.exists(folder.resolve("addresses.damaged")));
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        new KnownAddresses(folder).write(List.of("there:1"));

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("addresses"))));
    }

    @Test
    void anAddressThatCouldNotBeReadBackIsNotWritten() {
        KnownAddresses addresses = new KnownAddresses(folder);

        assertThrows(IllegalArgumentException.class, () -> addresses.write(List.of("the re:1")));
        assertThrows(IllegalArgumentException.class, () -> addresses.write(List.of("")));
    }
}
