package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import org.junit.jupiter.api.Test;

/** The image in a real pseudo-terminal: the conversations are there again after a restart. */
class ConversationsIT extends WindowsOnTheImage {
    private static final String ALT_2 = "\0332";

    @Test
    void afterARestartDraftsAreThereAndTheLineWhereThePersonStopped() throws Exception {
        TerminalWindow ada = person("ada", PlainPeer.NOWHERE);
        try (PlainPeer bob = PlainPeer.start("bob", folder, address(ada));
                PlainPeer carol = PlainPeer.start("carol", folder, bob.address())) {
            bob.awaitJoined("ada", "carol");
            bob.type("you have read this");
            ada.await("bob -> you have read this");
            ada.enter("@bob");
            ada.await("only to bob");
            ada.type("half a line");
            ada.await("half a line");

            signal(ada.program(), "TERM");
            ada.await("code143!");
            bob.type("and not this", "ada: nor this");
            carol.said().await("bob -> ada: nor this");

            TerminalWindow again = open("ada", bob.address());
            again.await("2 new since");
            again.await("1 names you · Alt-A");
            again.await("bob -> ada: nor this");
            String screen = again.screen();
            assertTrue(screen.contains("to everyone"), screen);
            assertTrue(screen.indexOf("you have read this") < screen.indexOf("2 new since"), screen);
            assertTrue(screen.indexOf("2 new since") < screen.indexOf("and not this"), screen);
            again.type(ALT_2);
            again.await("only to bob");
            again.await("half a line");
        }
    }
}
