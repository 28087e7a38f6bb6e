package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CorrespondentsTest {
    private final Correspondents correspondents = new Correspondents(new Members(_ -> false), new Contacts());
    private final PersonKey ben = Authors.identity(1).key();
    private final PersonKey eve = Authors.identity(2).key();

    /** Letters of people whom an attacker has invented. */
    private void strangersWrite(int number) {
        for (int i = 0; i < number; i++) {
            byte[] seed = ByteBuffer.allocate(Identity.SEED_BYTES).putInt(1_000 + i).array();
            correspondents.author(Identity.ofSeed(seed).key(), "s" + i);
        }
    }

    private Person person(PersonKey key, String name) {
        return new Person(key.hex(), name);
    }

    @Test
    void lettersOfStrangersPushOutNobodyWhomWeWroteTo() {
        correspondents.choose(person(ben, "ben"));
        correspondents.author(eve, "eve");
        strangersWrite(Correspondents.MAX_AUTHORS);
        assertEquals("ben", correspondents.person(ben).name());
        assertEquals("somebody", correspondents.person(eve).name());
        assertEquals(1 + Correspondents.MAX_AUTHORS, correspondents.all().size());
    }

    @Test
    void whoWroteFirstIsKeptFromWhenWeAnswerThem() {
        correspondents.author(ben, "ben");
        correspondents.choose(person(ben, "ben"));
        correspondents.author(ben, "benny");
        strangersWrite(Correspondents.MAX_AUTHORS);
        assertEquals("benny", correspondents.person(ben).name());
        assertEquals(1 + Correspondents.MAX_AUTHORS, correspondents.all().size());
    }

    @Test
    void thoseWeWroteToAreBoundedToo() {
        for (int i = 0; i <= Correspondents.MAX_CHOSEN; i++) {
            byte[] seed = ByteBuffer.allocate(Identity.SEED_BYTES).putInt(1_000 + i).array();
            correspondents.choose(person(Identity.ofSeed(seed).key(), "p" + i));
        }
        assertEquals(Correspondents.MAX_CHOSEN, correspondents.all().size());
    }
}
