package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.chat.SavedConversations;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileWriterTest {
    @TempDir
    Path folder;

    private final EventBus bus = new EventBus();
    private Profile profile;
    private KnownAddresses known;

    @BeforeEach
    void open() throws IOException {
        profile = Profile.open(folder, _ -> {});
        known = new KnownAddresses(folder);
    }

    @AfterEach
    void close() throws IOException {
        profile.close();
    }

    @Test
    void theNameThatWasSetLastIsSaved() throws Exception {
        try (ProfileWriter writer = started(List.of())) {
            writer.rememberName("ada");
            writer.rememberName("grace");
        }

        assertEquals("grace", profile.name());
    }

    @Test
    void aRunIsOnDiskWhenItIsAnswered() throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        try (ProfileWriter writer = started(List.of())) {
            writer.saveRun(1_800_000_000_000L, problem -> answers.add(problem == null ? savedRun() : problem));
            assertEquals("1800000000000", answers.take());
        }
    }

    @Test
    void theContactsAreSavedBesideTheIdentity() throws Exception {
        String key = Identity.ofSeed(new byte[Identity.SEED_BYTES]).key().hex();
        SavedPeople people = new SavedPeople(List.of(new Contact(key, "bob", false, 7)), List.of());
        try (ProfileWriter writer = started(List.of())) {
            writer.saveContacts(people);
        }
        assertEquals(people, profile.contacts().read(_ -> {}));
    }

    private String savedRun() {
        try {
            return Long.toString(new RunFile(folder).read(_ -> {}));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aRunThatCantBeSavedIsAnsweredWithASentence() throws Exception {
        Files.createDirectories(folder.resolve("run").resolve("a folder instead of a file"));
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        try (ProfileWriter writer = started(List.of())) {
            writer.saveRun(1_800_000_000_000L, problem -> answers.add(String.valueOf(problem)));
            String answer = answers.take();
            assertTrue(answer.startsWith("The start can't be noted in " + folder.resolve("run") + ": "), answer);
        }
    }

    @Test
    void newAddressesComeBeforeRememberedOnes() throws Exception {
        try (ProfileWriter writer = started(List.of("old:1", "there:2"))) {
            learn(List.of(new Address("new", 3)));
            learn(List.of(new Address("there", 2), new Address("newer", 4)));
        }

        assertEquals(List.of("there:2", "newer:4", "new:3", "old:1"), known.read(_ -> {}));
    }

    @Test
    void theOldestAreForgottenFirst() throws Exception {
        List<String> old = IntStream.rangeClosed(1, 64).mapToObj(port -> "old:" + port).toList();
        try (ProfileWriter writer = started(old)) {
            learn(List.of(new Address("new", 1), new Address("new", 2)));
        }

        List<String> expected = new ArrayList<>(List.of("new:1", "new:2"));
        expected.addAll(old.subList(0, 62));
        assertEquals(expected, known.read(_ -> {}));
    }

    @Test
    void aFailedWriteDoesNotEndTheWriter() throws Exception {
        Files.createDirectories(folder.resolve("addresses").resolve("a folder instead of a file"));
        try (ProfileWriter writer = started(List.of())) {
            learn(List.of(new Address("new", 1)));
            writer.rememberName("ada");
        }

        assertEquals("ada", profile.name());
        try (DirectoryStream<Path> temporary = Files.newDirectoryStream(folder, "*.new")) {
            assertFalse(temporary.iterator().hasNext(), "a temporary file is left");
        }
    }

    @Test
    void theFirstFailureOfEachKindIsToldToThePerson() throws Exception {
        Mailbox<ChatEvent.Noticed> told = new Mailbox<>(10);
        bus.subscribe(ChatEvent.Noticed.class, told);
        Files.createDirectories(folder.resolve("addresses/below"));
        Files.createDirectories(folder.resolve("username/below"));
        try (ProfileWriter writer = started(List.of())) {
            learn(List.of(new Address("new", 1)));
            learn(List.of(new Address("new", 2)));
            writer.rememberName("ada");
        }

        String addresses = told.take().sentence();
        String name = told.take().sentence();
        assertTrue(addresses.startsWith(
                "The addresses of other peers can't be saved in " + folder.resolve("addresses") + ": "), addresses);
        assertTrue(name.startsWith("Your username was not saved in " + folder.resolve("username") + ": "), name);
        assertNull(told.poll(0));
    }

    /** A writer that has not begun is like one whose disk hangs. */
    @Test
    void ofWhatIsToldWhileTheDiskHangsTheNewestOfEachKindIsSaved() throws Exception {
        Identity ada = Identity.ofSeed(new byte[Identity.SEED_BYTES]);
        ConversationsFile conversations = new ConversationsFile(folder, ada.storeKey(), new SecureRandom());
        ProfileWriter writer = waiting();
        writer.keepConversations(conversations);
        SavedPeople people = SavedPeople.NONE;
        for (int i = 1; i <= 200; i++) {
            writer.rememberName("ada" + i);
            people = new SavedPeople(List.of(new Contact(ada.key().hex(), "bob" + i, false, 7)), List.of());
            writer.saveContacts(people);
            bus.tell(new SavedConversations.Changed(List.of(draft("draft " + i))));
            learn(List.of(new Address("new", i), new Address("same", 1)));
        }
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        writer.saveRun(7, problem -> answers.add(problem == null ? savedRun() : problem));
        writer.start();
        assertEquals("7", answers.take());
        writer.close();

        assertEquals("ada200", profile.name());
        assertEquals(people, profile.contacts().read(_ -> {}));
        assertEquals(List.of(draft("draft 200")), conversations.read(_ -> {}));
        List<String> addresses = known.read(_ -> {});
        assertEquals(List.of("new:200", "same:1", "new:199", "new:198"), addresses.subList(0, 4));
        assertEquals(KnownAddresses.MAX_ADDRESSES, addresses.size());
    }

    private static SavedConversation draft(String text) {
        return new SavedConversation(List.of(), Instant.EPOCH, text);
    }

    @Test
    void aRunThatFindsNoRoomIsAnswered() throws Exception {
        ProfileWriter writer = waiting();
        List<String> answers = new ArrayList<>();
        for (int i = 1; i <= ProfileNotes.MAX_RUNS; i++) {
            writer.saveRun(i, problem -> answers.add(String.valueOf(problem)));
        }
        assertEquals(List.of(), answers);
        writer.saveRun(1_000, answers::add);
        assertEquals(List.of("The disk is too slow: the start could not be noted."), answers);
        writer.start();
        writer.close();
        assertEquals(Integer.toString(ProfileNotes.MAX_RUNS), savedRun());
        assertEquals(1 + ProfileNotes.MAX_RUNS, answers.size());
    }

    @Test
    void afterCloseNothingIsWritten() throws Exception {
        ProfileWriter writer = started(List.of());
        writer.close();

        learn(List.of(new Address("new", 1)));

        assertEquals(List.of(), known.read(_ -> {}));
    }

    private ProfileWriter started(List<String> remembered) {
        ProfileWriter writer = writer(remembered);
        writer.start();
        return writer;
    }

    private ProfileWriter waiting() {
        return writer(List.of());
    }

    private ProfileWriter writer(List<String> remembered) {
        return new ProfileWriter(bus, profile, new RunFile(folder), new ContactsFile(folder), known, remembered);
    }

    private void learn(List<Address> addresses) {
        bus.tell(new FloodEvent.AddressesLearned(addresses));
    }
}
