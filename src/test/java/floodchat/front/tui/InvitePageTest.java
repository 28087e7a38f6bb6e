package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.DecodedInvite;
import floodchat.protocol.invite.Invite;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvitePageTest {
    private static final Address CREATOR = new Address("192.0.2.7", 55_556);
    private static final Address HERE = new Address("192.168.1.20", 55_555);
    private static final Invite INVITE = new Invite("family", new byte[Invite.SECRET_BYTES], List.of(CREATOR));

    private static PaintedWindow open(int columns, int rows) {
        return PaintedWindow.invited(columns, rows, INVITE)
                .hear(roster(ADA, BOB))
                .linked(2)
                .type("/invite")
                .press(Key.Name.ENTER);
    }

    @Test
    void theInviteOfARunningPeerBeginsWithItsOwnAddress() {
        String screen = open(200, 50).text();

        String text = screen.lines().filter(line -> line.startsWith("floodchat:")).findFirst().orElseThrow().strip();
        Invite read = assertInstanceOf(DecodedInvite.Read.class, Invite.read(text)).invite();
        assertEquals(List.of(HERE, CREATOR), read.addresses());
        assertTrue(read.isSameNetwork(INVITE));
    }

    @Test
    void theInviteAndItsCodeFitTheUsualWindow() {
        String screen = open(80, 24).text();

        assertEquals(
                "Invite into family · others enter with: floodchat INVITE · Esc closes",
                screen.lines().findFirst().orElseThrow());
        assertFalse(screen.contains("┴"), screen);
        assertTrue(screen.contains(" ▄▄▄▄▄ "), screen);
        String wrapped = screen.lines().skip(1).limit(2).reduce("", String::concat);
        assertInstanceOf(DecodedInvite.Read.class, Invite.read(wrapped), wrapped);
    }

    @Test
    void aSmallWindowSaysThatItHasNoRoomForTheCode() {
        String screen = open(40, 14).text();

        assertTrue(screen.startsWith("Invite into family · Esc closes\n"), screen);
        assertTrue(screen.contains("The window is too small for the code."), screen);
        assertFalse(screen.contains("▄"), screen);
    }

    @Test
    void anyKeyClosesThePage() {
        PaintedWindow painted = open(80, 24);
        assertTrue(painted.window.overlays().isOpen());

        painted.press(Key.Name.ESCAPE);

        assertFalse(painted.window.overlays().isOpen());
        assertFalse(painted.text().contains("Invite into"), painted.text());
    }

    @Test
    void theNameOfThePrivateNetworkIsAlwaysSeen() {
        PaintedWindow painted = PaintedWindow.invited(80, 24, INVITE).hear(roster(ADA, BOB)).linked(2);

        assertTrue(painted.text().contains("── ada · family · 192.168.1.20:55555 · 2 links "), painted.text());
        assertEquals("family · ada", painted.window.title());
        painted.resize(40, 10);
        assertTrue(painted.text().contains("ada · family"), painted.text());
    }

    @Test
    void thePublicNetworkHasNoInvite() {
        PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB)).type("/invite").press(Key.Name.ENTER);

        assertFalse(painted.window.overlays().isOpen());
        assertTrue(painted.text().contains("Everyone may enter this network"), painted.text());
    }
}
