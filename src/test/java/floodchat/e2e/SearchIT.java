package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import org.junit.jupiter.api.Test;

/** The search of the image in a real pseudo-terminal. */
class SearchIT extends WindowsOnTheImage {
    private static final String CTRL_S = "\023";
    private static final String PAGE_UP = "\033[5~";
    private static final String BEGINS = "the history begins here";

    /** More than a window recalls when it starts. */
    private static final int LINES = 260;

    @Test
    void whatWasSaidInAnEarlierRunIsFoundAndTheWayBackIsShort() throws Exception {
        TerminalWindow first = person("ada", PlainPeer.NOWHERE);
        first.enter("the otter is in the river");
        for (int i = 1; i <= LINES; i++) {
            first.enter("line " + i);
        }
        first.await("ada -> line " + LINES);
        first.enter("exit");
        first.await(TerminalWindow.PROMPT);

        TerminalWindow ada = open("ada", PlainPeer.NOWHERE);
        ada.await("ada -> line " + LINES);
        ada.type("half a thought");
        ada.type(CTRL_S);
        ada.await("search ›");
        ada.type("otter");
        ada.await("1 of 1");
        ada.type(TerminalWindow.ENTER);
        ada.await("the line among others",
                screen -> screen.contains("»  ada -> the otter is in the river") && screen.contains("line 5"));
        ada.await(BEGINS);
        assertFalse(ada.screen().contains("line " + LINES), ada.screen());

        ada.type(TerminalWindow.ESCAPE);
        ada.await("the newest line and the draft",
                screen -> screen.contains("line " + LINES) && screen.contains("to everyone › half a thought"));
        ada.type(PAGE_UP.repeat(LINES / 10));
        ada.await("older lines", screen -> screen.contains("ada -> line 60 ") || screen.contains(BEGINS));
        ada.type(PAGE_UP.repeat(LINES / 10));
        ada.await(BEGINS);
        ada.await("the otter is in the river");
    }
}
