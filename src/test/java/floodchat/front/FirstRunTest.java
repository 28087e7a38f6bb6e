package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.DecodedInvite;
import floodchat.protocol.invite.Invite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRunTest {
    private static final Roster ALONE = new Roster(ADA, List.of());
    private static final Roster WITH_BOB = new Roster(ADA, List.of(BOB));
    private static final List<Address> HERE = List.of(new Address("192.168.1.20", 55_555));
    private final FirstRun run = new FirstRun(1_000, null);

    @Test
    void somebodyWhoIsHereIsNamedOnce() {
        assertNull(run.found(WITH_BOB, HERE, 1_999));
        assertEquals(1, run.msUntilFound(WITH_BOB, 1_999));
        assertEquals("2 here: ada (you) and bob.", run.found(WITH_BOB, HERE, 2_000));
        assertNull(run.found(WITH_BOB, HERE, 2_001));
        assertEquals(-1, run.msUntilFound(WITH_BOB, 2_001));
    }

    @Test
    void nobodyIsFoundAfterFiveSeconds() {
        assertNull(run.found(ALONE, HERE, 5_999));
        assertEquals(
                "Nobody here yet: give this line to a friend:\nfloodchat 192.168.1.20:55555\n"
                        + "On your local network it works. From elsewhere it works only if your router passes the port "
                        + "on.",
                run.found(ALONE, HERE, 6_000));
        assertNull(run.found(WITH_BOB, HERE, 9_000));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, That address is on this machine alone.",
        "10.1.2.3, On your local network it works.",
        "somewhere.example, On your local network it works.",
        "203.0.114.7, It works if no firewall keeps others from this address."
    })
    void whatIsKnownOfTheAddressIsTold(String host, String sentence) {
        String words = run.found(ALONE, List.of(new Address(host, 55_555)), 6_000);
        assertTrue(words != null && words.lines().toList().getLast().startsWith(sentence), words);
    }

    @Test
    void theLineForAFriendOfAPrivateNetworkIsAnInvite() {
        Invite invite = new Invite("family", new byte[Invite.SECRET_BYTES], List.of());
        String words = new FirstRun(0, invite).found(ALONE, HERE, 5_000);
        String line = words.lines().toList().get(1);
        assertTrue(line.startsWith("floodchat floodchat:"), line);
        DecodedInvite.Read read = (DecodedInvite.Read) Invite.read(line.substring("floodchat ".length()));
        assertEquals(HERE, read.invite().addresses());
    }

    @Test
    void whatTheRouterPassesOnIsToldFirst() {
        List<Address> both = List.of(new Address("203.0.113.1", 40_000), HERE.getFirst());
        assertEquals(
                "Nobody here yet: give this line to a friend:\nfloodchat 203.0.113.1:40000\n"
                        + "Your router passes 203.0.113.1:40000 on to this peer. "
                        + "On your local network, floodchat 192.168.1.20:55555 works.",
                run.found(ALONE, both, 6_000));
        Invite invite = new Invite("family", new byte[Invite.SECRET_BYTES], List.of());
        List<String> lines = new FirstRun(0, invite).found(ALONE, both, 5_000).lines().toList();
        DecodedInvite.Read read = (DecodedInvite.Read) Invite.read(lines.get(1).substring("floodchat ".length()));
        assertEquals(both, read.invite().addresses());
        assertEquals("Your router passes 203.0.113.1:40000 on to this peer.", lines.getLast());
    }

    @Test
    void aPrivateAddressOfTheRouterIsOfNoUseElsewhere() {
        List<Address> both = List.of(new Address("100.64.3.4", 40_000), HERE.getFirst());
        assertEquals(
                "Your router passes 100.64.3.4:40000 on to this peer. That is a private address: another router stands "
                        + "behind it, and keeps others out. On your local network, floodchat 192.168.1.20:55555 works.",
                run.found(ALONE, both, 6_000).lines().toList().getLast());
    }

    @Test
    void withoutAPortThereIsNoLineForAFriend() {
        assertEquals("Nobody here yet, and no port is open: /net says why.", run.found(ALONE, List.of(), 6_000));
    }
}
