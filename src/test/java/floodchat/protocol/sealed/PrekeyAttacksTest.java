package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Attacks with prekeys, and with {@code want}. */
class PrekeyAttacksTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Script script = new Script();
    private final Home ada = script.home();
    private final Home ben = script.home();

    /** Attack 14: older keys are replayed; a letter goes to the newest all the same. */
    @Test
    void olderPrekeysDoNotReplaceNewerOnes() {
        script.meet(ada, ben);
        byte[] old = script.keys(ben).getLast();
        script.pass(Script.DAY_MS + Script.HOUR_MS);
        script.tellKeys(ben, ada);
        ada.handle(new SealedInput.KeysDelivered(ben.key(), old));
        ada.submit(ben.key(), "to the newest");
        byte[] letter = script.only(ada);
        List<StoredPrekey> bens = Stored.of(ben.disk.changes).ownPrekeys();
        assertEquals(2, bens.size());
        LetterOpener opener = new LetterOpener(new Author(ben.identity, Home.NETWORK));
        assertInstanceOf(
                LetterOpener.Opened.class, opener.open(letter, new OwnPrekey(ben.key(), bens.getLast())));
    }

    /** Attack 14, at somebody who hears of no presence. */
    @Test
    void ofPrekeysThatNoPresenceNamesTheOnesMadeLastCount() {
        byte[] old = script.keys(ben).getLast();
        script.pass(Script.DAY_MS + Script.HOUR_MS);
        ada.handle(new SealedInput.KeysDelivered(ben.key(), script.keys(ben).getLast()));
        ada.handle(new SealedInput.KeysDelivered(ben.key(), old));
        ada.submit(ben.key(), "to the newest");
        byte[] letter = script.only(ada);
        LetterOpener opener = new LetterOpener(new Author(ben.identity, Home.NETWORK));
        StoredPrekey newest = Stored.of(ben.disk.changes).ownPrekeys().getLast();
        assertInstanceOf(LetterOpener.Opened.class, opener.open(letter, new OwnPrekey(ben.key(), newest)));
    }

    /** Attack 30 and a restored home: a letter to a prekey that is destroyed is repeated to the one in the presence. */
    @Test
    void aLetterToAStalePrekeyIsRepeatedToTheLivingOne() {
        script.meet(ada, ben);
        script.pass(3 * Script.DAY_MS);
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        assertEquals(List.of(), ben.texts(), "sealed to keys that are destroyed");
        script.pass(5 * Script.SECOND_MS);
        ben.start();
        script.tellPresence(ben, ada);
        assertEquals(1, script.wants(ada).size(), "the presence names keys that are not known");
        ben.handle(new SealedInput.WantDelivered(script.wants(ada).getFirst()));
        script.pass(2 * Script.MINUTE_MS);
        script.tellKeys(ben, ada);
        script.pass(2 * Script.MINUTE_MS);
        script.take(ada).forEach(payload -> script.give(ben, payload));
        assertEquals(List.of("hello"), ben.texts());
    }

    /** Attack 14, the other way round: keys that the presence names count, though they are older. */
    @Test
    void aRestoredHomeGoesBackToItsOlderPrekeys() {
        script.meet(ada, ben);
        Home.Disk backup = ben.disk.copy();
        script.pass(Script.DAY_MS + Script.HOUR_MS);
        script.tellKeys(ben, ada);
        ben.disk = backup;
        ben.start();
        ada.handle(new SealedInput.KeysDelivered(ben.key(), script.keys(ben).getFirst()));
        byte[] olderHash = PrekeyBundle.read(ben.key(), script.keys(ben).getFirst()).namedHash();
        ada.handle(new SealedInput.PresenceHeard(ben.key(), ben.run(), olderHash));
        ada.handle(new SealedInput.KeysDelivered(ben.key(), script.keys(ben).getFirst()));
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
    }

    /** Attack 24: a stolen prekey poses as others to its owner, but not longer than it lives. */
    @Test
    void aStolenPrekeyOpensNothingAfterItsEnd() throws GeneralSecurityException {
        script.meet(ada, ben);
        StoredPrekey stolen = Stored.of(ben.disk.changes).ownPrekeys().getFirst();
        script.give(ben, posing(stolen, "while it lives"));
        assertEquals(List.of("while it lives"), ben.texts());
        script.pass(Script.DAY_MS + 27 * Script.HOUR_MS);
        script.give(ben, posing(stolen, "too late"));
        assertEquals(List.of("while it lives"), ben.texts());
    }

    private byte[] posing(StoredPrekey stolen, String text) throws GeneralSecurityException {
        PrekeyBundle bundle = new OwnPrekey(ben.key(), stolen).bundle();
        byte[] line = ItemWriter.write(
                List.of(new Item.Line(new LineId(1, text.length()), 1, text, List.of(), null)));
        JdkLetters.Draft draft =
                new JdkLetters.Draft(ada.identity, Home.NETWORK, bundle, script.nowMs(), line);
        byte[] ephemeral = JdkCrypto.newAgreementSecret();
        draft.innerEnc = JdkCrypto.publicOf(ephemeral);
        draft.innerAgreements = Bytes.join(
                JdkCrypto.agree(stolen.agreementPrivate(), draft.innerEnc),
                JdkCrypto.agree(stolen.agreementPrivate(), ada.identity.agreementPublic()));
        return JdkLetters.write(draft).payload();
    }

    /** Attack 33: the disk and all captured packets open no session, and no letter older than the prekeys. */
    @Test
    void aStolenDiskOpensNoSessionAndNoLetterOlderThanItsPrekeys() {
        script.meet(ada, ben);
        ada.trust(ben.key(), Standing.CONTACT);
        ben.trust(ada.key(), Standing.CONTACT);
        ada.submit(ben.key(), "hello");
        byte[] letter = script.only(ada);
        script.give(ben, letter);
        script.pass(6 * Script.SECOND_MS);
        byte[] answer = script.only(ben);
        script.give(ada, answer);
        ada.submit(ben.key(), "on the session");
        byte[] message = script.only(ada);
        script.give(ben, message);

        Home thief = thief(ben);
        script.give(thief, answer);
        script.give(thief, message);
        assertEquals(List.of(), thief.texts());
        script.give(thief, letter);
        assertEquals(List.of("hello"), thief.texts(), "letters of two days");

        script.pass(52 * Script.HOUR_MS);
        Home later = thief(ben);
        script.give(later, letter);
        assertEquals(List.of(), later.texts());
    }

    /** A home with the secrets of another, which has shown nothing yet. */
    private Home thief(Home victim) {
        Home thief = new Home(victim.identity, script, new SplittableRandom(1), script.aead, RANDOM);
        victim.disk.changes.stream()
                .filter(change -> !(change instanceof StoredChange.Seen))
                .forEach(thief.disk.changes::add);
        script.adopt(thief);
        return thief;
    }

    /** Attack 39: two answers to one letter, by a home that was restored in between, have two salts and two keys. */
    @Test
    void twoAnswersToOneLetterHaveTwoKeys() {
        script.meet(ada, ben);
        ben.trust(ada.key(), Standing.CONTACT);
        Home.Disk backup = ben.disk.copy();
        ada.submit(ben.key(), "hello");
        byte[] letter = script.only(ada);
        script.give(ben, letter);
        script.pass(6 * Script.SECOND_MS);
        byte[] one = script.only(ben);
        ben.disk = backup;
        ben.start();
        script.give(ben, letter);
        script.pass(6 * Script.SECOND_MS);
        byte[] other = script.only(ben);
        assertArrayEquals(Bytes.slice(one, 0, 18), Bytes.slice(other, 0, 18));
        assertFalse(Arrays.equals(Bytes.slice(one, 18, 16), Bytes.slice(other, 18, 16)));
        assertEquals(2, script.aead.keys());
        script.give(ada, one);
        script.give(ada, other);
        assertEquals(1, ada.refused.get(SealedRefusal.NOT_FOR_US), "the second finds no letter");
    }

    /** Attack 48. */
    @Test
    void askingInALoopGetsOneAnswerInFiveMinutes() {
        byte[] want = Want.forKeysOf(ben.key(), new HashedRoster()).payload();
        int before = script.keys(ben).size();
        for (int i = 0; i < 290; i++) {
            ben.handle(new SealedInput.WantDelivered(want));
            script.pass(Script.SECOND_MS);
        }
        assertEquals(before + 1, script.keys(ben).size());
        script.pass(15 * Script.SECOND_MS);
        ben.handle(new SealedInput.WantDelivered(want));
        script.pass(3 * Script.SECOND_MS);
        assertEquals(before + 2, script.keys(ben).size());
    }

    /** Who has come since the last answer can't have heard it, and would wait five minutes for a first line. */
    @Test
    void aNewcomerIsAnsweredSooner() {
        byte[] want = Want.forKeysOf(ben.key(), new HashedRoster()).payload();
        int before = script.keys(ben).size();
        ben.handle(new SealedInput.WantDelivered(want));
        script.pass(11 * Script.SECOND_MS);
        ben.handle(new SealedInput.WantDelivered(want));
        script.pass(3 * Script.SECOND_MS);
        assertEquals(before + 1, script.keys(ben).size(), "nobody has come");
        ben.handle(new SealedInput.PresenceHeard(Identity.create(RANDOM).key(), 1, new byte[16]));
        for (int i = 0; i < 60; i++) {
            ben.handle(new SealedInput.WantDelivered(want));
            script.pass(Script.SECOND_MS);
        }
        assertEquals(before + 2, script.keys(ben).size(), "once for each who comes");
    }

    @Test
    void aWantThatFitsTooManyPeopleIsNotAnswered() {
        Stream.generate(() -> Identity.create(RANDOM).key().bytes()).limit(33).forEach(ben.roster::add);
        int before = script.keys(ben).size();
        ben.handle(new SealedInput.WantDelivered(new Want(0, 0).payload()));
        script.pass(3 * Script.SECOND_MS);
        assertEquals(before, script.keys(ben).size());
    }

    /** Attack 49: asking must cost what answering costs. */
    @Test
    void aWantWithoutPaddingIsRefused() {
        byte[] want = new Want(0, 0).payload();
        assertEquals(1_354, want.length);
        int before = script.keys(ben).size();
        ben.handle(new SealedInput.WantDelivered(Bytes.slice(want, 0, 7)));
        byte[] filled = want.clone();
        filled[1_000] = 1;
        ben.handle(new SealedInput.WantDelivered(filled));
        byte[] moreBits = want.clone();
        moreBits[6] = 1;
        ben.handle(new SealedInput.WantDelivered(moreBits));
        script.pass(3 * Script.SECOND_MS);
        assertEquals(before, script.keys(ben).size());
        assertEquals(3, ben.refused.get(SealedRefusal.MALFORMED));
    }

    /** Attack 50: the prefixes of two days, with other people here, have eight people of each day in common. */
    @Test
    void thePrefixesOfTwoDaysDoNotSingleOutOnePerson() {
        Random seeded = new Random(50); // with other people, fewer of each day's eight may stay
        PersonKey target = person(seeded);
        List<PersonKey> staying = Stream.generate(() -> person(seeded)).limit(200).toList();
        List<Want> wants = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            HashedRoster roster = new HashedRoster();
            roster.add(target.bytes());
            staying.forEach(person -> roster.add(person.bytes()));
            Stream.generate(() -> person(seeded).bytes()).limit(60).forEach(roster::add);
            wants.add(Want.forKeysOf(target, roster));
        }
        Set<PersonKey> inAll = new HashSet<>(staying);
        inAll.add(target);
        inAll.removeIf(person -> !wants.stream().allMatch(want -> want.matches(Sha256.hash(person.bytes()))));
        assertTrue(inAll.contains(target));
        assertTrue(inAll.size() >= 4, "people who may be meant: " + inAll.size());
        Want longest = wants.stream().max((one, other) -> one.bits() - other.bits()).orElseThrow();
        assertTrue(wants.stream().allMatch(want -> isBeginOf(want, longest)), "shorter ones tell nothing more");
    }

    private static PersonKey person(Random seeded) {
        byte[] seed = new byte[Identity.SEED_BYTES];
        seeded.nextBytes(seed);
        return Identity.ofSeed(seed).key();
    }

    private static boolean isBeginOf(Want shorter, Want longer) {
        return shorter.matches(ByteBuffer.allocate(4).putInt(longer.prefix()).array());
    }

    @Test
    void inASmallRosterAWantTellsNothing() {
        HashedRoster roster = new HashedRoster();
        Stream.generate(() -> Identity.create(RANDOM).key().bytes()).limit(15).forEach(roster::add);
        assertEquals(new Want(0, 0), Want.forKeysOf(ben.key(), roster));
        Stream.generate(() -> Identity.create(RANDOM).key().bytes()).limit(500).forEach(roster::add);
        assertNotEquals(0, Want.forKeysOf(ben.key(), roster).bits());
    }

    /** Attack 51: keys of invented people push out none of a contact's, whenever they came, nor fill the disk. */
    @Test
    void keysOfThousandsOfInventedPeopleLeaveThoseOfContacts() {
        Home cleo = script.home();
        script.meet(ada, ben);
        ada.trust(ben.key(), Standing.CONTACT);
        ada.trust(cleo.key(), Standing.CONTACT);
        script.meet(ada, cleo);
        int stored = ada.disk.changes.size();
        inventKeys(3_000);
        assertEquals(stored, ada.disk.changes.size());
        ada.submit(ben.key(), "hello");
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
        ada.submit(cleo.key(), "hello");
        script.give(cleo, script.only(ada));
        assertEquals(List.of("hello"), cleo.texts());
    }

    /** Attack 51: of strangers, the keys that came first are forgotten. */
    @Test
    void keysOfThousandsOfInventedPeopleAreNotAllKept() {
        List<PersonKey> invented = inventKeys(PrekeyDirectory.MAX_UNNAMED + 1);
        ada.submit(invented.getFirst(), "who are you?");
        assertEquals(List.of(), script.take(ada));
        assertEquals(1, script.wants(ada).size());
        ada.submit(invented.get(1), "and you?");
        script.only(ada);
    }

    /** Keys of people of whom no presence came: they show ben's prekeys as their own. */
    private List<PersonKey> inventKeys(int count) {
        byte[] body = script.keys(ben).getFirst();
        List<PersonKey> invented =
                Stream.generate(() -> Identity.create(RANDOM).key()).limit(count).toList();
        invented.forEach(person -> ada.handle(new SealedInput.KeysDelivered(person, body)));
        return invented;
    }

    @Test
    void keysOfThousandsOfInventedPeopleLeaveThoseOfPeopleWhoAreHere() {
        script.meet(ada, ben);
        byte[] body = script.keys(ben).getFirst();
        for (int i = 0; i < 3_000; i++) {
            ada.handle(new SealedInput.KeysDelivered(Identity.create(RANDOM).key(), body));
        }
        ada.submit(ben.key(), "our first line");
        script.give(ben, script.only(ada));
        assertEquals(List.of("our first line"), ben.texts());
    }

    @Test
    void whoSaysAgainThatTheyAreHereIsForgottenAfterInventedPeople() {
        script.meet(ada, ben);
        inventPeople(PrekeyDirectory.MAX_NAMED / 2);
        script.tellPresence(ben, ada);
        inventPeople(PrekeyDirectory.MAX_NAMED / 2 + 1);
        ada.submit(ben.key(), "our first line");
        script.give(ben, script.only(ada));
        assertEquals(List.of("our first line"), ben.texts());
    }

    /** People who have a presence, too. */
    private void inventPeople(int number) {
        byte[] body = script.keys(ben).getFirst();
        for (int i = 0; i < number; i++) {
            PersonKey invented = Identity.create(RANDOM).key();
            byte[] hash = PrekeyBundle.read(invented, body).namedHash();
            ada.handle(new SealedInput.KeysDelivered(invented, body));
            ada.handle(new SealedInput.PresenceHeard(invented, 1, hash));
        }
    }

    @Test
    void prekeysFromTheFutureAreRefused() {
        byte[] body = script.keys(ben).getFirst().clone();
        ByteBuffer.wrap(body).putLong(0, script.nowMs() + 3 * Script.HOUR_MS);
        ada.handle(new SealedInput.KeysDelivered(ben.key(), body));
        assertEquals(1, ada.refused.get(SealedRefusal.AHEAD));
        ada.handle(new SealedInput.KeysDelivered(ben.key(), new byte[7]));
        assertEquals(1, ada.refused.get(SealedRefusal.MALFORMED));
    }

    @Test
    void garbageInsteadOfPrekeysIsForgottenAndAskedForAgain() {
        byte[] garbage = ByteBuffer.allocate(PrekeyBundle.BODY_BYTES).putLong(script.nowMs()).array();
        ada.handle(new SealedInput.KeysDelivered(ben.key(), garbage));
        ada.submit(ben.key(), "hello");
        assertEquals(List.of(), script.take(ada));
        script.pass(Script.SECOND_MS);
        assertEquals(1, script.wants(ada).size());
        script.tellKeys(ben, ada);
        script.give(ben, script.only(ada));
        assertEquals(List.of("hello"), ben.texts());
    }
}
