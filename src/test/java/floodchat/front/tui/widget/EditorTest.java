package floodchat.front.tui.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EditorTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    private final Editor editor = new Editor();

    @Test
    void theCursorMovesByClusters() {
        editor.insert("a" + FAMILY + "e\u0301z");
        editor.left();
        editor.left();
        assertEquals("a" + FAMILY, before());
        editor.left();
        assertEquals("a", before());
        editor.right();
        assertEquals("a" + FAMILY, before());
    }

    @Test
    void aWholeClusterIsDeletedAtOnce() {
        editor.insert("a" + FAMILY + "🇩🇪");
        editor.backspace();
        editor.backspace();
        assertEquals("a", editor.text());
        editor.home();
        editor.delete();
        assertTrue(editor.isEmpty());
    }

    @Test
    void wordsAreLettersAndDigits() {
        editor.insert("one, two-three");
        editor.wordLeft();
        assertEquals("one, two-", before());
        editor.wordLeft();
        assertEquals("one, ", before());
        editor.wordRight();
        assertEquals("one, two", before());
    }

    @Test
    void aWordIsCutToItsStartOrToTheBlank() {
        editor.insert("one two-three");
        editor.killWordLeft();
        assertEquals("one two-", editor.text());
        editor.undo();
        editor.killToBlank();
        assertEquals("one ", editor.text());
    }

    @Test
    void cutsInARowArePastedAsOne() {
        editor.insert("one two three");
        editor.killToBlank();
        editor.killToBlank();
        editor.yank();
        assertEquals("one two three", editor.text());
    }

    @Test
    void anEarlierCutCanBePasted() {
        editor.insert("first");
        editor.killToStart();
        editor.insert("second");
        editor.killToStart();
        editor.yank();
        assertEquals("second", editor.text());
        editor.yankPop();
        assertEquals("first", editor.text());
        editor.yankPop();
        assertEquals("second", editor.text());
    }

    @Test
    void theRestOfTheLineIsCut() {
        editor.insert("one two\nthree");
        editor.moveTo(3);
        editor.killToEnd();
        assertEquals("one\nthree", editor.text());
        editor.killToEnd();
        assertEquals("onethree", editor.text());
    }

    @Test
    void lettersTypedInARowAreTakenBackTogether() {
        type("one");
        editor.insert(" ");
        type("two");
        editor.undo();
        assertEquals("one", editor.text());
        editor.undo();
        assertEquals("", editor.text());
        editor.undo();
        assertEquals("", editor.text());
    }

    @Test
    void twoClustersAreSwapped() {
        editor.insert("ab" + FAMILY);
        editor.transpose();
        assertEquals("a" + FAMILY + "b", editor.text());
        editor.moveTo(1);
        editor.transpose();
        assertEquals(FAMILY + "ab", editor.text());
    }

    @Test
    void homeAndEndStayInTheirRow() {
        editor.insert("one\ntwo\nthree");
        editor.moveTo(5);
        editor.home();
        assertEquals("one\n", before());
        editor.end();
        assertEquals("one\ntwo", before());
    }

    @Test
    void aTextIsBounded() {
        editor.insert("x".repeat(Editor.MAX_LENGTH));
        editor.insert("y");
        assertEquals(Editor.MAX_LENGTH, editor.text().length());
    }

    private void type(String letters) {
        letters.codePoints().forEach(c -> editor.insert(Character.toString(c)));
    }

    private String before() {
        return editor.text().substring(0, editor.cursor());
    }
}
