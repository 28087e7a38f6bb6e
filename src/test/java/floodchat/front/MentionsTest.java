package floodchat.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {
    @Test
    void aNameIsFoundAnywhereInAnyCase() {
        assertEquals(List.of(0, 9, 21), Mentions.of("al", "Al, hear AL! so does al"));
    }

    @Test
    void aPartOfAWordIsNoMention() {
        assertEquals(List.of(), Mentions.of("al", "also total al_ al7 für_al"));
    }

    @Test
    void punctuationAroundANameIsNoPartOfIt() {
        assertEquals(List.of(1, 6), Mentions.of("al", "@al: (al)."));
    }
}
