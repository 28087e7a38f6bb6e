package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.bus.EventBus;
import floodchat.node.store.KnownAddresses;
import floodchat.node.store.Profile;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        profile = Profile.open(folder);
        known = new KnownAddresses(folder);
    }

    @AfterEach
    void close() throws IOException {
        profile.close();
    }

    @Test
    void theNameThatWasSetLastIsSaved() throws Exception {
        try (ProfileWriter scribe = started(List.of())) {
            scribe.rememberName("ada");
            scribe.rememberName("grace");
        }

        assertEquals("grace", profile.name());
    }

    @Test
    void learnedAddressesComeBeforeThoseOfEarlierDays() throws Exception {
        try (ProfileWriter scribe = started(List.of("old:1", "there:2"))) {
            learn(List.of(new Address("new", 3)));
            learn(List.of(new Address("there", 2), new Address("newer", 4)));
        }

        assertEquals(List.of("there:2", "newer:4", "new:3", "old:1"), known.read());
    }

    @Test
    void theOldestAreForgottenFirst() throws Exception {
        List<String> old = IntStream.rangeClosed(1, 64).mapToObj(port -> "old:" + port).toList();
        try (ProfileWriter scribe = started(old)) {
            learn(List.of(new Address("new", 1), new Address("new", 2)));
        }

        List<String> expected = new ArrayList<>(List.of("new:1", "new:2"));
        expected.addAll(old.subList(0, 62));
        assertEquals(expected, known.read());
    }

    @Test
    void aFolderThatIsGoneStopsNobody() throws Exception {
        try (ProfileWriter scribe = started(List.of())) {
            Files.delete(folder.resolve("lock"));
            Files.delete(folder);
            scribe.rememberName("ada");
            learn(List.of(new Address("new", 1)));
        }

        Files.createDirectory(folder);
        assertNull(profile.name());
    }

    @Test
    void afterTheEndNothingIsHeard() throws Exception {
        ProfileWriter scribe = started(List.of());
        scribe.close();

        learn(List.of(new Address("new", 1)));

        assertEquals(List.of(), known.read());
    }

    private ProfileWriter started(List<String> remembered) {
        ProfileWriter scribe = new ProfileWriter(bus, profile, known, remembered);
        scribe.start();
        return scribe;
    }

    private void learn(List<Address> addresses) {
        bus.tell(new FloodEvent.AddressesLearned(addresses));
    }
}
