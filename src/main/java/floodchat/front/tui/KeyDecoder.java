package floodchat.front.tui;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a terminal to keys: UTF-8, the sequences of xterm and its kin with their modifiers, bracketed paste, focus
 * reports. A sequence that nobody knows is swallowed whole, never typed. Owned by the thread that reads; tells what it
 * found to a sink.
 *
 * <p>A lone Escape, and what a terminal left unfinished, can only be told by time: while {@link #waits} the owner
 * calls {@link #timeout} once nothing came for {@link #patienceMs}.
 */
final class KeyDecoder {
    /** The bytes of one sequence leave a terminal together; a person is slower. */
    static final int ESCAPE_MS = 40;

    /** A paste may stutter on a slow line; an end that was lost must not keep the keyboard for longer. */
    static final int PASTE_SILENCE_MS = 1_000;

    /** More than four of the longest messages; the rest of a larger paste is dropped. */
    static final int MAX_PASTE_BYTES = 64 * 1024;

    /** No key and no answer that we ask for is longer; a longer sequence is swallowed unread. */
    private static final int MAX_SEQUENCE_BYTES = 128;

    private static final int ESC = 0x1B;
    private static final int BEL = 0x07;

    private enum State {
        GROUND,
        UTF8,
        ESCAPE,
        CSI,
        SS3,
        /** An operating system command: the only string that may be an answer to us. */
        OSC,
        /** Any other string: up to its end it is nothing to us. */
        STRING,
        /** The two bytes and the button of an old mouse report. */
        MOUSE,
        PASTE
    }

    private final Consumer<Key> keys;
    private final ByteBag sequence = new ByteBag(MAX_SEQUENCE_BYTES);
    private final ByteBag paste = new ByteBag(MAX_PASTE_BYTES);
    private final Utf8 utf8 = new Utf8();
    private State state = State.GROUND;
    private boolean alt;
    private boolean stringEnds;
    private int mouseBytes;
    private int pasteEnd;

    KeyDecoder(Consumer<Key> keys) {
        this.keys = keys;
    }

    void feed(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            feed(bytes[i] & 0xFF);
        }
    }

    private void feed(int b) {
        switch (state) {
            case GROUND -> ground(b);
            case UTF8 -> continuation(b);
            case ESCAPE -> escape(b);
            case CSI -> csi(b);
            case SS3 -> ss3(b);
            case OSC, STRING -> string(b);
            case MOUSE -> mouse();
            case PASTE -> paste(b);
        }
    }

    /** Whether what came so far may be unfinished. */
    boolean waits() {
        return state != State.GROUND;
    }

    /** How long the owner waits for the rest. */
    int patienceMs() {
        return state == State.PASTE || state == State.STRING || state == State.OSC ? PASTE_SILENCE_MS : ESCAPE_MS;
    }

    /** Nothing came in that time: what is unfinished ends here. */
    void timeout() {
        State before = state;
        state = State.GROUND;
        switch (before) {
            case ESCAPE -> emit(new Key.Named(Key.Name.ESCAPE, false, alt, false));
            case CSI -> unfinished('[');
            case SS3 -> unfinished('O');
            case PASTE -> endPaste();
            case GROUND, UTF8, OSC, STRING, MOUSE -> sequence.clear();
        }
        alt = false;
    }

    /** Alt and a letter that also starts sequences; anything longer is a torn sequence and nobody's key. */
    private void unfinished(char letter) {
        if (sequence.isEmpty()) {
            emit(new Key.Typed(letter, false, true));
        }
    }

    private void emit(Key key) {
        alt = false;
        keys.accept(key);
    }

    private void emitKnown(@Nullable Key key) {
        alt = false;
        if (key != null) {
            keys.accept(key);
        }
    }

    private void ground(int b) {
        if (b == ESC) {
            state = State.ESCAPE;
        } else if (b < 0x20 || b == 0x7F) {
            emit(Controls.key(b, alt));
        } else if (b < 0x80) {
            emit(new Key.Typed(b, false, alt));
        } else if (utf8.starts(b)) {
            state = State.UTF8;
        } else {
            alt = false;
        }
    }

    private void continuation(int b) {
        if (!utf8.continues(b)) {
            state = State.GROUND;
            alt = false;
            ground(b);
            return;
        }
        if (utf8.isComplete()) {
            state = State.GROUND;
            typed(utf8.codePoint());
        }
    }

    private void typed(int codePoint) {
        if (codePoint >= 0xA0) { // C1 controls are nobody's key
            emit(new Key.Typed(codePoint, false, alt));
        }
        alt = false;
    }

    private void escape(int b) {
        sequence.clear();
        state = State.GROUND;
        switch (b) {
            case '[' -> state = State.CSI;
            case 'O' -> state = State.SS3;
            case ']' -> string(State.OSC);
            case 'P', 'X', '^', '_' -> string(State.STRING);
            case ESC -> {
                alt = true;
                state = State.ESCAPE;
            }
            default -> {
                alt = true;
                ground(b);
            }
        }
    }

    private void string(State kind) {
        state = kind;
        stringEnds = false;
    }

    /** A string ends with BEL or ESC \; an ESC with something else after it starts anew. */
    private void string(int b) {
        if (stringEnds && b != '\\') {
            escape(b);
        } else if (stringEnds || b == BEL) {
            endString();
        } else if (b == ESC) {
            stringEnds = true;
        } else {
            sequence.add(b);
        }
    }

    private void endString() {
        if (state == State.OSC) {
            emitKnown(Answers.background(sequence.ascii()));
        }
        alt = false;
        state = State.GROUND;
    }

    private void csi(int b) {
        if (b == ESC) {
            state = State.ESCAPE;
        } else if (b == '[' && sequence.isEmpty()) {
            sequence.add(b); // a function key of the Linux console
        } else if (b >= 0x40 && b <= 0x7E || b == '$' && Sequences.isNumber(sequence.ascii())) {
            endCsi((char) b);
        } else if (b >= 0x20) {
            sequence.add(b);
        } else {
            state = State.GROUND;
            ground(b);
        }
    }

    private void endCsi(char last) {
        state = State.GROUND;
        String parameters = sequence.ascii();
        if (last == '~' && parameters.equals("200")) {
            alt = false;
            startPaste();
        } else if (last == 'M' && parameters.isEmpty()) {
            alt = false;
            mouseBytes = 3;
            state = State.MOUSE;
        } else {
            emitKnown(Sequences.csi(parameters, last, alt));
        }
    }

    private void ss3(int b) {
        if (b >= '0' && b <= '9' || b == ';') {
            sequence.add(b);
            return;
        }
        state = State.GROUND;
        emitKnown(Sequences.csi(sequence.ascii(), (char) b, alt));
    }

    private void mouse() {
        mouseBytes--;
        if (mouseBytes == 0) {
            state = State.GROUND;
        }
    }

    private void startPaste() {
        state = State.PASTE;
        paste.clear();
        pasteEnd = 0;
    }

    private void paste(int b) {
        paste.add(b);
        pasteEnd = Sequences.PASTE_END.charAt(pasteEnd) == b ? pasteEnd + 1 : b == ESC ? 1 : 0;
        if (pasteEnd == Sequences.PASTE_END.length()) {
            state = State.GROUND;
            endPaste();
        }
    }

    private void endPaste() {
        String text = new String(paste.bytes(), StandardCharsets.UTF_8);
        String body = text.endsWith(Sequences.PASTE_END)
                ? text.substring(0, text.length() - Sequences.PASTE_END.length())
                : text;
        paste.clear();
        emit(new Key.Pasted(body.replace("\r\n", "\n").replace('\r', '\n')));
    }
}
