package floodchat.front.tui.widget;

import floodchat.front.tui.text.Graphemes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A text with a cursor that moves by grapheme clusters, with undo and the kill ring of readline. Owned by the thread
 * that owns the screen.
 */
final class Editor {
    /** Four times the longest message. A longer paste is cut, so that no key takes long. */
    static final int MAX_LENGTH = 16 * 1024;

    private static final int MAX_UNDO = 200;
    private static final int MAX_KILLS = 30;

    /** What the last key did. The same in a row is one undo step, or one entry of the kill ring. */
    private enum Last {
        OTHER,
        TYPED,
        KILLED,
        YANKED
    }

    private record Step(String text, int cursor) {}

    private String text = "";
    private int cursor;
    private Last last = Last.OTHER;
    private final Deque<Step> undo = new ArrayDeque<>();
    private final List<String> kills = new ArrayList<>();
    private int yankedKill;
    private int yankedAt;

    String text() {
        return text;
    }

    /** An index in the text. */
    int cursor() {
        return cursor;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    void insert(String typed) {
        if (text.length() + typed.length() > MAX_LENGTH) {
            return;
        }
        if (last != Last.TYPED || typed.length() > 2 || typed.isBlank()) {
            remember();
        }
        splice(cursor, cursor, typed);
        last = Last.TYPED;
    }

    /** Replaces the text between two places. */
    void replace(int start, int end, String replacement) {
        remember();
        splice(start, end, replacement);
        last = Last.OTHER;
    }

    /** Another text, with the cursor at its end; undo brings the old text back. */
    void set(String other) {
        replace(0, text.length(), other);
    }

    /** An empty text without undo steps. */
    void clear() {
        text = "";
        cursor = 0;
        undo.clear();
        last = Last.OTHER;
    }

    void moveTo(int place) {
        cursor = Math.clamp(place, 0, text.length());
        last = Last.OTHER;
    }

    void left() {
        moveTo(Graphemes.before(text, cursor));
    }

    void right() {
        moveTo(Graphemes.after(text, cursor));
    }

    void wordLeft() {
        moveTo(WordBoundaries.startBefore(text, cursor));
    }

    void wordRight() {
        moveTo(WordBoundaries.endAfter(text, cursor));
    }

    void home() {
        moveTo(text.lastIndexOf('\n', cursor - 1) + 1);
    }

    void end() {
        moveTo(endOfRow());
    }

    private int endOfRow() {
        int newline = text.indexOf('\n', cursor);
        return newline < 0 ? text.length() : newline;
    }

    void backspace() {
        delete(Graphemes.before(text, cursor), cursor);
    }

    void delete() {
        delete(cursor, Graphemes.after(text, cursor));
    }

    private void delete(int start, int end) {
        if (start < end) {
            replace(start, end, "");
        }
    }

    void killWordLeft() {
        kill(WordBoundaries.startBefore(text, cursor), cursor);
    }

    /** Cuts back to a blank, as Ctrl-W does in a shell. */
    void killToBlank() {
        kill(WordBoundaries.blankBefore(text, cursor), cursor);
    }

    void killWordRight() {
        kill(cursor, WordBoundaries.endAfter(text, cursor));
    }

    void killToEnd() {
        int end = endOfRow();
        kill(cursor, end == cursor ? Math.min(end + 1, text.length()) : end);
    }

    void killToStart() {
        kill(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
    }

    void killAll() {
        kill(0, text.length());
    }

    private void kill(int start, int end) {
        if (start >= end) {
            return;
        }
        String killed = text.substring(start, end);
        boolean again = last == Last.KILLED && !kills.isEmpty();
        boolean backwards = end == cursor;
        remember();
        splice(start, end, "");
        keep(again ? joined(kills.removeLast(), killed, backwards) : killed);
        last = Last.KILLED;
    }

    private static String joined(String before, String killed, boolean backwards) {
        return backwards ? killed + before : before + killed;
    }

    private void keep(String killed) {
        kills.add(killed);
        if (kills.size() > MAX_KILLS) {
            kills.removeFirst();
        }
    }

    void yank() {
        if (!kills.isEmpty()) {
            yankedKill = kills.size() - 1;
            yankedAt = cursor;
            replace(cursor, cursor, kills.get(yankedKill));
            last = Last.YANKED;
        }
    }

    /** Replaces what was just yanked by the kill before it. */
    void yankPop() {
        if (last == Last.YANKED) {
            yankedKill = Math.floorMod(yankedKill - 1, kills.size());
            replace(yankedAt, cursor, kills.get(yankedKill));
            last = Last.YANKED;
        }
    }

    /** Swaps the clusters on both sides of the cursor; at the end of the text, the last two. */
    void transpose() {
        int middle = cursor == text.length() ? Graphemes.before(text, cursor) : cursor;
        int start = Graphemes.before(text, middle);
        int end = Graphemes.after(text, middle);
        if (start < middle && middle < end) {
            replace(start, end, text.substring(middle, end) + text.substring(start, middle));
        }
    }

    void undo() {
        if (!undo.isEmpty()) {
            Step step = undo.pop();
            text = step.text();
            cursor = step.cursor();
            last = Last.OTHER;
        }
    }

    private void remember() {
        undo.push(new Step(text, cursor));
        if (undo.size() > MAX_UNDO) {
            undo.removeLast();
        }
    }

    private void splice(int start, int end, String replacement) {
        text = text.substring(0, start) + replacement + text.substring(end);
        cursor = start + replacement.length();
    }
}
