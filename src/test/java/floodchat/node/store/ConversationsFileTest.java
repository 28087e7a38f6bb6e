package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import floodchat.protocol.chat.SavedConversations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ConversationsFileTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final Person BOB = new Person("b0".repeat(32), "bob");
    private static final Person ZOE = new Person("f0".repeat(32), "Zoë".repeat(10));
    private static final SavedConversation EVERYONE = new SavedConversation(List.of(), NOON, "ünfinished\nline");
    private static final SavedConversation WITH_BOTH = new SavedConversation(List.of(BOB, ZOE), NOON, "");

    /** The longest line that the editor takes, of letters that take three bytes each. */
    private static final String LONGEST_DRAFT = "€".repeat(16 * 1024);

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    private ConversationsFile file() {
        return file(KEY);
    }

    private ConversationsFile file(byte[] key) {
        return new ConversationsFile(folder, key, new SecureRandom());
    }

    private List<SavedConversation> read() throws IOException {
        return file().read(notices::add);
    }

    @Test
    void thereAreNoneAtFirst() throws IOException {
        assertEquals(List.of(), read());
        assertEquals(List.of(), notices);
        assertFalse(Files.exists(file().path()));
    }

    @Test
    void whatWasWrittenLastIsRead() throws IOException {
        file().write(List.of(WITH_BOTH));
        file().write(List.of(EVERYONE, WITH_BOTH));
        assertEquals(List.of(EVERYONE, WITH_BOTH), read());
        assertEquals(List.of(), notices);
    }

    @Test
    void theMostThatAWindowHoldsIsKept() throws IOException {
        List<SavedConversation> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(new SavedConversation(List.of(BOB, BOB, BOB, BOB, BOB, BOB, BOB, BOB), NOON, LONGEST_DRAFT));
        }
        file().write(all);
        assertEquals(all, read());
    }

    @Test
    void nothingOfItCanBeReadInTheFile() throws IOException {
        file().write(List.of(new SavedConversation(List.of(BOB), NOON, "a secret that is long enough")));
        String bytes = Files.readString(file().path(), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("secret"));
        assertFalse(bytes.contains("bob"));
        byte[] other = KEY.clone();
        other[0]++;
        assertEquals(List.of(), file(other).read(notices::add));
    }

    @Test
    void aDamagedFileIsSetAsideWithOneNotice() throws IOException {
        file().write(List.of(EVERYONE, WITH_BOTH));
        byte[] damaged = Files.readAllBytes(file().path());
        damaged[damaged.length - 1]++;
        Files.write(file().path(), damaged);
        for (int i = 0; i < 2; i++) {
            assertEquals(List.of(EVERYONE), read());
        }
        assertEquals(1, notices.size(), notices::toString);
        assertTrue(notices.getFirst().endsWith("The file as it was is now conversations.damaged."), notices::toString);
        assertEquals(damaged.length, Files.size(folder.resolve("conversations.damaged")));
    }

    @Test
    void garbageIsSetAside() throws IOException {
        Files.writeString(file().path(), "no conversations at all, but a text");
        assertEquals(List.of(), read());
        assertEquals(1, notices.size());
    }

    // ---- with the thread that writes

    @Test
    void aWindowIsToldWhatIsThereAndWhatItTellsIsWritten() throws Exception {
        file().write(List.of(WITH_BOTH));
        EventBus bus = new EventBus();
        Mailbox<SavedConversations.Restored> told = new Mailbox<>(1);
        bus.subscribe(SavedConversations.Restored.class, told);
        try (Profile profile = Profile.open(folder, notices::add);
                ProfileWriter writer = writer(bus, profile)) {
            writer.start();
            writer.keepConversations(file());
            assertEquals(List.of(WITH_BOTH), told.take().all());
            bus.publish(new SavedConversations.Changed(List.of(WITH_BOTH)));
            bus.publish(new SavedConversations.Changed(List.of(EVERYONE)));
        }
        assertEquals(List.of(EVERYONE), read());
    }

    private ProfileWriter writer(EventBus bus, Profile profile) {
        return new ProfileWriter(
                bus, profile, null, profile.contacts(), new KnownAddresses(folder), List.of());
    }

    @Test
    void aFileThatCannotBeReadStaysAndThePersonIsTold() throws Exception {
        Files.createDirectory(file().path());
        EventBus bus = new EventBus();
        Mailbox<Object> told = new Mailbox<>(10);
        bus.subscribe(SavedConversations.Restored.class, told);
        bus.subscribe(ChatEvent.Noticed.class, told);
        try (Profile profile = Profile.open(folder, notices::add);
                ProfileWriter writer = writer(bus, profile)) {
            writer.start();
            writer.keepConversations(file());
            bus.publish(new SavedConversations.Changed(List.of(EVERYONE)));
        }
        assertTrue(told.take() instanceof ChatEvent.Noticed(String sentence) && sentence.contains("keeps none"));
        assertEquals(null, told.poll(0));
        assertTrue(Files.isDirectory(file().path()));
    }

    @Test
    void aDiskThatFailsIsToldOnce() throws Exception {
        EventBus bus = new EventBus();
        Mailbox<Object> told = new Mailbox<>(10);
        bus.subscribe(ChatEvent.Noticed.class, told);
        try (Profile profile = Profile.open(folder, notices::add);
                ProfileWriter writer = writer(bus, profile)) {
            writer.start();
            writer.keepConversations(file());
            Files.createDirectories(file().path().resolve("in the way"));
            for (int i = 0; i < 3; i++) {
                bus.publish(new SavedConversations.Changed(List.of(EVERYONE)));
            }
        }
        assertTrue(told.take() instanceof ChatEvent.Noticed(String sentence) && sentence.contains("can't be saved"));
        assertEquals(null, told.poll(0));
    }
}
