package floodchat.front.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.front.plain.LineReader.TextLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesMayEndAsOnUnixOrWindowsAndTheLastOneNeedsNoEnd() throws IOException {
        LineReader lines = reader("one\ntwo\r\n\nlast");
        assertEquals(new TextLine("one", false), lines.next());
        assertEquals(new TextLine("two", false), lines.next());
        assertEquals(new TextLine("", false), lines.next());
        assertEquals(new TextLine("last", false), lines.next());
        assertNull(lines.next());
    }

    @Test
    void invalidUtf8IsReplaced() throws IOException {
        LineReader lines = new LineReader(new ByteArrayInputStream(new byte[] {'a', (byte) 0xFF, 'b', '\n'}),
                LineReader.MAX_LINE_BYTES);
        assertEquals(new TextLine("a\uFFFDb", false), lines.next());
    }

    @Test
    void aLineOfTheLargestSizeIsKeptAndALongerOneIsCut() throws IOException {
        String most = "x".repeat(LineReader.MAX_LINE_BYTES);
        LineReader lines = reader(most + "\n" + most + "y\nnext\n");
        assertEquals(new TextLine(most, false), lines.next());
        assertEquals(new TextLine(most, true), lines.next());
        assertEquals(new TextLine("next", false), lines.next());
    }

    @Test
    void aByteOrderMarkAtTheStartIsNoPartOfTheFirstLine() throws IOException {
        LineReader lines = reader("\uFEFFset username\nada\uFEFF\n");
        assertEquals(new TextLine("set username", false), lines.next());
        assertEquals(new TextLine("ada\uFEFF", false), lines.next());
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                LineReader.MAX_LINE_BYTES);
    }
}
