package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Key;

/** Applies the keys of readline to an {@link Editor}. */
final class EditorKeys {
    private EditorKeys() {}

    /** False if the key does not edit. */
    static boolean apply(Key key, Editor editor) {
        return switch (key) {
            case Key.Typed(int codePoint, boolean ctrl, boolean alt) when ctrl -> !alt && control(codePoint, editor);
            case Key.Typed(int codePoint, boolean ctrl, boolean alt) when alt -> alt(codePoint, editor);
            case Key.Typed(int codePoint, boolean ctrl, boolean alt) -> typed(codePoint, editor);
            case Key.Named named -> named(named, editor);
            case Key.Pasted pasted -> false;
            case Key.Focused focused -> false;
            case Key.Background background -> false;
            case Key.SchemeReports reports -> false;
            case Key.SchemeChanged changed -> false;
            case Key.Knows knows -> false;
            case Key.Mouse mouse -> false;
        };
    }

    private static boolean typed(int codePoint, Editor editor) {
        editor.insert(Character.toString(codePoint));
        return true;
    }

    private static boolean control(int letter, Editor editor) {
        switch (letter) {
            case 'a' -> editor.home();
            case 'b' -> editor.left();
            case 'd' -> editor.delete();
            case 'e' -> editor.end();
            case 'f' -> editor.right();
            case 'h' -> editor.backspace();
            case 'k' -> editor.killToEnd();
            case 't' -> editor.transpose();
            case 'u' -> editor.killToStart();
            case 'w' -> editor.killToBlank();
            case 'y' -> editor.yank();
            case '_', '-' -> editor.undo();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean alt(int letter, Editor editor) {
        switch (letter) {
            case 'b' -> editor.wordLeft();
            case 'd' -> editor.killWordRight();
            case 'f' -> editor.wordRight();
            case 'y' -> editor.yankPop();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean named(Key.Named key, Editor editor) {
        boolean byWord = key.ctrl() || key.alt();
        switch (key.name()) {
            case LEFT -> move(byWord, editor::wordLeft, editor::left);
            case RIGHT -> move(byWord, editor::wordRight, editor::right);
            case BACKSPACE -> move(byWord, editor::killWordLeft, editor::backspace);
            case DELETE -> move(byWord, editor::killWordRight, editor::delete);
            case HOME -> editor.home();
            case END -> editor.end();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void move(boolean byWord, Runnable word, Runnable character) {
        if (byWord) {
            word.run();
        } else {
            character.run();
        }
    }
}
