package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Muted;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsFileTest {
    private static final Contact BOB = new Contact(key(1), "bob", true, 1_795_000_000_000L);
    private static final Contact ROB = new Contact(BOB.key(), "rob", true, BOB.sinceMs());
    private static final Contact CAROL = new Contact(key(2), "Zoë", false, 7);
    private static final Person MALLORY = new Person(key(3), "mallory");

    @TempDir
    private Path folder;

    private static String key(int filling) {
        byte[] seed = new byte[Identity.SEED_BYTES];
        Arrays.fill(seed, (byte) filling);
        return Identity.ofSeed(seed).key().hex();
    }

    private final List<String> notices = new ArrayList<>();

    @Test
    void contactsAndBlockedPeopleAreThereAtTheNextStart() throws IOException {
        SavedPeople people = new SavedPeople(List.of(BOB, CAROL), List.of(MALLORY, BOB.person()));
        new ContactsFile(folder).write(people);
        assertEquals(people, new ContactsFile(folder).read(notices::add));
        assertEquals(List.of(), notices);
    }

    @Test
    void mutedPeopleAreThereAtTheNextStartWithTheirEnds() throws IOException {
        SavedPeople people = new SavedPeople(
                List.of(BOB), List.of(MALLORY), List.of(new Muted(MALLORY, 7), new Muted(BOB.person(), Muted.NO_END)));
        new ContactsFile(folder).write(people);
        assertEquals(people, new ContactsFile(folder).read(notices::add));
        assertEquals(List.of(), notices);
    }

    /** A file of a version that muted nobody. */
    @Test
    void aFileOfAnEarlierVersionIsReadAsItIs() throws IOException {
        ContactsFile file = new ContactsFile(folder);
        Files.writeString(file.path(),
                BOB.key() + " contact,verified 5 bob\n" + MALLORY.key() + " blocked 0 mallory\n");
        SavedPeople people = file.read(notices::add);
        assertEquals(List.of(MALLORY), people.blocked());
        assertEquals(List.of(), people.muted());
        file.write(new SavedPeople(people.contacts(), people.blocked(), List.of(new Muted(MALLORY, 9))));
        assertEquals("floodchat contacts 2\n" + BOB.key() + " contact,verified 5 bob\n" + MALLORY.key()
                + " blocked 0 mallory\n" + MALLORY.key() + " muted 9 mallory\n", Files.readString(file.path()));
        assertEquals(List.of(), notices);
    }

    @Test
    void withoutAFileNobodyIsKnown() {
        assertEquals(SavedPeople.NONE, new ContactsFile(folder).read(notices::add));
        assertEquals(List.of(), notices);
    }

    @Test
    void onlyItsOwnerCanReadTheFile() throws IOException {
        ContactsFile file = new ContactsFile(folder);
        file.write(new SavedPeople(List.of(BOB), List.of()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void ofADamagedFileTheGoodLinesAreKept() throws IOException {
        ContactsFile file = new ContactsFile(folder);
        file.write(new SavedPeople(List.of(BOB, CAROL), List.of(MALLORY)));
        String good = Files.readString(file.path());
        Files.writeString(file.path(), good.replace("\n", "\n" + "bb08".repeat(16) + " contact 7 b*b\n"));
        SavedPeople people = new ContactsFile(folder).read(notices::add);
        assertEquals(List.of(BOB, CAROL), people.contacts());
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().contains("lines are no contact"), notices.getFirst());
        assertTrue(Files.exists(folder.resolve("contacts.damaged")));
        assertEquals(good, Files.readString(file.path()));
    }

    /** A key with a wrong digit can't be told from a right one before somebody computes with it. */
    @Test
    void aKeyThatNobodyCanHaveIsDamage() throws IOException {
        ContactsFile file = new ContactsFile(folder);
        file.write(new SavedPeople(List.of(BOB), List.of()));
        String noPoint = "02" + "00".repeat(31);
        Files.writeString(
                file.path(),
                Files.readString(file.path()) + noPoint + " contact 7 eve\n" + noPoint + " blocked 0 eve\n");
        assertEquals(new SavedPeople(List.of(BOB), List.of()), new ContactsFile(folder).read(notices::add));
        assertEquals(1, notices.size());
    }

    @Test
    void aSecondLineForTheSameKeyIsDamage() throws IOException {
        ContactsFile file = new ContactsFile(folder);
        file.write(new SavedPeople(List.of(BOB), List.of()));
        Files.writeString(file.path(), Files.readString(file.path()) + BOB.key() + " contact 7 eve\n");
        assertEquals(List.of(BOB), new ContactsFile(folder).read(notices::add).contacts());
        assertEquals(1, notices.size());
    }

    /** A person is in several networks at once, in a window for each. */
    @Test
    void aWindowInAnotherNetworkLosesNothing() throws IOException {
        ContactsFile one = new ContactsFile(folder);
        one.write(new SavedPeople(List.of(BOB), List.of(MALLORY)));
        ContactsFile other = new ContactsFile(folder);
        other.read(notices::add);
        one.write(new SavedPeople(List.of(BOB, CAROL), List.of()));
        other.write(new SavedPeople(List.of(ROB), List.of(MALLORY)));
        SavedPeople people = new ContactsFile(folder).read(notices::add);
        assertEquals(List.of(ROB, CAROL), people.contacts());
        assertEquals(List.of(), people.blocked());
    }

    /** Two windows that read, change and write at the same time would each lose what the other has changed. */
    @Test
    void nobodyChangesTheFileWhileAnotherWindowDoes() throws IOException {
        ContactsFile file = new ContactsFile(folder);
        try (ChangeLock _ = ChangeLock.of(file.path())) {
            SavedPeople people = new SavedPeople(List.of(BOB), List.of());
            IOException e = assertThrows(IOException.class, () -> file.write(people));
            assertEquals("another window is changing it", FileProblem.reason(e));
            assertFalse(Files.exists(file.path()));
        }
        file.write(new SavedPeople(List.of(CAROL), List.of()));
        assertEquals(List.of(CAROL), new ContactsFile(folder).read(notices::add).contacts());
    }

    /** It may be good, and only a passing fault of the disk. */
    @Test
    void aFileThatCannotBeReadStaysWhereItIs() throws IOException {
        Path contacts = Files.createDirectories(folder.resolve("contacts"));
        ContactsFile file = new ContactsFile(folder);
        assertEquals(SavedPeople.NONE, file.read(notices::add));
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().startsWith("Your contacts in " + contacts + " can't be read: it is a folder. "),
                notices.getFirst());
        assertTrue(Files.isDirectory(contacts));
        Files.delete(contacts);
        new ContactsFile(folder).write(new SavedPeople(List.of(BOB), List.of(MALLORY)));
        file.write(new SavedPeople(List.of(CAROL), List.of()));
        SavedPeople people = new ContactsFile(folder).read(notices::add);
        assertEquals(new SavedPeople(List.of(BOB, CAROL), List.of(MALLORY)), people);
    }

    @Test
    void aFileThatIsNoTextIsSetAside() throws IOException {
        Path contacts = folder.resolve("contacts");
        Files.write(contacts, new byte[] {(byte) 0xff});
        assertEquals(SavedPeople.NONE, new ContactsFile(folder).read(notices::add));
        String sentence = contacts + " can't be used: it is not UTF-8 text. It was renamed to contacts.damaged.";
        assertEquals(List.of(sentence), notices);
    }
}
