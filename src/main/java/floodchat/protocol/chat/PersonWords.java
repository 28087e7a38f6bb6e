package floodchat.protocol.chat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What we know of people, in sentences. Owned by a {@link PeopleCommands}. */
final class PersonWords {
    /** Of the key and of a text: what a person reads at a glance. */
    private static final int GROUP_DIGITS = 8;

    private static final int MAX_TEXT_SHOWN = 80;

    /** Of a safety number: a row of them takes 23 columns, so it is broken in no window of 40. */
    private static final int GROUPS_IN_A_ROW = 4;

    /** A longer time is told in days. */
    private static final int HOURS_TO_DAYS = 48;

    private final Members members;
    private final Contacts contacts;
    private final PersonLabels labels;

    PersonWords(Members members, Contacts contacts, PersonLabels labels) {
        this.members = members;
        this.contacts = contacts;
        this.labels = labels;
    }

    static List<String> ourselves(Person self) {
        return List.of("%s is you. Your key is %s.".formatted(self.name(), grouped(self.key())));
    }

    /** Who a person is. */
    List<String> card(Person person, long nowMs, long wallMs) {
        List<String> card = new ArrayList<>();
        String called = person.name();
        Member member = members.member(person.key());
        if (member != null) {
            called = member.person().name();
        }
        Contact contact = contacts.contact(person.key());
        card.add(contact == null
                ? "%s is not a contact of yours.".formatted(labels.of(person))
                : "%s is your contact since %s, %s, and %s.".formatted(
                        contact.label(),
                        Instant.ofEpochMilli(contact.sinceMs()).atOffset(ZoneOffset.UTC).toLocalDate(),
                        contact.verified() ? "verified" : "not verified yet",
                        member == null ? "is not here" : "goes by the name " + called));
        card.add("Key: " + grouped(person.key()) + ".");
        card.addAll(seen(person.key(), nowMs, wallMs));
        Contact alike = contacts.lookalike(called);
        if (contact == null && alike != null) {
            card.add("This is not your contact " + alike.label() + ": only the name is alike.");
        }
        if (contacts.isBlocked(person.key())) {
            card.add("Blocked. " + hidden(contacts.blockedLines(person.key())));
        }
        Muted mute = contacts.mutes().mute(person.key());
        if (mute != null) {
            card.add("Muted %s.%s".formatted(end(mute, wallMs), hiddenAsMuted(person)));
        }
        return card;
    }

    /** Since when the person is here or gone, and whether they are idle or away; empty if nothing is known. */
    private List<String> seen(String key, long nowMs, long wallMs) {
        Member member = members.member(key);
        Long goneMs = members.goneMs(key, nowMs);
        if (member == null) {
            return goneMs == null ? List.of() : List.of("Was here until " + time(goneMs) + " ago.");
        }
        Absence absence = member.absence();
        String here = "Seen here for " + time(member.hereMs(nowMs)) + ".";
        if (absence == null) {
            return List.of(here);
        }
        String reason = absence.reason().isEmpty() ? "" : " (" + absence.reason() + ")";
        String word = absence.away() ? "Away" : "Idle";
        return List.of(here, "%s for %s%s.".formatted(word, time(wallMs - absence.since().toEpochMilli()), reason));
    }

    private String hiddenAsMuted(Person person) {
        int lines = contacts.mutes().hiddenLines(person.key());
        return lines == 0 ? "" : " " + hidden(lines);
    }

    /** Whom we muted. */
    List<String> muted(long wallMs) {
        List<String> sentences = new ArrayList<>();
        for (Muted mute : contacts.mutes().all()) {
            sentences.add("%s is muted %s.%s".formatted(
                    labels.of(mute.person()), end(mute, wallMs), hiddenAsMuted(mute.person())));
        }
        if (sentences.isEmpty()) {
            sentences.add("Nobody is muted: /mute NAME 2h hides what somebody says for 2 hours.");
        }
        return sentences;
    }

    /** How long it lasts: {@code for 2 h}. */
    static String end(Muted mute, long wallMs) {
        return mute.hasEnd() ? "for " + time(mute.untilMs() - wallMs) : "until you unmute them";
    }

    /** Minutes are rounded up. */
    static String time(long ms) {
        long minutes = Math.max(1, Math.ceilDiv(ms, TimeUnit.MINUTES.toMillis(1)));
        long hours = minutes / 60;
        if (hours >= HOURS_TO_DAYS) {
            return hours / 24 + " days";
        }
        String rest = minutes % 60 + " min";
        return hours == 0 ? rest : hours + " h" + (minutes % 60 == 0 ? "" : " " + rest);
    }

    /** @param lines how many lines of a blocked or muted person were not shown */
    static String hidden(int lines) {
        return "Hidden since the start: " + lines + (lines == 1 ? " line." : " lines.");
    }

    private static String grouped(String key) {
        return key.replaceAll("(.{" + GROUP_DIGITS + "})(?=.)", "$1 ");
    }

    /** The number comes last, so that it is in sight in a low window. */
    List<String> safetyNumber(Person person, String number) {
        Contact contact = contacts.contact(person.key());
        String label = labels.of(person);
        List<String> sentences = new ArrayList<>();
        sentences.add("Compare these digits by another way than Floodchat: face to face, or by phone if you know the "
                + "voice. " + label + " types /verify and your name.");
        if (contact == null) {
            sentences.add("If all 60 digits are the same, type /contact add %s and /verify %s yes."
                    .formatted(label, label));
        } else if (contact.verified()) {
            sentences.add(label + " is verified. If the digits are not the same, type /contact remove "
                    + contact.name() + ".");
        } else {
            sentences.add("If all 60 digits are the same, type /verify %s yes.".formatted(contact.name()));
        }
        sentences.add("Your number with " + label + ":\n" + inRows(number));
        return sentences;
    }

    private static String inRows(String number) {
        List<String> groups = List.of(number.split(" "));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < groups.size(); i += GROUPS_IN_A_ROW) {
            rows.add(String.join(" ", groups.subList(i, Math.min(i + GROUPS_IN_A_ROW, groups.size()))));
        }
        return String.join("\n", rows);
    }

    List<String> contacts() {
        List<String> sentences = new ArrayList<>();
        for (Contact contact : contacts.all()) {
            Member member = members.member(contact.key());
            String where = member == null ? "not here" : "here as " + member.person().name();
            sentences.add("%s: %s, key %s%s%s.".formatted(
                    contact.label(), where, contact.person().suffix(),
                    contact.verified() ? ", verified" : "",
                    (contacts.isBlocked(contact.key()) ? ", blocked" : "")
                            + (contacts.mutes().isMuted(contact.key()) ? ", muted" : "")));
        }
        if (sentences.isEmpty()) {
            sentences.add("You have no contacts: /contact add and a name gives somebody a name that only you change.");
        }
        for (Person person : contacts.blockedPeople()) {
            if (contacts.contact(person.key()) == null) {
                sentences.add(labels.of(person) + ": blocked.");
            }
        }
        for (Person person : contacts.mutedPeople()) {
            if (contacts.contact(person.key()) == null) {
                sentences.add(labels.of(person) + ": muted.");
            }
        }
        return sentences;
    }

    List<String> requests(RequestPolicy policy, Collection<Requests.Waiting> waiting, int leftOut) {
        List<String> sentences = new ArrayList<>();
        for (Requests.Waiting request : waiting) {
            int lines = request.lines().size();
            sentences.add("%s, %s: %s".formatted(labels.of(request.from()),
                    lines == 1 ? "1 line" : lines + " lines", start(request.lines().getFirst().text())));
        }
        if (leftOut > 0) {
            String orMore = leftOut == Requests.MAX_LEFT_OUT ? " or more" : "";
            sentences.add("%,d%s further %s had no room. Their authors' programs try again for 7 days."
                    .formatted(leftOut, orMore, leftOut == 1 ? "line" : "lines"));
        }
        sentences.add(waiting.isEmpty()
                ? "No request waits. " + policy(policy)
                : "/accept and a name shows what this person said; /block hides them; /requests clear forgets all.");
        return sentences;
    }

    /** The first words of a text, in one line. */
    static String start(String text) {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= MAX_TEXT_SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_TEXT_SHOWN)) + "…";
    }

    static String policy(RequestPolicy policy) {
        return switch (policy) {
            case OFF -> "Private lines of strangers are all shown.";
            case CROWD -> "Private lines of more than %d strangers a minute wait until you accept them."
                    .formatted(Requests.MAX_STRANGERS_A_MINUTE);
            case ON -> "Private lines of strangers wait until you accept them.";
        };
    }
}
