package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Comings and goings in words. */
class PresenceChangesTest {
    private static String words(ChatEvent... events) {
        Transcript transcript = after(events);
        TranscriptEntry last = transcript.entries().getLast();
        return assertInstanceOf(TranscriptEntry.PresenceChanged.class, last).changes().inWords(transcript.roster());
    }

    private static ChatEvent joined(Person person) {
        return new ChatEvent.PeerJoined(person, NOON);
    }

    private static ChatEvent found(Person person) {
        return new ChatEvent.PeerFound(person, NOON);
    }

    private static ChatEvent left(Person person) {
        return new ChatEvent.PeerLeft(person, false, NOON);
    }

    private static Person guest(int number) {
        return new Person("%016x".formatted(number), "guest-" + number);
    }

    @Test
    void aHandfulIsNamedAndACrowdIsCounted() {
        ChatEvent[] five = IntStream.rangeClosed(1, 5).mapToObj(i -> joined(guest(i))).toArray(ChatEvent[]::new);
        assertEquals("guest-1, guest-2, guest-3, guest-4 and guest-5 joined", words(five));
        ChatEvent[] six = IntStream.rangeClosed(1, 6).mapToObj(i -> joined(guest(i))).toArray(ChatEvent[]::new);
        assertEquals("guest-1, guest-2 and 4 others joined", words(six));
        ChatEvent[] crowd = IntStream.rangeClosed(1, 5_000).mapToObj(i -> joined(guest(i))).toArray(ChatEvent[]::new);
        assertEquals("guest-1, guest-2 and 4,998 others joined", words(crowd));
    }

    @Test
    void whoWasHereBeforeUsIsHereAndDidNotJoin() {
        assertEquals("bob is here", words(found(BOB)));
        assertEquals("bob and carol are here · ada joined", words(found(BOB), found(CAROL), joined(ADA)));
        assertEquals("bob left", words(found(BOB), left(BOB)));
        assertEquals("bob came back", words(left(BOB), found(BOB)));
    }

    @Test
    void namesakesWhoCameAndWentAreToldApart() {
        Person first = new Person("11110000", "dan");
        Person second = new Person("22220000", "dan");
        Person third = new Person("33330000", "Dan");
        assertEquals(
                "dan, dan·22220000 and Dan·33330000 came and went",
                words(joined(first), joined(second), joined(third), left(first), left(second), left(third)));
    }

    @Test
    void aNewNameSaysWhose() {
        Person twin = new Person("dddd0000dddd0000", "bob");
        Person robert = new Person(BOB.key(), "robert");
        ChatEvent renamed = new ChatEvent.PeerRenamed(BOB, robert, NOON);
        assertEquals("bob is now called robert", words(roster(ADA, BOB), renamed));
        assertEquals("bob·bb07bb07 is now called robert", words(roster(ADA, BOB, twin), renamed));
        assertEquals("bob is now called robert", words(renamed, roster(ADA, twin)), "it was bob first");
    }

    @Test
    void manyNewNamesOfOnePersonAreOneAndThoseOfACrowdAreCounted() {
        Person robert = new Person(BOB.key(), "robert");
        Person rob = new Person(BOB.key(), "rob");
        assertEquals(
                "bob is now called rob",
                words(new ChatEvent.PeerRenamed(BOB, robert, NOON), new ChatEvent.PeerRenamed(robert, rob, NOON)));
        ChatEvent[] crowd = IntStream.range(0, 100)
                .mapToObj(i -> new ChatEvent.PeerRenamed(guest(i), new Person(guest(i).key(), "new-" + i), NOON))
                .toArray(ChatEvent[]::new);
        assertEquals("100 people have a new name", words(crowd));
    }
}
