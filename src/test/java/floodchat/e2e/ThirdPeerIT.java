package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Needle;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.ProcessMemory;
import floodchat.fixture.RecordingPeer;
import floodchat.node.store.IdentityFile;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ada and bob are processes of the image and write private lines to each other. Two third peers are their neighbours.
 * Eve is a process of the image too, and her memory is searched. The recorder is a peer of the test: it opens the
 * frames of its link, as every member can, and keeps the packets in them.
 *
 * <p>Presence tells everybody who is here. So the names and keys of the two are looked for in sealed packets only, but
 * what they wrote to each other is looked for everywhere.
 */
@Timeout(120)
class ThirdPeerIT {
    private static final int FRAMES = 1_000;

    /** A session carries 32 packets one way before it needs one from the other side. */
    private static final int LINES_AT_ONCE = 25;

    /** A full backlog loses one sealed packet in 500 with each new one. So the last ones are nearly all there. */
    private static final int SAMPLE = 5;

    /** A part of a packet that no other packet has. */
    private static final int PART_BYTES = 128;

    private static final int LETTER_BYTES = 2_048;
    private static final String ADA = "ada-the-author";
    private static final String BOB = "bob-the-reader";
    private static final String EVE = "eve-in-between";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Every line to everyone ends with it. */
    private static final String PUBLIC = word();

    /** Every line of ada to bob ends with it. */
    private static final String TO_BOB = word();

    private static final String TO_ADA = word();

    @TempDir
    private static Path folder;

    private static final List<Packet> sealed = new ArrayList<>();
    private static final List<Packet> readable = new ArrayList<>();
    private static PlainPeer eve;
    private static PlainPeer ada;
    private static PlainPeer bob;
    private static RecordingPeer recorder;
    private static long pings;

    private static String word() {
        return RANDOM.ints(24, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @BeforeAll
    static void thePrivateTalk() throws Exception {
        eve = start(EVE, PlainPeer.NOWHERE);
        ada = start(ADA, eve.address());
        bob = start(BOB, eve.address());
        ada.awaitJoined(BOB, EVE);
        bob.awaitJoined(ADA, EVE);
        recorder = new RecordingPeer(NetworkTerms.unlimited("floodchat"), 1);
        recorder.dials(Address.parse(ada.address())).sendsHello();
        recorder.sends(new Frame.JoinRequest(true), new Frame.Graft()).play();
        recorder.takesHello();
        recorder.takesSooner(Frame.JoinAck.class);
        ada.type("before " + PUBLIC);
        eve.said().await(ADA + " -> before " + PUBLIC);
        for (int lines = LINES_AT_ONCE; sealed.size() < FRAMES; lines += LINES_AT_ONCE) {
            bothWriteUpTo(lines);
            takePackets();
        }
        bob.type("after " + PUBLIC);
        eve.said().await(BOB + " -> after " + PUBLIC);
        takePackets();
    }

    /** Messages cost no work here. With it the run would take a minute of a core, and a stamp hides nothing. */
    private static PlainPeer start(String name, String entry) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Files.writeString(home.resolve("floodchat.toml"), "[network]\nwork = 0\npackets_per_second = 0\n");
        return PlainPeer.start(name, folder, entry);
    }

    private static void bothWriteUpTo(int lines) throws InterruptedException {
        for (int line = lines - LINES_AT_ONCE; line < lines; line++) {
            ada.type("@" + BOB + " " + line + " " + TO_BOB);
            bob.type("@" + ADA + " " + line + " " + TO_ADA);
        }
        bob.said().await("ada's lines", lines, line -> line.startsWith("(direct) " + ADA));
        ada.said().await("bob's lines", lines, line -> line.startsWith("(direct) " + BOB));
    }

    /** Takes what ada sends before she answers a ping. */
    private static void takePackets() throws InterruptedException {
        Frame end = new Frame.Pong(++pings);
        recorder.sends(new Frame.Ping(pings)).play();
        for (Frame frame = recorder.takes(Frame.class); !frame.equals(end); frame = recorder.takes(Frame.class)) {
            if (frame instanceof Frame.Carrier carrier) {
                Packet packet = carrier.packet();
                (packet.kind() == PacketKind.SEALED ? sealed : readable).add(packet);
            }
        }
    }

    @AfterAll
    static void endAll() throws Exception {
        for (AutoCloseable peer : Stream.of(ada, bob, eve, recorder).filter(Objects::nonNull).toList()) {
            peer.close();
        }
    }

    // ---- frames

    @Test
    void aThousandFramesShowAThirdPeerNoTextNoNameAndNoKeyOfAPrivateLine() throws Exception {
        assertTrue(sealed.stream().anyMatch(packet -> packet.payload().length == LETTER_BYTES), "there are letters");
        List<Needle> hidden = Stream.of(privateTexts(), person(ADA), person(BOB)).flatMap(List::stream).toList();
        assertEquals(List.of(), found(hidden, sealed));

        assertEquals(List.of(), found(privateTexts(), readable));
        assertReadable(Needle.ofText("a line to everyone", PUBLIC));
        for (String name : List.of(ADA, BOB)) {
            assertReadable(Needle.ofText(name, name));
            assertReadable(Needle.ofKey(name + "'s key", identity(name).key().bytes()));
        }
    }

    private static List<Needle> privateTexts() {
        List<Needle> needles = new ArrayList<>(Needle.ofText("a line to bob", TO_BOB));
        needles.addAll(Needle.ofText("a line to ada", TO_ADA));
        return needles;
    }

    private static List<Needle> person(String name) throws Exception {
        Identity identity = identity(name);
        List<Needle> needles = new ArrayList<>(Needle.ofText(name, name));
        needles.addAll(Needle.ofKey(name + "'s key", identity.key().bytes()));
        needles.addAll(Needle.ofKey(name + "'s X25519 key", identity.agreementPublic()));
        return needles;
    }

    private static Identity identity(String name) throws Exception {
        return IdentityFile.loadOrCreate(folder.resolve(name), RANDOM);
    }

    /** So the search finds what is not sealed. */
    private static void assertReadable(List<Needle> needles) {
        List<String> found = found(needles, readable);
        assertTrue(found.contains(needles.getFirst().what()), found::toString);
    }

    private static List<String> found(List<Needle> needles, List<Packet> packets) {
        return packets.stream()
                .flatMap(packet -> Needle.found(needles, packet.bytes()).stream())
                .distinct()
                .toList();
    }

    // ---- memory

    @Test
    void theMemoryOfAThirdPeerHoldsNoByteOfAPrivateLine() throws Exception {
        List<Needle> open = Needle.ofText("a line to everyone", PUBLIC);
        List<Needle> packets = sealed.subList(FRAMES - SAMPLE, FRAMES)
                .stream()
                .map(packet -> Needle.of("a sealed packet", Arrays.copyOf(packet.bytes(), PART_BYTES)))
                .toList();

        Set<String> held = held(eve, Stream.of(privateTexts(), open, packets).flatMap(List::stream).toList());

        assertTrue(held.remove("a sealed packet"), held::toString);
        assertTrue(held.remove(open.getFirst().what()), held::toString);
        open.forEach(needle -> held.remove(needle.what()));
        assertEquals(Set.of(), held);
        assertFalse(held(bob, Needle.ofText("a line to bob", TO_BOB)).isEmpty(), "its reader's memory must hold it");
    }

    private static Set<String> held(PlainPeer peer, List<Needle> needles) throws Exception {
        try (ProcessMemory memory = ProcessMemory.of(peer)) {
            peer.signal("STOP");
            return memory.found(needles);
        }
    }
}
