package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.Texts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSizeTest {
    private static final Roster ROSTER = new Roster(ADA, List.of(BOB, CAROL));

    @ParameterizedTest
    @CsvSource({"hi, 2", "'  hi ', 4", "ü, 2", "😀, 4", "//who, 4", "@bob hi, 2", "@bob @carol hi, 2", "/msg bob hi, 2",
        "/msg @bob hi, 2", "/who bob, 0", "set username ada, 0", "'', 0", "@bob, 0", "/msg, 0", "/nonsense, 0"})
    void itIsThatOfWhatIsSaid(String line, int bytes) {
        assertEquals(bytes, MessageSize.of(line, ROSTER));
    }

    /** The largest message that is counted as fitting is sent, and one byte more is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"", "@bob ", "@bob @carol ", "/msg bob ", "//", "   ", "ü", "👩\u200D🚀 "})
    void itAgreesWithTheLimit(String start) {
        String line = start;
        while (MessageSize.of(line + "x", ROSTER) <= Texts.MAX_TEXT_BYTES) {
            line += "x";
        }
        assertEquals(Texts.MAX_TEXT_BYTES, MessageSize.of(line, ROSTER));
        assertInstanceOf(Intent.Send.class, CommandParser.parse(line, ROSTER));
        Intent.Refusal refusal = assertInstanceOf(Intent.Refusal.class, CommandParser.parse(line + "x", ROSTER));
        assertTrue(refusal.reason().contains("it has 4,097 bytes, and 4,096 are allowed"), refusal.reason());
    }
}
