package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An editor has the terminal for a while: a script that reads keys as an editor does. */
class EditorIT extends WindowsOnTheImage {
    private static final String ALT_E = "\033e";

    /** Shows the text, waits for a word, and writes both. What the word is decides how it ends. */
    private static final String EDITOR = """
            #!/bin/sh
            echo "editing: $(cat "$1")"
            read -r word
            echo "read $word"
            echo "$word, $(cat "$1")" >"$1"
            test "$word" != fail
            """;

    /** Takes the terminal as vi does, and does not end when it is asked to. */
    private static final String STUBBORN = """
            #!/bin/sh
            trap '' TERM INT
            printf '\\033[?1049h'
            stty raw -echo
            echo stubborn
            while :; do sleep 1; done
            """;

    private TerminalWindow withEditor(String script, String entry) throws IOException, InterruptedException {
        Path editor = Files.writeString(folder.resolve("my-editor"), script);
        assertTrue(editor.toFile().setExecutable(true));
        TerminalWindow window = shell();
        window.enter("stty -g >modes; unset VISUAL XDG_RUNTIME_DIR; EDITOR=./my-editor %s --name ada --home ada "
                .formatted(BuiltImage.launcher()) + "--listen 127.0.0.1:0 %s; echo code$?!".formatted(entry));
        window.await("ada (you)");
        return window;
    }

    private List<Path> texts() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("ada"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("floodchat-")).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"Alt-E, false", "/edit, true"})
    void theTextOfAnEditorIsTheLine(String how, boolean command) throws Exception {
        TerminalWindow window = withEditor(EDITOR, PlainPeer.NOWHERE);

        window.type(command ? "/edit a draft\r" : "a draft" + ALT_E);
        window.await("editing: a draft");
        assertEquals(1, texts().size());
        window.enter("hello");
        window.await("› hello, a draft");
        assertEquals(List.of(), texts());

        window.enter(" and more");
        window.await("ada -> hello, a draft and more");
    }

    /** All keys are the editor's while it runs, and all are ours afterwards. */
    @Test
    void noKeyOfTheEditorIsTakenAway() throws Exception {
        TerminalWindow window = withEditor(EDITOR, PlainPeer.NOWHERE);
        for (int i = 0; i < 5; i++) {
            window.type("draft " + i + ALT_E);
            window.await("editing: draft " + i);
            window.enter("twelve letters " + i);
            window.await("› twelve letters " + i + ",");
            window.type("\025");
            window.awaitNo("twelve");
        }
    }

    @Test
    void messagesThatCameMeanwhileAreShownAfterIt() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow window = withEditor(EDITOR, witness.address());
            window.await("2 here");
            witness.awaitJoined("ada");
            window.type("a draft" + ALT_E);
            window.await("editing: a draft");
            witness.type("are you writing?");
            witness.type("@ada answer me");
            window.enter("hello");
            window.await("witness -> are you writing?");
            window.await("(direct) witness -> answer me");
            window.await("› hello, a draft");
        }
    }

    private TerminalWindow editingADraft() throws Exception {
        TerminalWindow window = withEditor(EDITOR, PlainPeer.NOWHERE);
        window.type("a draft" + ALT_E);
        window.await("editing: a draft");
        return window;
    }

    @Test
    void anEditorThatFailsLeavesTheLineAsItWas() throws Exception {
        TerminalWindow window = editingADraft();
        window.enter("fail");
        window.await("The editor ended with code 1: the text is as before.");
        window.await("to everyone › a draft");
    }

    @Test
    void ctrlCIsTheEditors() throws Exception {
        TerminalWindow window = editingADraft();
        window.type(TerminalWindow.CTRL_C);
        window.await("The editor ended with code 130: the text is as before.");
        window.enter(" is sent");
        window.await("ada -> a draft is sent");
    }

    @Test
    void ctrlZStopsBothAndFgReturnsToTheEditor() throws Exception {
        TerminalWindow window = editingADraft();
        window.type(TerminalWindow.CTRL_Z);
        window.await("Stopped");
        window.enter("fg");
        window.enter("hello");
        window.await("› hello, a draft");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aSignalEndsBothAndGivesTheTerminalBack(boolean stubborn) throws Exception {
        TerminalWindow window = withEditor(stubborn ? STUBBORN : EDITOR, PlainPeer.NOWHERE);
        ProcessHandle program = window.program();
        window.type("a draft" + ALT_E);
        window.await(stubborn ? "stubborn" : "editing: a draft");
        ProcessHandle editor = program.children().findFirst().orElseThrow();

        signal(program, "TERM");

        program.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        editor.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        assertRestored(window, 143);
        assertEquals(List.of(), texts());
    }
}
