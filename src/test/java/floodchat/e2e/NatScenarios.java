package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Lines;
import floodchat.fixture.NatNetworks;
import floodchat.fixture.PlainPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People at two homes behind routers, who have met through a peer with a public address. Then that one dies: who can
 * still talk, and what does the network page say? {@code mvn -q -Pnat verify} runs it; it takes a few minutes.
 */
class NatScenarios {
    private static final String ENTRY = NatNetworks.PUBLIC_HOST + ":55555";

    @TempDir
    Path folder;

    private final Map<String, PlainPeer> peers = new LinkedHashMap<>();
    private final List<PlainPeer> all = new ArrayList<>();
    private NatNetworks networks;

    @BeforeEach
    void makeTheNetworks() throws Exception {
        networks = NatNetworks.make();
    }

    @AfterEach
    void endAll() throws Exception {
        for (PlainPeer peer : all) {
            peer.close();
        }
        if (networks != null) {
            networks.close();
        }
    }

    private PlainPeer start(String namespace, String name, String... options) throws IOException {
        PlainPeer peer = PlainPeer.startOn(namespace, name, folder, options);
        peers.put(name, peer);
        all.add(peer);
        return peer;
    }

    /** The same without looking for others on the local network. */
    private PlainPeer startApart(String namespace, String name) throws IOException {
        Path settings = folder.resolve(name + ".toml");
        Files.writeString(settings, "[network]\nfind_on_local_network = false\n");
        return start(namespace, name, "--config", settings.toString(), ENTRY);
    }

    private void meet(String... names) throws Exception {
        for (String name : names) {
            for (String other : names) {
                if (!other.equals(name)) {
                    peers.get(name).awaitJoined(other);
                }
            }
        }
    }

    private void says(String from, String text, String... hearers) throws Exception {
        peers.get(from).type(text);
        for (String hearer : hearers) {
            peers.get(hearer).said().await(from + ": " + text, line -> line.endsWith(from + " -> " + text));
        }
    }

    /** Asks for the network page until a line of it is as wanted, and returns that line. It is printed. */
    private String page(String name, String what, Predicate<String> wanted) throws Exception {
        PlainPeer peer = peers.get(name);
        long untilNanos = System.nanoTime() + Lines.PATIENCE.toNanos();
        while (true) {
            int before = peer.noticed().count();
            int pages = pages(peer).size();
            peer.type("/net");
            peer.noticed().await("the page", pages + 1, line -> line.startsWith("Router: "));
            List<String> lines = peer.noticed().all();
            List<String> page = lines.subList(before, lines.size());
            var found = page.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                tell(name, page);
                return found.get();
            }
            assertTrue(System.nanoTime() < untilNanos, () -> what + " is not on the page of " + name + ":\n" + page);
            Thread.sleep(500); // between two questions
        }
    }

    private static List<String> pages(PlainPeer peer) {
        return peer.noticed().all().stream().filter(line -> line.startsWith("Router: ")).toList();
    }

    private static void tell(String name, List<String> page) {
        page.stream()
                .filter(line -> line.matches("(Link|Links|Here|Reached|Router|No link|Nothing is).*"))
                .forEach(line -> System.out.println("    " + name + " | " + line));
    }

    private static void scene(String words) {
        System.out.println("  " + words);
    }

    private void killEntry() throws Exception {
        peers.get("relay").kill();
        scene("the peer with the public address is killed");
    }

    private void meetThroughRelay(String... people) throws Exception {
        List<String> names = new ArrayList<>(List.of(people));
        names.add("relay");
        meet(names.toArray(String[]::new));
        says(people[0], "hello", names.subList(1, names.size()).toArray(String[]::new));
        scene("all have met and talk: " + String.join(", ", names));
    }

    @Test
    void withoutPortMappingTheyWaitUntilThePublicPeerIsBack() throws Exception {
        System.out.println("No router passes a port on");
        start(networks.publicHost(), "relay");
        peers.get("relay").address();
        startApart(networks.host(1, 1), "ada");
        startApart(networks.host(2, 1), "bob");
        meetThroughRelay("ada", "bob");
        page("ada", "no answer", line -> line.startsWith("Router: 192.168.1.1 does not answer"));
        page("ada", "unknown", line -> line.startsWith("Reached: unknown so far: 1 peer outside knows"));
        page("relay", "yes", line -> line.startsWith("Reached: yes: "));
        page("relay", "no need", line -> line.equals("Router: not asked: this machine has a public address"));

        killEntry();
        page("ada", "no link", line -> line.startsWith("No link since "));
        peers.get("ada").type("still there?");
        page("ada", "waiting", line -> line.contains("1 message waits"));
        page("bob", "no link", line -> line.startsWith("No link since "));

        start(networks.publicHost(), "relay");
        peers.get("bob").said().await("the line", line -> line.endsWith("ada -> still there?"));
        scene("it starts again: what ada said meanwhile has reached bob");
    }

    @Test
    void withPortMappingAtBothHomesTheyTalkOn() throws Exception {
        System.out.println("Both routers pass ports on");
        Lines router = networks.startPortMapping(1);
        networks.startPortMapping(2);
        start(networks.publicHost(), "relay");
        peers.get("relay").address();
        PlainPeer ada = startApart(networks.host(1, 1), "ada");
        startApart(networks.host(2, 1), "bob");
        ada.noticed().await("the router passes 198.51.100.1:55555 on to this peer");
        meetThroughRelay("ada", "bob");
        page("ada", "mapped", line -> line.startsWith("Router: passes 198.51.100.1:55555 on to this peer (PCP"));
        page("ada", "two links", line -> line.startsWith("Links: 2 "));
        page("bob", "two links", line -> line.startsWith("Links: 2 "));

        killEntry();
        says("ada", "still there?", "bob");
        says("bob", "yes", "ada");
        page("ada", "one link", line -> line.startsWith("Links: 1 "));
        page("bob", "one link", line -> line.startsWith("Links: 1 "));
        assertTrue(isReached("ada") || isReached("bob"), "one has dialled the other");

        assertEquals(0, ada.endInput());
        router.await("ended 55555");
        scene("ada leaves, and her router passes nothing on any more");
    }

    private boolean isReached(String name) {
        return peers.get(name).noticed().all().stream().anyMatch(line -> line.startsWith("Reached: yes: "));
    }

    @Test
    void withPortMappingAtOneHomeTheOthersDialThatOne() throws Exception {
        System.out.println("The router of one home passes ports on");
        networks.startPortMapping(1);
        start(networks.publicHost(), "relay");
        peers.get("relay").address();
        PlainPeer ada = startApart(networks.host(1, 1), "ada");
        ada.noticed().await("the router passes 198.51.100.1:55555 on to this peer");
        startApart(networks.host(2, 1), "bob");
        meetThroughRelay("ada", "bob");
        page("ada", "reached", line -> line.startsWith("Reached: yes: 203.0.113.1 dialled this peer at "));

        killEntry();
        says("bob", "still there?", "ada");
        says("ada", "yes", "bob");
        page("ada", "one link", line -> line.startsWith("Links: 1 "));
        page("bob", "one link", line -> line.startsWith("Links: 1 "));
    }

    /** Both listen on port 55555, and the router has only one of that number. */
    @Test
    void twoPeersBehindOneRouterAreBothDialled() throws Exception {
        System.out.println("Two peers behind one router that passes ports on");
        networks.startPortMapping(1);
        start(networks.publicHost(), "relay");
        peers.get("relay").address();
        PlainPeer ada = startApart(networks.host(1, 1), "ada");
        ada.noticed().await("the router passes 198.51.100.1:55555 on to this peer");
        PlainPeer cat = startApart(networks.host(1, 2), "cat");
        cat.noticed().await("the router passes 198.51.100.1:55556 on to this peer");
        startApart(networks.host(2, 1), "bob");
        meetThroughRelay("ada", "bob", "cat");
        page("ada", "reached", line -> line.startsWith("Reached: yes: 203.0.113.1 dialled this peer at "));

        killEntry();
        says("bob", "still there?", "ada");
        says("ada", "yes", "bob");
        PlainPeer dan = start(networks.host(2, 2), "dan", "198.51.100.1:55556");
        dan.awaitJoined("cat");
        page("cat", "reached", line -> line.startsWith("Reached: yes: 203.0.113.1 dialled this peer at "));
    }
}
