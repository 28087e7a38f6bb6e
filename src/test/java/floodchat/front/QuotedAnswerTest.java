package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer goes to those who are named, and a private message is quoted to nobody else than its readers. */
class QuotedAnswerTest {
    private static final ChatEvent HERE = roster(ADA, BOB, CAROL);

    private static ChatEvent.Told toldByUs(Person to) {
        return new ChatEvent.Told(new MessageId(ADA.key(), 1, 9, to.key()), ADA, to, "lunch?", NOON, true);
    }

    private static Intent reply(Transcript transcript, String line, Person... readers) {
        Intent intent = CommandParser.parse(line, transcript.roster(), List.of(readers));
        if (!(intent instanceof Intent.Answer(int place, ChatCommand command))) {
            return intent;
        }
        TranscriptEntry.Spoken message = Transcript.message(transcript.entries(), place);
        assertTrue(message != null, "no message " + place);
        return QuotedAnswer.quoting(message, command, transcript.roster(), ZoneOffset.UTC, NOON);
    }

    private static void assertRefused(String reason, Intent intent) {
        assertTrue(assertInstanceOf(Intent.Refusal.class, intent).reason().contains(reason), intent.toString());
    }

    private static Choice choice(Person person) {
        return new Choice(person.name(), person.key());
    }

    @Test
    void aPublicMessageIsAnsweredToEveryone() {
        Transcript transcript = after(HERE, said(BOB, 1, "lunch?"), said(CAROL, 1, "later"));
        assertEquals(
                new Intent.Send(new ChatCommand.Say("> lunch? (bob 12:00)\nyes")), reply(transcript, "/reply 2 yes"));
        assertEquals(
                new Intent.Send(new ChatCommand.Tell(choice(BOB), "> lunch? (bob 12:00)\nyes")),
                reply(transcript, "/reply 2 @bob yes"));
    }

    @Test
    void aPrivateMessageIsQuotedToItsReadersAlone() {
        Transcript transcript = after(HERE, told(BOB, ADA, 1, "psst"));
        String quoting = "> psst (bob 12:00)\nyes";
        assertEquals(
                new Intent.Send(new ChatCommand.Tell(choice(BOB), quoting)), reply(transcript, "/reply 1 @bob yes"));
        assertEquals(
                new Intent.Send(new ChatCommand.Tell(choice(BOB), quoting)), reply(transcript, "/reply 1 yes", BOB));
        assertRefused("only bob may get the quote: write @bob before", reply(transcript, "/reply 1 yes"));
        assertRefused("only bob may get the quote", reply(transcript, "/reply 1 @carol yes"));
        assertRefused("only bob may get the quote", reply(transcript, "/reply 1 @bob @carol yes"));
        assertRefused("only bob may get the quote", reply(transcript, "/reply 1 yes", BOB, CAROL));
    }

    @Test
    void ourLineToAGroupIsAnsweredToAllOrSomeOfIt() {
        Transcript transcript = after(HERE, toldByUs(BOB), toldByUs(CAROL));
        String quoting = "> lunch? (ada 12:00)\nwell?";
        assertEquals(
                new Intent.Send(new ChatCommand.TellAll(List.of(choice(BOB), choice(CAROL)), quoting)),
                reply(transcript, "/reply 1 @bob @carol well?"));
        assertEquals(
                new Intent.Send(new ChatCommand.Tell(choice(BOB), quoting)), reply(transcript, "/reply 1 @bob well?"));
        assertRefused("only bob and carol may get the quote: write @bob @carol", reply(transcript, "/reply 1 well?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reply", "/reply 1", "/reply 0 yes", "/reply yes", "/reply -1 yes", "/reply 1 @bob",
        "/reply 99999 yes"})
    void aReplyWithoutANumberOrATextIsRefused(String line) {
        assertRefused("Write /reply 1 TEXT", reply(after(HERE, said(BOB, 1, "hi")), line));
    }

    @Test
    void aTextThatIsTooLongWithItsQuoteIsRefused() {
        Transcript transcript = after(HERE, said(BOB, 1, "hi"));
        assertRefused("too long", reply(transcript, "/reply 1 " + "x".repeat(4_090)));
    }
}
