package floodchat.front.tui.terminal;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a terminal into keys: UTF-8, escape sequences with modifiers, bracketed paste, focus reports. An
 * unknown sequence is dropped whole and never typed. Keys go to a sink. Owned by the thread that reads.
 *
 * <p>Only time tells a lone Escape key from the start of a sequence. While {@link #isUnfinished}, the owner calls
 * {@link #timeout} if nothing comes for {@link #timeoutMs}. On a slow line the rest of a sequence may come later than
 * that. So what comes behind an Escape is held while it may be the rest of a known sequence, and typed if it is not.
 */
final class KeyDecoder {
    /** A terminal sends the bytes of one sequence together; a person types more slowly, and waits for Escape. */
    static final int ESCAPE_MS = 40;

    /**
     * A slow line may pause within a sequence, a character or a paste. If the rest is lost, the keyboard is blocked for
     * no longer than this.
     */
    static final int SILENCE_MS = 1_000;

    /**
     * An O so soon after Escape may be the rest of a sequence, such as {@code ESC O H}. Later it is a person's, who
     * begins a word with capitals.
     */
    static final int CAPITAL_O_MS = 300;

    /** More than ten of the longest messages; the rest of a larger paste is dropped. */
    static final int MAX_PASTE_BYTES = 64 * 1024;

    /** No key and no reply that we use is longer; a longer sequence is dropped. */
    private static final int MAX_SEQUENCE_BYTES = 128;

    private static final int ESC = 0x1B;
    private static final int BEL = 0x07;

    private enum State {
        GROUND,
        UTF8,
        ESCAPE,
        /** Escape was taken for a key. What comes now may be the rest of a sequence that it began. */
        AFTER_ESCAPE,
        CSI,
        SS3,
        /** An operating system command: the only string that may be a reply to us. */
        OSC,
        /** Any other string; it is dropped up to its end. */
        STRING,
        /** The two bytes and the button of an old mouse report. */
        MOUSE,
        PASTE
    }

    private final Consumer<Key> keys;
    private final BoundedBytes sequence = new BoundedBytes(MAX_SEQUENCE_BYTES);
    private final BoundedBytes paste = new BoundedBytes(MAX_PASTE_BYTES);
    private final Utf8 utf8 = new Utf8();

    /** What is held after an Escape. */
    private final StringBuilder tail = new StringBuilder();

    /** It is less than {@link #CAPITAL_O_MS} since the Escape. */
    private boolean soon;

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
            case AFTER_ESCAPE -> afterEscape(b);
            case CSI -> csi(b);
            case SS3 -> ss3(b);
            case OSC, STRING -> string(b);
            case MOUSE -> mouse();
            case PASTE -> paste(b);
        }
    }

    /** True while a sequence, a character or a paste has begun and not ended. */
    boolean isUnfinished() {
        return state != State.GROUND;
    }

    /** How long the owner waits for the rest. */
    int timeoutMs() {
        if (state == State.ESCAPE) {
            return ESCAPE_MS;
        }
        if (state == State.AFTER_ESCAPE && tail.isEmpty()) {
            return soon ? CAPITAL_O_MS : SILENCE_MS - CAPITAL_O_MS;
        }
        return SILENCE_MS;
    }

    /** Nothing came in that time: the unfinished part ends here. */
    void timeout() {
        State before = state;
        state = State.GROUND;
        switch (before) {
            case ESCAPE -> {
                emit(new Key.Named(Key.Name.ESCAPE, false, alt, false));
                state = State.AFTER_ESCAPE;
                soon = true;
            }
            case AFTER_ESCAPE -> noTail();
            case CSI -> unfinished('[');
            case SS3 -> unfinished('O');
            case PASTE -> endPaste();
            case GROUND, UTF8, OSC, STRING, MOUSE -> sequence.clear();
        }
        alt = false;
    }

    private void noTail() {
        if (tail.isEmpty() && soon) {
            soon = false;
            state = State.AFTER_ESCAPE;
        } else {
            typeTail();
        }
    }

    /** Holds a byte behind an Escape while it may belong to a known sequence. Then that is decoded, or typed. */
    private void afterEscape(int b) {
        tail.append((char) b);
        boolean capital = tail.charAt(0) == 'O' && !soon;
        if (EscapeTails.isWhole(tail)) {
            String rest = tail.toString();
            tail.setLength(0);
            state = State.ESCAPE;
            rest.chars().forEach(this::feed);
        } else if (capital || !EscapeTails.isBegun(tail)) {
            tail.setLength(tail.length() - 1);
            typeTail();
            state = State.GROUND;
            ground(b);
        }
    }

    private void typeTail() {
        String typed = tail.toString();
        tail.setLength(0);
        typed.chars().forEach(c -> emit(Key.typed(c)));
    }

    /** Emits Alt and a letter that also starts sequences. Anything longer is a broken sequence and no key. */
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
            emit(ControlKeys.key(b, alt));
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
        if (codePoint >= 0xA0) { // C1 controls are no keys
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

    /** A string ends with BEL or ESC \. An ESC with another byte after it starts a new sequence. */
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
            String reply = sequence.ascii();
            Key background = TerminalReplies.background(reply);
            emitKnown(background == null ? TerminalReplies.notifications(reply) : background);
        }
        alt = false;
        state = State.GROUND;
    }

    private void csi(int b) {
        if (b == ESC) {
            state = State.ESCAPE;
        } else if (b == '[' && sequence.isEmpty()) {
            sequence.add(b); // a function key of the Linux console
        } else if (b >= 0x40 && b <= 0x7E || b == '$' && EscapeSequences.isNumber(sequence.ascii())) {
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
        } else if (last == 'y') {
            emitKnown(TerminalReplies.mode(parameters));
            emitKnown(TerminalReplies.schemeReports(parameters));
        } else if (last == 'n') {
            emitKnown(TerminalReplies.scheme(parameters));
        } else if (last == 'u' && parameters.startsWith("?")) {
            emitKnown(TerminalReplies.kittyKeys(parameters));
        } else if ((last == 'M' || last == 'm') && parameters.startsWith("<")) {
            emitKnown(TerminalReplies.mouse(parameters, last == 'm'));
        } else {
            emitKnown(EscapeSequences.csi(parameters, last, alt));
        }
    }

    private void ss3(int b) {
        if (b >= '0' && b <= '9' || b == ';') {
            sequence.add(b);
            return;
        }
        state = State.GROUND;
        emitKnown(EscapeSequences.csi(sequence.ascii(), (char) b, alt));
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
        pasteEnd = EscapeSequences.PASTE_END.charAt(pasteEnd) == b ? pasteEnd + 1 : b == ESC ? 1 : 0;
        if (pasteEnd == EscapeSequences.PASTE_END.length()) {
            state = State.GROUND;
            endPaste();
        }
    }

    private void endPaste() {
        String text = new String(paste.bytes(), StandardCharsets.UTF_8);
        String body = text.endsWith(EscapeSequences.PASTE_END)
                ? text.substring(0, text.length() - EscapeSequences.PASTE_END.length())
                : text;
        paste.clear();
        emit(new Key.Pasted(body.replace("\r\n", "\n").replace('\r', '\n')));
    }
}
