package floodchat.front.tui;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.screen.Screen;
import floodchat.front.Roster;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;

/**
 * Draws a {@link Window} on a screen, whole, every time: the screen finds out what has changed. For the thread that
 * owns the screen.
 */
final class Painter {
    private final Window window;
    private final Screen screen;
    private final Canvas canvas;

    Painter(Window window, Screen screen, Theme theme) {
        this.window = window;
        this.screen = screen;
        this.canvas = new Canvas(screen, theme);
    }

    void paint(Instant now) {
        screen.clear();
        InputBox input = window.input();
        Frame frame = window.frame(input);
        if (frame.tooSmall()) {
            tooSmall(frame);
            return;
        }
        NetworkPage page = window.networkPage();
        if (page == null) {
            messages(frame);
            peers(frame);
        } else {
            long newLines = page.newLines(window.conversation().transcript().lastNumber());
            window.networkPane(page, now).paint(canvas, frame, newLines);
        }
        new StatusLine(window).paint(canvas, frame, now);
        input(frame, input);
        overlays(frame, input);
    }

    private void tooSmall(Frame frame) {
        String words = "Floodchat needs " + Frame.MIN_COLUMNS + " x " + Frame.MIN_ROWS;
        int column = Math.max(0, (frame.columns() - words.length()) / 2);
        canvas.put(column, Math.max(0, (frame.rows() - 1) / 2), words, Ink.TEXT, frame.columns());
        screen.setCursorPosition(null);
    }

    private void messages(Frame frame) {
        Conversation conversation = window.conversation();
        List<Row> rows = conversation.scroll().view(conversation.layout(frame.textColumns()), frame.paneRows());
        int top = frame.paneRows() - rows.size();
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, top + i, rows.get(i), frame.textColumns());
        }
        if (!conversation.scroll().follows()) {
            below(frame, conversation);
        }
    }

    private void below(Frame frame, Conversation conversation) {
        long fresh = conversation.newBelow();
        int hidden = conversation.scroll().below(conversation.layout(frame.textColumns()));
        String words = fresh > 0 ? fresh + " new below" : hidden + " more below";
        int row = frame.paneRows() - 1;
        canvas.blank(0, row, frame.paneColumns());
        canvas.put(0, row, "─── ▼ " + words + ", Ctrl-End ", fresh > 0 ? Ink.ACCENT : Ink.QUIET, frame.paneColumns());
    }

    private void peers(Frame frame) {
        if (frame.peerColumns() == 0) {
            return;
        }
        int left = frame.paneColumns();
        for (int row = 0; row < frame.paneRows(); row++) {
            canvas.put(left, row, "│", Ink.QUIET, frame.columns());
        }
        Roster roster = window.conversation().transcript().roster();
        if (roster.size() > 0) {
            canvas.put(left + 2, 0, roster.size() + " here", Ink.STRONG, frame.columns());
        }
        int row = 1;
        if (roster.self() != null) {
            int end = peer(left, row++, roster, roster.self(), frame.columns() - 6);
            canvas.put(end, row - 1, " (you)", Ink.QUIET, frame.columns());
        }
        others(frame, roster, row);
    }

    private void others(Frame frame, Roster roster, int firstRow) {
        int row = firstRow;
        List<Person> others = roster.others();
        int room = frame.paneRows() - firstRow;
        int shown = others.size() <= room ? others.size() : Math.max(0, room - 1);
        for (Person person : others.subList(0, shown)) {
            peer(frame.paneColumns(), row++, roster, person, frame.columns());
        }
        if (shown < others.size()) {
            canvas.put(frame.paneColumns() + 2, row, others.size() - shown + " more", Ink.QUIET, frame.columns());
        }
    }

    private int peer(int left, int row, Roster roster, Person person, int limit) {
        return canvas.put(left + 2, row, Graphemes.fit(roster.label(person), limit - left - 2), Ink.of(person), limit);
    }

    private void input(Frame frame, InputBox input) {
        for (int i = 0; i < input.rows().size(); i++) {
            canvas.put(0, frame.inputRow() + i, input.rows().get(i), frame.columns());
        }
        screen.setCursorPosition(new TerminalPosition(input.cursorColumn(), frame.inputRow() + input.cursorRow()));
    }

    private void overlays(Frame frame, InputBox input) {
        Popup popup = window.composer().popup();
        if (popup != null) {
            PopupBox.paint(popup, canvas, frame, input.cursorColumn());
        }
        NameDialog dialog = window.dialog();
        Help help = window.help();
        if (help != null) {
            HelpBox.paint(help, canvas, frame);
            screen.setCursorPosition(null);
        } else if (dialog != null) {
            screen.setCursorPosition(DialogBox.paint(dialog, canvas, frame));
        }
    }
}
