package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.roster;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Scrolling into lines that are only in the history. */
class OlderLinesTest {
    private static final String LOADING = "loading older lines…";
    private static final String BEGINS = "the history begins here";
    private static final Pattern LINE = Pattern.compile("-> line (\\d+)");

    private final KeptLines kept = new KeptLines();
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB, CAROL)).linked(2);

    private void keep(int lines) {
        for (int i = 1; i <= lines; i++) {
            kept.add(BOB, "line " + i);
        }
    }

    private static Key control(Key.Name name) {
        return new Key.Named(name, true, false, false);
    }

    /** The numbers of the lines on the screen, from the top. */
    private List<Integer> shown() {
        return shown(painted);
    }

    private static List<Integer> shown(PaintedWindow window) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = LINE.matcher(window.text());
        while (matcher.find()) {
            numbers.add(Integer.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    private String screen() {
        return painted.text();
    }

    /** Pages up through everything, and gives all lines that were seen, without a gap or a double line. */
    private int pageUpToTheBeginning() {
        int oldest = shown().getFirst();
        for (int i = 0; i < 2_000 && !screen().contains(BEGINS); i++) {
            kept.answer(painted.press(Key.Name.PAGE_UP));
            List<Integer> now = shown();
            for (int at = 1; at < now.size(); at++) {
                assertEquals(now.get(at - 1) + 1, now.get(at), screen());
            }
            assertTrue(now.getLast() >= oldest - 1, "a gap below " + oldest + " in\n" + screen());
            oldest = now.getFirst();
        }
        return oldest;
    }

    // ---- loading

    @Test
    void olderLinesStandBeforeTheOthersAndTheViewDoesNotMove() {
        keep(1_000);
        kept.open(painted, 40);
        painted.press(Key.Name.PAGE_UP);
        HistoryInquiry first =
                new HistoryInquiry.Older(kept.lines.get(960).position(), 500, HistoryQuery.ALL);
        assertEquals(List.of(first), painted.asked);
        painted.press(Key.Name.PAGE_UP);
        assertTrue(screen().contains(LOADING), screen());
        List<Integer> before = shown();
        assertEquals(961, before.getFirst());
        assertTrue(screen().startsWith(LOADING), screen());
        kept.answer(painted);
        assertFalse(screen().contains(LOADING), screen());
        List<Integer> after = shown();
        assertEquals(before, after.subList(after.size() - before.size(), after.size()));
        assertEquals(before.getFirst() - 1, after.get(after.size() - before.size() - 1));
    }

    @Test
    void everyLineIsSeenOnceUpToTheBeginning() {
        keep(1_200);
        kept.open(painted, 200);
        assertEquals(1, pageUpToTheBeginning());
        assertTrue(screen().contains(BEGINS), screen());
        int asked = kept.asked.size();
        painted.press(Key.Name.PAGE_UP, Key.Name.PAGE_UP);
        assertEquals(List.of(), painted.asked);
        assertEquals(2, asked);
    }

    @Test
    void anOlderLineIsChosenAsAnyOther() {
        keep(600);
        kept.open(painted, 40);
        painted.press(control(Key.Name.HOME));
        kept.answer(painted).press(control(Key.Name.HOME));
        painted.press(new Key.Typed('m', false, true));
        int newest = shown().getLast();
        painted.press(Key.Name.UP);
        assertTrue(screen().contains("»bob -> line " + (newest - 1) + " "), screen());
        assertTrue(screen().contains("r answer"), screen());
        painted.press(Key.Name.ESCAPE);
        assertFalse(screen().contains("r answer"), screen());
    }

    @Test
    void newMessagesMeanwhileDoNotMoveTheView() {
        keep(600);
        kept.open(painted, 100);
        painted.press(control(Key.Name.HOME));
        kept.answer(painted).press(control(Key.Name.HOME));
        assertEquals(1, shown().getFirst());
        List<Integer> before = shown();
        painted.hear(new ChatEvent.Said(new MessageId(BOB.key(), 2, 1), BOB, "news", painted.now, false));
        assertEquals(before, shown());
        assertTrue(screen().contains("1 new below"), screen());
        painted.press(control(Key.Name.END));
        assertTrue(screen().contains("bob -> news"), screen());
    }

    @Test
    void linesOfThisRunAreInTheHistoryTooAndAreNotShownTwice() {
        keep(300);
        kept.open(painted, 0);
        kept.lines.subList(200, 300).forEach(line -> painted.hear(line.spoken()));
        assertEquals(1, pageUpToTheBeginning());
    }

    @Test
    void aTranscriptThatWasCutHasNoGap() {
        PaintedWindow small = PaintedWindow.with(scrollback(100), 80, 24).hear(roster(ADA, BOB));
        keep(1_000);
        kept.open(small, 50);
        for (int i = 1_001; i <= 1_300; i++) {
            small.hear(kept.add(BOB, "line " + i).spoken());
        }
        kept.answer(small.press(control(Key.Name.HOME))).press(Key.Name.PAGE_UP);
        List<Integer> now = shown(small);
        for (int at = 1; at < now.size(); at++) {
            assertEquals(now.get(at - 1) + 1, now.get(at), small.text());
        }
        assertTrue(now.getFirst() < 1_201, small.text());
    }

    @Test
    void aTranscriptThatIsCutWhileOneReadsOlderLinesLeavesNoGap() {
        PaintedWindow small = PaintedWindow.with(scrollback(100), 80, 24).hear(roster(ADA, BOB));
        keep(300);
        kept.open(small, 90);
        kept.answer(small.press(control(Key.Name.HOME))).press(control(Key.Name.HOME));
        List<Integer> before = shown(small);
        for (int i = 301; i <= 500; i++) {
            small.hear(kept.add(BOB, "line " + i).spoken());
        }
        assertEquals(before, shown(small));
        int newest = before.getLast();
        for (int i = 0; i < 100 && newest < 500; i++) {
            kept.answer(small.press(Key.Name.PAGE_DOWN));
            List<Integer> now = shown(small);
            assertTrue(now.getFirst() <= newest + 1, "a gap above " + newest + " in\n" + small.text());
            assertEquals(now.size() - 1, now.getLast() - now.getFirst(), small.text());
            newest = now.getLast();
        }
        assertEquals(500, newest);
    }

    @Test
    void linesThatComeLateDoNotPushOutWhatIsShown() {
        keep(4_000);
        kept.open(painted, 200);
        for (int i = 0; i < 4; i++) {
            kept.answer(painted.press(control(Key.Name.HOME)));
        }
        painted.press(control(Key.Name.HOME));
        assertEquals(1, painted.asked.size());
        for (int i = 0; i < 1_000 && shown().getLast() < 3_900; i++) {
            painted.press(Key.Name.PAGE_DOWN);
        }
        List<Integer> before = shown();
        kept.answer(painted);
        assertEquals(before, shown());
        painted.press(Key.Name.PAGE_DOWN);
        assertTrue(shown().getLast() > before.getLast(), screen());
    }

    @Test
    void anOldLineOfOursTellsThatItWasShown() {
        HistoryLine ours = kept.addPrivate(ADA, BOB, "line 1", true);
        keep(100);
        kept.open(painted, 50);
        kept.answer(painted.press(control(Key.Name.HOME))).press(control(Key.Name.HOME));
        assertTrue(screen().contains("✓  (direct) ada"), screen());
        painted.hear(new ChatEvent.DeliveryChanged(ours.spoken().id(), Delivery.SHOWN));
        assertTrue(screen().contains("✓✓ (direct) ada"), screen());
    }

    private static TuiSettings scrollback(int lines) {
        TuiSettings usual = TuiSettings.DEFAULT;
        return new TuiSettings(usual.theme(), usual.bell(), usual.time(), usual.peerListColumns(),
                usual.showPeerList(), lines, usual.notifications(), usual.notifyText(), usual.title(), usual.mouse(),
                usual.links(), usual.idleMinutes());
    }

    @Test
    void whatIsInMemoryStaysBoundedAndThereIsAWayBackDown() {
        keep(5_000);
        kept.open(painted, 200);
        assertEquals(1, pageUpToTheBeginning());
        int newest = shown().getLast();
        for (int i = 0; i < 1_000 && shown().getLast() < 5_000; i++) {
            kept.answer(painted.press(Key.Name.PAGE_DOWN));
            List<Integer> now = shown();
            assertTrue(now.getFirst() <= newest + 1, "a gap above " + newest + " in\n" + screen());
            for (int at = 1; at < now.size(); at++) {
                assertEquals(now.get(at - 1) + 1, now.get(at), screen());
            }
            newest = now.getLast();
        }
        assertEquals(5_000, shown().getLast());
        painted.press(Key.Name.PAGE_DOWN);
        painted.hear(new ChatEvent.Said(new MessageId(BOB.key(), 2, 1), BOB, "news", painted.now, false));
        assertTrue(screen().contains("bob -> news"), screen());
    }

    @Test
    void theNewestLineIsOneKeyAway() {
        keep(5_000);
        kept.open(painted, 200);
        pageUpToTheBeginning();
        painted.press(Key.Name.END);
        assertEquals(5_000, shown().getLast());
        assertFalse(screen().contains("below"), screen());
    }

    // ---- conversations

    @Test
    void aPrivateConversationReadsOnUntilThereAreEnoughLinesOfIt() {
        for (int i = 1; i <= 150; i++) {
            kept.addPrivate(BOB, ADA, "line " + i, false);
        }
        for (int i = 1; i <= 3_000; i++) {
            kept.add(CAROL, "noise");
        }
        kept.open(painted, 200);
        painted.type("@bob").press(Key.Name.ESCAPE, Key.Name.ENTER);
        kept.answer(painted.press(Key.Name.PAGE_UP));
        assertEquals(150, shown().getLast());
        assertEquals(1, pageUpToTheBeginning());
        assertFalse(screen().contains("noise"), screen());
        assertTrue(kept.asked.size() < 10, kept.asked.toString());
    }

    @Test
    void aConversationWithoutALineComesToAnEnd() {
        for (int i = 0; i < 2_000; i++) {
            kept.add(CAROL, "noise");
        }
        kept.open(painted, 200);
        painted.type("@bob").press(Key.Name.ESCAPE, Key.Name.ENTER);
        painted.press(Key.Name.PAGE_UP);
        assertTrue(screen().contains(LOADING), screen());
        kept.answer(painted);
        assertTrue(screen().contains(BEGINS), screen());
    }

    @Test
    void anAnswerThatDoesNotGoOnIsTheLast() {
        keep(300);
        kept.open(painted, 100);
        painted.press(control(Key.Name.HOME));
        HistoryInquiry.Older asked = (HistoryInquiry.Older) painted.asked.removeFirst();
        KeptLines.tell(painted, new HistoryEvent.Lines(asked, List.of(), false));
        assertEquals(List.of(), painted.asked);
        assertTrue(screen().contains(BEGINS), screen());
    }

    // ---- what goes wrong

    @Test
    void aHistoryThatDoesNotAnswerSaysSoAndIsAskedAgain() {
        keep(300);
        kept.open(painted, 100);
        painted.press(control(Key.Name.HOME));
        HistoryInquiry asked = painted.asked.removeFirst();
        painted.press(Key.Name.PAGE_UP);
        assertEquals(List.of(), painted.asked);
        KeptLines.tell(painted, new HistoryEvent.Refused(asked, "The history is busy."));
        assertTrue(screen().contains("The history is busy."), screen());
        painted.press(Key.Name.PAGE_UP);
        assertEquals(List.of(asked), painted.asked);
        kept.answer(painted);
        assertFalse(screen().contains("The history is busy."), screen());
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgain() {
        keep(300);
        kept.open(painted, 100);
        painted.press(control(Key.Name.HOME));
        HistoryInquiry asked = painted.asked.removeFirst();
        painted.handle(new WindowInput.Missed(1)).press(Key.Name.PAGE_UP);
        assertEquals(List.of(asked), painted.asked);
    }

    @Test
    void anAnswerThatCameTooLateChangesNothing() {
        keep(300);
        kept.open(painted, 100);
        painted.press(control(Key.Name.HOME));
        painted.press(control(Key.Name.END));
        List<Integer> before = shown();
        kept.answer(painted);
        assertEquals(before, shown());
        KeptLines.tell(painted, new HistoryEvent.Lines(
                new HistoryInquiry.Older(HistoryPosition.END, 1, HistoryQuery.ALL), kept.lines.subList(0, 1), true));
        assertEquals(before, shown());
    }

    @Test
    void afterTheHistoryWasClearedNothingOlderIsShown() {
        keep(300);
        kept.open(painted, 100);
        kept.answer(painted.press(control(Key.Name.HOME)));
        kept.lines.clear();
        KeptLines.tell(painted, new HistoryEvent.Cleared(300));
        kept.answer(painted.press(control(Key.Name.HOME)));
        assertEquals(201, shown().getFirst());
        assertTrue(screen().contains(BEGINS), screen());
    }

    @Test
    void namesakesInOlderLinesAreToldApart() {
        kept.add(new Person("eeee0000eeee0000", "bob"), "line 0");
        for (int i = 0; i < 100; i++) {
            kept.add(BOB, "line");
        }
        List<HistoryLine> newest = Collections.nCopies(1, kept.lines.getLast());
        KeptLines.tell(painted, new HistoryEvent.Opened(newest));
        kept.answer(painted.press(Key.Name.PAGE_UP)).press(control(Key.Name.HOME));
        assertTrue(screen().contains("bob·eeee0000 -> line 0"), screen());
    }
}
