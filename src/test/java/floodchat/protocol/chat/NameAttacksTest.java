package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody can do with a name that they gave themselves. Each defence is seen from the chat, without a window. */
class NameAttacksTest {
    private static final String BAD = "bad0".repeat(16);
    private static final Identity MALLORY = Authors.identity(13);
    private static final Identity BOB = Authors.identity(14);

    private final ChatSimulation simulation = new ChatSimulation(66);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    /** Attack 62. Cyrillic, Greek, Armenian, Cherokee and Lisu letters among Latin ones, or alone. */
    @ParameterizedTest
    @CsvSource({"paypal,раураl", "paypal,ρаypal", "scope,ѕсоре", "Yuri,Υuri", "Yuri,Υυri", "monroe,mоոrоe",
        "TRACY,ᎢᏒᎪᏟᎩ", "OLDE,ꓳꓡꓓꓰ", "жанна,жанha", "Straße,Straβe", "hans,hаns"})
    void aNameOfMixedScriptsIsTakenForTheOneThatItLooksLike(String name, String imitation) {
        assertTrue(Names.looksLike(name, imitation));
    }

    /** Attack 62. The answer to a name that nobody has must not lead to its imitation under the plain name. */
    @Test
    void anImitationIsOfferedWithItsSuffixAlone() {
        assertEquals(
                "Nobody here is called \"bob\": do you mean @bоb·bad0bad0?",
                refusal("bob", new Person(BAD, "bоb")));
    }

    /** Attack 63. A key with four given digits is found in a second. */
    @Test
    void fourDigitsOfAKeyAddressNobody() {
        Person ground = new Person("bad0" + "1".repeat(60), "bob");
        assertEquals("At least 8 digits of the key follow the dot.", refusal("bob·bad0", ground));
    }

    /** Attack 63. Who finds eight digits is asked about, with more of them. */
    @Test
    void keysWithTheSameSuffixAreToldApartByMoreDigits() {
        Person ground = new Person("bad0bad01" + "0".repeat(55), "bob");
        assertEquals(
                "2 people are called that: write @bob·bad0bad0b or @bob·bad0bad01.",
                refusal("bob·bad0bad0", new Person(BAD, "bob"), ground));
    }

    /** What is pasted as a name by mistake must not fill the window. */
    @Test
    void aNameOfAnyLengthIsNotRepeatedInTheAnswer() {
        assertEquals("A name has at most 32 characters. This one has 3,000.", refusal("𝒜".repeat(3_000)));
        String longest = "x".repeat(32) + "·" + "f".repeat(64);
        assertEquals("Nobody here is called \"" + longest + "\": type /who to see who is here.", refusal(longest));
        assertEquals("A name has at most 32 characters. This one has 98.", refusal("x" + longest));
    }

    /** Attack 65. */
    @Test
    void aLineForBobNeverGoesToSomebodyCalledBobInCapitals() {
        ada.receive(BOB, simulation.presence(1, 0, "bob", false, 15));
        ada.receive(MALLORY, simulation.presence(1, 0, "Bob", false, 15));
        ada.tell("Bob", "hi");
        String bob = new Person(BOB.key().hex(), "bob").nameWithSuffix();
        String mallory = new Person(MALLORY.key().hex(), "Bob").nameWithSuffix();
        assertEquals(
                "2 people are called that: write @" + bob + " or @" + mallory + ".", ada.refusal());
        assertEquals(List.of(), ada.lines());
    }

    private static String refusal(String typed, Person... people) {
        Person self = new Person("a".repeat(64), "ada");
        Recipient found = Recipient.find(typed, self, List.of(people), List.of(), _ -> 0);
        return assertInstanceOf(Recipient.None.class, found).reason();
    }

    /** Attack 66. Signs that the window writes, or may write later, beside names, in lines and in labels. */
    @Test
    void aNameHoldsNoSignOfTheWindow() {
        String signs = " \n\t\u00A0\u3000·•∙⋅・‧‹›<>«»→←-->▌│┃|!…✓✔★☆♥♦●○◆(){}[]@#/\\\"'`,;:*+=~^%&?$";
        for (int sign : signs.codePoints().filter(c -> c != '-').toArray()) {
            String name = "ada" + Character.toString(sign) + "x";
            assertNotNull(Names.problemWith(name), name);
        }
    }

    /** Attack 66. A person of such a name says nothing, comes under no name, and a letter shows no such name. */
    @ParameterizedTest
    @ValueSource(strings = {"ada·3f2a00aa", "bob★", "you", "-->", "ada: hi"})
    void aNameThatLooksLikeAContactOrTheWindowIsNotTaken(String name) {
        ada.receive(MALLORY, simulation.presence(1, 0, name, true, 15));
        ada.receive(MALLORY, simulation.say(1, name, "hi"));
        assertEquals(List.of(), ada.all(ChatEvent.PeerFound.class));
        assertEquals(List.of(), ada.lines());
        assertEquals(2, ada.effects.stream().filter(new ChatEffect.Reject(Refusal.UNREADABLE)::equals).count());
        ada.receiveSealed(letter(MALLORY, name, "psst"));
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of("(direct) somebody -> psst"), ada.lines());
    }

    /** Attack 66. */
    @ParameterizedTest
    @ValueSource(strings = {"everyone", "Everyone", "еveryone", "nobody", "n0b0dy", "you", "YOU", "yоu", "уоu"})
    void aNameIsNoWordOfTheChat(String name) {
        assertEquals("The chat uses \"" + name + "\" as a word of its own: choose another name.",
                Names.problemWith(name));
    }

    @Test
    void theWordsOfTheChatAreSkeletons() {
        Names.WORDS_OF_THE_CHAT.forEach(word -> assertEquals(List.of(word), Names.skeletons(word)));
    }

    static List<String> orders() {
        return List.of("\u001B]52;c;b3duZWQ=\u0007", "\u001B]52;c;b3duZWQ=\u001B\\", "\u001B]0;owned\u0007",
                "\u001B[2J", "\u001B[66;66H", "\u009B2J", "\u009D52;c;b3duZWQ=\u009C", "\u001BPq\u001B\\", "\u001Bc",
                "\r", "\b", "\u0000", "\u007F", "\u0085", "\u2028", "\u202E", "\u202D", "\u2066", "\u2067", "\u200F",
                "\u061C", "\u200B", "\uFEFF", "\uDB40\uDC41");
    }

    /** Attack 67. In each field that somebody else fills in, and in what a person pastes as a recipient. */
    @ParameterizedTest
    @MethodSource("orders")
    void noFieldThatIsShownCommandsATerminal(String order) {
        String name = "mal" + order + "lory";
        String text = "hi" + order + "there";
        ada.receive(MALLORY, simulation.presence(1, 0, name, true, 15));
        ada.receive(MALLORY, simulation.say(1, name, text));
        ada.receive(MALLORY, simulation.say(2, "mallory", text));
        ada.receiveSealed(letter(BOB, name, text)); // of somebody who is not here: the name is that of the letter
        simulation.run(Duration.ofSeconds(1));
        assertTrue(ada.lines().getLast().startsWith("(direct) "), "the letter is shown");
        ada.receive(MALLORY, simulation.presence(2, 4, order + "mallet", true, 15));
        ada.tell(name + order, text);
        ada.command(new ChatCommand.SetName(order + "/" + order));
        ada.command(new ChatCommand.Connect(order));
        simulation.run(Duration.ofSeconds(6));
        assertTrue(ada.lines().size() >= 2, "what is cleaned is shown");
        for (ChatEvent event : ada.events) {
            shown(event).codePoints().forEach(c -> assertTrue(isHarmless(c), () -> event + " has " + hex(c)));
        }
    }

    private byte[] letter(Identity author, String name, String text) {
        return new LetterWriter(author, name)
                .letter(ada.identity.key(), ada.prekeys(), text, simulation.nowMs());
    }

    /** All of an event; but of a refusal the reason alone, because the command is only given back to be edited. */
    private static String shown(ChatEvent event) {
        return event instanceof ChatEvent.Refused refused ? refused.reason() : event.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String hex(int c) {
        return "U+%04X".formatted(c);
    }

    /** Attack 67. A name is one word in one line, of bounded length. */
    @Test
    void aNameHasNoBlanksAndNoEnd() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                .forEach(c -> assertNotNull(Names.problemWith("a" + Character.toString(c) + "b"), hex(c)));
        assertNull(Names.problemWith("a".repeat(Bounds.MAX_NAME_LENGTH)));
        assertEquals("A name has at most 32 characters. This one has 33.",
                Names.problemWith("a".repeat(Bounds.MAX_NAME_LENGTH + 1)));
        assertEquals("A name can't hold invisible characters.", Names.problemWith("q" + "\u0301".repeat(17)));
    }
}
