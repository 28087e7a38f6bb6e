package floodchat.front.tui.widget;

import floodchat.front.InviteCode;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.Invite;
import java.util.List;

/**
 * The invite into the private network of a window, in the place of the messages: as text, and as a code for phones. If
 * the window has no room for the whole code, the code has fewer addresses. Immutable; for the thread that owns the
 * screen.
 *
 * @param invite with the addresses that are known now
 */
public record InvitePage(Invite invite) {
    private static final String USE = " · others enter with: floodchat INVITE";
    private static final String CLOSE = " · Esc closes";
    private static final String NO_ROOM = "The window is too small for the code.";

    /** Draws the page. */
    public void paint(Canvas canvas, WindowLayout layout) {
        int columns = layout.columns();
        canvas.hideCursor();
        for (int row = 0; row < layout.paneRows(); row++) {
            canvas.blank(0, row, columns);
        }
        canvas.put(0, 0, Graphemes.fit(title(columns), columns), StyleToken.STRONG, columns);
        int row = 1;
        String text = invite.text();
        for (int from = 0; from < text.length() && row < layout.paneRows(); from += columns) {
            String part = text.substring(from, Math.min(text.length(), from + columns));
            canvas.put(0, row++, part, StyleToken.TEXT, columns);
        }
        paintCode(canvas, row, layout.paneRows(), columns);
    }

    private String title(int columns) {
        String title = "Invite into " + invite.name();
        String whole = title + USE + CLOSE;
        return Graphemes.width(whole) <= columns ? whole : title + CLOSE;
    }

    private void paintCode(Canvas canvas, int top, int bottom, int columns) {
        List<String> code = code(columns, bottom - top);
        if (code.isEmpty()) {
            if (top < bottom) {
                canvas.put(0, top, Graphemes.fit(NO_ROOM, columns), StyleToken.QUIET, columns);
            }
            return;
        }
        int left = (columns - code.getFirst().length()) / 2;
        for (int i = 0; i < code.size(); i++) {
            canvas.put(left, top + i, row(code.get(i)), columns);
        }
    }

    /** Full blocks become blanks of their colour: fonts leave a thin line between two blocks. */
    private static Row row(String code) {
        Row.Builder row = new Row.Builder();
        for (String block : Graphemes.of(code)) {
            boolean full = block.equals("█");
            row.add(full ? " " : block, full ? StyleToken.CODE_BLANK : StyleToken.CODE);
        }
        return row.build();
    }

    /** The code with as many addresses as fit, at least one; no rows if there is no room. */
    private List<String> code(int columns, int rows) {
        List<Address> addresses = invite.addresses();
        for (int count = addresses.size(); count >= Math.min(1, addresses.size()); count--) {
            List<String> code = InviteCode.rows(invite.at(addresses.subList(0, count)).textForCode());
            if (code.size() <= rows && code.getFirst().length() <= columns) {
                return code;
            }
        }
        return List.of();
    }
}
