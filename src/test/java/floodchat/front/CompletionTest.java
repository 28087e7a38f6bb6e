package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final Transcript everyone = after(roster(ADA, ALICE, OTHER_ALICE, BOB, CAROL));

    @Test
    void theAtSignAloneOffersEveryoneButOneself() {
        assertEquals(List.of("alice·3f2a00aa", "Alice·9b1cffee", "bob", "carol"), labels("@", everyone));
    }

    @Test
    void theLatestSpeakerIsOfferedFirst() {
        Transcript talk = after(roster(ADA, ALICE, BOB, CAROL), said(BOB, 1, "x"), said(CAROL, 1, "y"));
        assertEquals(List.of("carol", "bob", "alice"), labels("@", talk));
    }

    @Test
    void completionIgnoresCase() {
        assertEquals(List.of("bob"), labels("@B", everyone));
        assertEquals(List.of("alice·3f2a00aa", "Alice·9b1cffee"), labels("@aL", everyone));
    }

    @Test
    void equalNamesAreToldApartByTheShortKey() {
        assertEquals(List.of("Alice·9b1cffee"), labels("@alice·9", everyone));
        Completion completion = Completion.at("@alice·9", 8, everyone);
        assertEquals("@Alice·9b1cffee ", completion.candidates().getFirst().replacement());
    }

    @Test
    void aNameCompletesInTheMiddleOfALine() {
        Completion completion = Completion.at("ask @bo about it", 7, everyone);
        assertEquals(4, completion.start());
        assertEquals(7, completion.end());
        assertEquals("@bob ", completion.candidates().getFirst().replacement());
    }

    @Test
    void namesOfSettingsAreOfferedBehindSet() {
        assertEquals(
                Stream.of(Setting.values()).map(Setting::key).toList(), labels("/set ", everyone));
        assertEquals(List.of("window.theme"), labels("/set window.th", everyone));
        assertEquals(List.of("window.theme"), labels("/SET th", everyone));
        assertEquals("window.theme ", Completion.at("/set th", 7, everyone).candidates().getFirst().replacement());
        assertEquals(5, Completion.at("/set th", 7, everyone).start());
        assertNull(Completion.at("/set nonsense", 13, everyone));
        assertEquals(List.of("/set"), labels("/set", everyone));
    }

    @Test
    void valuesAreOfferedBehindASetting() {
        assertEquals(
                List.of("auto", "dark", "light", "high_contrast", "mono"), labels("/set window.theme ", everyone));
        assertEquals(List.of("dark"), labels("/set theme d", everyone));
        assertEquals(List.of("true", "false"), labels("/set window.peer_list ", everyone));
        assertEquals("default", Completion.at("/set stem ", 10, everyone).candidates().getFirst().hint());
        assertNull(Completion.at("/set peer.name ", 15, everyone), "it may be anything");
        assertNull(Completion.at("/set nonsense a", 15, everyone));
    }

    @Test
    void aMailAddressOffersNobody() {
        assertNull(Completion.at("me@bo", 5, everyone));
        assertNull(Completion.at("https://a.org/@bo", 17, everyone));
    }

    @Test
    void commandsAreCompletedOnlyAtTheStartOfTheLine() {
        assertEquals(List.of("/who"), labels("/w", everyone));
        assertNull(Completion.at("a /w", 4, everyone));
    }

    @Test
    void aWordThatMatchesNobodyOffersNothing() {
        assertNull(Completion.at("@zed", 4, everyone));
        assertNull(Completion.at("", 0, everyone));
        assertNull(Completion.at("@bob ", 5, everyone));
    }

    @Test
    void eachLetterIsFoldedByItself() {
        Transcript greekAndTurkish = after(roster(ADA, named("Οδυσσέας"), named("İlker"), named("ılgaz")));
        assertEquals(List.of("Οδυσσέας"), labels("@Οδυσ", greekAndTurkish));
        assertEquals(List.of("Οδυσσέας"), labels("@ΟΔΥΣ", greekAndTurkish));
        assertEquals(List.of("İlker", "ılgaz"), labels("@il", greekAndTurkish));
    }

    @Test
    void accentsThatAreNotTypedAreIgnoredAndNamesWithoutThemComeFirst() {
        Transcript accents = after(roster(ADA, named("Zoë"), named("Zoe"), named("Jérôme"), named("Việt")));
        assertEquals(List.of("Zoe", "Zoë"), names("@zoe", accents));
        assertEquals(List.of("Zoë"), names("@zoë", accents));
        assertEquals(List.of("Jérôme"), names("@jerom", accents));
        assertEquals(List.of("Việt"), names("@viê", accents));
        assertNull(Completion.at("@jérê", 5, accents));
    }

    @Test
    void aNameCompletesAfterABracketAndAQuote() {
        for (String before : List.of("(", "\"", "„", "so (", "bob,", "你好")) {
            String line = before + "@ca";
            Completion completion = Completion.at(line, line.length(), everyone);
            assertEquals(before.length(), completion.start(), line);
            assertEquals("@carol ", completion.candidates().getFirst().replacement());
        }
    }

    private static Person named(String name) {
        return new Person("%08x00000000".formatted(name.hashCode()), name);
    }

    private static List<String> names(String line, Transcript transcript) {
        return Completion.at(line, line.length(), transcript)
                .candidates()
                .stream()
                .map(candidate -> candidate.person().name())
                .toList();
    }

    private static List<String> labels(String line, Transcript transcript) {
        return Completion.at(line, line.length(), transcript)
                .candidates()
                .stream()
                .map(Completion.Candidate::label)
                .toList();
    }

    /** Attack: 20,000 people with a name that looks like that of somebody who spoke. */
    @Test
    void whoSpokeComesFirstAmongTwentyThousandLookalikes() {
        List<Person> crowd = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            crowd.add(new Person("%08x00000000".formatted(i + 1), i % 2 == 0 ? "bób" : "bob"));
        }
        crowd.add(BOB);
        Transcript among = after(
                roster(ADA, BOB), said(BOB, 1, "hi"), new ChatEvent.RosterChanged(ADA, crowd, Map.of()));
        List<Completion.Candidate> offered = Completion.at("@bo", 3, among).candidates();
        assertEquals(BOB, offered.getFirst().person());
        assertEquals(Completion.MAX_CANDIDATES, offered.size());
        assertEquals("bob·00000002", offered.get(1).label(), "those with all accents that were typed");
        Transcript later = among.with(new ChatEvent.RosterChanged(ADA, crowd.subList(1, crowd.size()), Map.of()), NOON);
        assertEquals(offered, Completion.at("@bo", 3, later).candidates(), "from what was made before");
        assertEquals(List.of("bob·00000002"), labels("@bob·00000002", later));
    }
}
