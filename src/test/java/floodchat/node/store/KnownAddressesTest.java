package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownAddressesTest {
    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenLastIsRead() throws IOException {
        KnownAddresses addresses = new KnownAddresses(folder);
        assertEquals(List.of(), addresses.read(notices::add));

        addresses.write(List.of("old:1"));
        addresses.write(List.of("there:1", "[::1]:2"));

        assertEquals(List.of("there:1", "[::1]:2"), new KnownAddresses(folder).read(notices::add));
    }

    @Test
    void onlyTheBestAreKept() throws IOException {
        KnownAddresses addresses = new KnownAddresses(folder);

        addresses.write(IntStream.range(0, 1000).mapToObj(i -> "host:" + i).toList());

        assertEquals(IntStream.range(0, 64).mapToObj(i -> "host:" + i).toList(), addresses.read(notices::add));
    }

    @Test
    void theLongestAddressesFit() throws IOException {
        KnownAddresses addresses = new KnownAddresses(folder);
        List<String> longest = IntStream.range(0, 64).mapToObj(i -> "h".repeat(252) + ":" + (10_000 + i)).toList();

        addresses.write(longest);

        assertEquals(longest, addresses.read(notices::add));
    }

    @Test
    void theGoodLinesOfADamagedFileAreRead() throws IOException {
        Files.writeString(folder.resolve("addresses"), "there:1\n\u001b[2J\n\nhere:2\n");

        assertEquals(List.of("there:1", "here:2"), new KnownAddresses(folder).read(notices::add));

        assertFalse(Files.exists(folder.resolve("addresses")));
        assertTrue(Files.exists(folder.resolve("addresses.damaged")));
        assertEquals(
                List.of(folder.resolve("addresses")
                        + " can't be used: 2 lines are no address. It was renamed to addresses.damaged."),
                notices);
    }

    @Test
    void aByteOrderMarkAndTheLineEndsOfOtherSystemsAreNoDamage() throws IOException {
        Files.writeString(folder.resolve("addresses"), "\uFEFFthere:1\r\nhere:2\r\n");

        assertEquals(List.of("there:1", "here:2"), new KnownAddresses(folder).read(notices::add));
        assertEquals(List.of(), notices);
    }

    @Test
    void aFolderInItsPlaceIsSetAsideSoThatAddressesCanBeSaved() throws IOException {
        Files.createDirectories(folder.resolve("addresses/below"));
        KnownAddresses addresses = new KnownAddresses(folder);

        assertEquals(List.of(), addresses.read(notices::add));
        addresses.write(List.of("there:1"));

        assertEquals(
                List.of(folder.resolve("addresses")
                        + " can't be used: it is a folder. It was renamed to addresses.damaged."),
                notices);
        assertEquals(List.of("there:1"), addresses.read(notices::add));
    }

    @Test
    void aFolderThatCannotBeSetAsideIsIgnored() throws IOException {
        Files.createDirectories(folder.resolve("addresses/below"));
        Files.createDirectories(folder.resolve("addresses.damaged/of an earlier time"));

        assertEquals(List.of(), new KnownAddresses(folder).read(notices::add));

        assertEquals(
                List.of(folder.resolve("addresses") + " can't be used: it is a folder. It is ignored; remove it."),
                notices);
    }

    @Test
    void aLinkToNothingIsSetAside() throws IOException {
        Files.createSymbolicLink(folder.resolve("addresses"), Path.of("nowhere"));

        assertEquals(List.of(), new KnownAddresses(folder).read(notices::add));

        assertEquals(1, notices.size());
    }

    @Test
    void aFileOfANewerFloodchatIsNeitherSetAsideNorOverwritten() throws IOException {
        String newer = "floodchat addresses 3\nwho knows\n";
        Files.writeString(folder.resolve("addresses"), newer);
        KnownAddresses addresses = new KnownAddresses(folder);

        assertEquals(List.of(), addresses.read(notices::add));
        assertThrows(FileFormat.NewerVersionException.class, () -> addresses.write(List.of("there:1")));

        assertEquals(newer, Files.readString(folder.resolve("addresses")));
        assertEquals(List.of(folder.resolve("addresses") + " can't be used: it is of version 3, and this Floodchat "
                + "knows version 2: upgrade Floodchat. It stays as it is."), notices);
    }

    @Test
    void aFileThatIsNotTextIsSetAside() throws IOException {
        Files.write(folder.resolve("addresses"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertEquals(List.of(), new KnownAddresses(folder).read(notices::add));

        assertTrue(Files.exists(folder.resolve("addresses.damaged")));
    }

    @Test
    void aHugeFileIsSetAside() throws IOException {
        Files.writeString(folder.resolve("addresses"), "there:1\n".repeat(100_000));

        assertEquals(List.of(), new KnownAddresses(folder).read(notices::add));

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
