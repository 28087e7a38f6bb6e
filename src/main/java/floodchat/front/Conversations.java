package floodchat.front;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a person: which are open, which one is shown, and how far each is read. Immutable; any thread
 * may read it.
 */
public final class Conversations {
    /** Nobody has more at once. If there are more, the oldest one without a draft or an unread line is closed. */
    static final int MAX_OPEN = 100;

    /** Everyone is shown, and all is read. */
    public static final Conversations START =
            new Conversations(List.of(OpenConversation.EVERYONE), ConversationId.EVERYONE, true);

    private final List<OpenConversation> open;
    private final ConversationId current;

    /** Whether the window has the focus. */
    private final boolean focused;

    private Conversations(List<OpenConversation> open, ConversationId current, boolean focused) {
        this.open = open;
        this.current = current;
        this.focused = focused;
    }

    /** In the order in which they were opened; everyone is the first. */
    public List<OpenConversation> open() {
        return open;
    }

    /** The one that is shown. */
    public ConversationId current() {
        return current;
    }

    /** The people of the one that is shown, empty for everyone: they read what is written now. */
    public List<Person> readers() {
        return get(current).people();
    }

    /** How far the one that is shown is read. */
    public Reading reading() {
        return get(current).reading();
    }

    /** How many messages of this conversation nobody has looked at. */
    public int unread(ConversationId id) {
        return isLookedAt(id) ? 0 : get(id).reading().unread();
    }

    /** How many of them have our name. */
    public int unreadNaming(ConversationId id) {
        return isLookedAt(id) ? 0 : get(id).reading().unreadNaming();
    }

    private boolean isLookedAt(ConversationId id) {
        return focused && id.equals(current);
    }

    private OpenConversation get(ConversationId id) {
        int place = place(id);
        return place < 0 ? OpenConversation.EVERYONE : open.get(place);
    }

    private int place(ConversationId id) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    // ---- what comes

    /**
     * The conversations after this event.
     *
     * @param lastNumber the number of the last entry before it
     * @param roster knows our name
     */
    public Conversations with(ChatEvent event, Roster roster, long lastNumber, Instant now) {
        return switch (event) {
            case ChatEvent.Spoken spoken -> withLine(spoken, false, roster, lastNumber, now);
            case ChatEvent.CaughtUp(List<ChatEvent.Spoken> messages) -> {
                Conversations next = this;
                for (ChatEvent.Spoken message : messages) {
                    next = next.withLine(message, true, roster, lastNumber, now);
                }
                yield next;
            }
            default -> this;
        };
    }

    private Conversations withLine(
            ChatEvent.Spoken line, boolean earlier, Roster roster, long lastNumber, Instant now) {
        if (line.own()) {
            return line instanceof ChatEvent.Told told && !earlier ? read(List.of(told.to()), lastNumber, now) : this;
        }
        boolean direct = line instanceof ChatEvent.Told;
        ConversationId id = ConversationId.ofAuthor(line.from(), direct);
        Conversations next = direct && !earlier ? opened(List.of(line.from()), lastNumber, now) : this;
        if (!next.isNews(id, earlier, line.at())) {
            return next;
        }
        boolean names = !direct && roster.isNamedIn(line.text());
        next = next.changed(id, conversation -> conversation.with(conversation.reading().withFresh(names)));
        boolean alsoInEveryone = direct && next.isNews(ConversationId.EVERYONE, earlier, line.at());
        return alsoInEveryone
                ? next.changed(ConversationId.EVERYONE, all -> all.with(all.reading().withElsewhere()))
                : next;
    }

    /** Who writes to a person has read what that person wrote. */
    private Conversations read(List<Person> people, long lastNumber, Instant now) {
        ConversationId id = ConversationId.of(people);
        Reading read = isLookedAt(id) ? Reading.ALL : Reading.left(lastNumber, now);
        return changed(id, conversation -> conversation.with(read));
    }

    /** What was said before the person stopped reading is no news, nor is what comes while the person looks. */
    private boolean isNews(ConversationId id, boolean earlier, Instant at) {
        Reading reading = get(id).reading();
        boolean wasAway = !isLookedAt(id) || earlier && reading.isOfEarlierRun();
        return place(id) >= 0 && wasAway && (!earlier || at.isAfter(reading.since()));
    }

    // ---- what the person does

    /** The window got or lost the focus. */
    public Conversations focus(boolean hasFocus, long lastNumber, Instant now) {
        if (hasFocus == focused) {
            return this;
        }
        Conversations changed = new Conversations(open, current, hasFocus);
        return hasFocus ? changed.comeBack() : changed.leave(lastNumber, now);
    }

    /** Shows the conversation with these people. @param draft the unfinished line of the one that was shown */
    public Conversations goTo(List<Person> people, String draft, long lastNumber, Instant now) {
        Conversations left = changed(current, before -> before.withDraft(draft)).leave(lastNumber, now);
        Conversations there = left.opened(people, lastNumber, now);
        return new Conversations(there.open, ConversationId.of(people), focused).comeBack();
    }

    /** Somebody wrote to these people: they have a conversation, and all of it is read. */
    public Conversations answered(List<Person> people, long lastNumber, Instant now) {
        return opened(people, lastNumber, now).read(people, lastNumber, now);
    }

    /** Closes the one that is shown, and shows everyone. Its draft is gone. Everyone itself stays. */
    public Conversations close(long lastNumber, Instant now) {
        Conversations next = goTo(List.of(), "", lastNumber, now);
        List<OpenConversation> left = new ArrayList<>(next.open);
        left.removeIf(conversation -> !current.isEveryone() && conversation.id().equals(current));
        return new Conversations(List.copyOf(left), next.current, focused);
    }

    /** The unfinished line of the one that is shown, when the person came to it. */
    public String draft() {
        return get(current).draft();
    }

    private Conversations comeBack() {
        return focused ? changed(current, there -> there.with(there.reading().comeBack())) : this;
    }

    /** Unread lines that nobody has looked at stay unread. */
    private Conversations leave(long lastNumber, Instant now) {
        return changed(current, here -> here.with(here.reading().leave(lastNumber, now)));
    }

    private Conversations opened(List<Person> people, long lastNumber, Instant now) {
        if (place(ConversationId.of(people)) >= 0) {
            return this;
        }
        List<OpenConversation> more = new ArrayList<>(open);
        more.add(new OpenConversation(people, Reading.left(lastNumber, now), ""));
        if (more.size() > MAX_OPEN) {
            more.remove(placeToClose(more));
        }
        return new Conversations(List.copyOf(more), current, focused);
    }

    /** A crowd of strangers that write closes conversations of its own, the latest first, and none with a draft. */
    private int placeToClose(List<OpenConversation> all) {
        int withoutDraft = 0;
        for (int i = 1; i < all.size() - 1; i++) {
            OpenConversation one = all.get(i);
            if (one.draft().isEmpty() && !one.id().equals(current)) {
                if (one.reading().unread() == 0) {
                    return i;
                }
                withoutDraft = i;
            }
        }
        if (withoutDraft > 0) {
            return withoutDraft;
        }
        return all.get(1).id().equals(current) ? 2 : 1;
    }

    private Conversations changed(ConversationId id, UnaryOperator<OpenConversation> change) {
        int place = place(id);
        if (place < 0) {
            return this;
        }
        List<OpenConversation> next = new ArrayList<>(open);
        next.set(place, change.apply(open.get(place)));
        return new Conversations(Collections.unmodifiableList(next), current, focused);
    }

    // ---- over restarts

    /** As they were kept in an earlier run. Everyone is shown. @param saved the result of {@link #saved} */
    public static Conversations restored(List<SavedConversation> saved, Instant now) {
        Conversations next = START;
        for (SavedConversation one : saved) {
            Reading reading = Reading.until(one.readUntil(), now);
            next = next.opened(one.people(), 0, one.readUntil())
                    .changed(ConversationId.of(one.people()), here -> here.with(reading).withDraft(one.draft()));
        }
        return next;
    }

    /** As they were kept in an earlier run, with what the person has done since this one began. */
    public Conversations restoredFrom(List<SavedConversation> saved, long lastNumber, Instant now) {
        Conversations next = saved.isEmpty() ? this : restored(saved, now);
        for (OpenConversation one : open.subList(1, open.size())) {
            next = next.opened(one.people(), lastNumber, now);
        }
        for (OpenConversation one : open) {
            next = one.draft().isEmpty() ? next : next.changed(one.id(), there -> there.withDraft(one.draft()));
        }
        return new Conversations(next.open, next.place(current) < 0 ? ConversationId.EVERYONE : current, focused);
    }

    /** What to keep for the next run. @param draft the unfinished line of the one that is shown */
    public List<SavedConversation> saved(String draft, Instant now) {
        return open.stream()
                .map(one -> new SavedConversation(
                        one.people(),
                        unread(one.id()) > 0 ? one.reading().since() : now,
                        one.id().equals(current) ? draft : one.draft()))
                .toList();
    }

    // ---- where to go

    /** The next conversation with something unread, private ones and mentions first; null if there is none. */
    public @Nullable OpenConversation nextUnread() {
        OpenConversation best = null;
        for (OpenConversation one : open.subList(1, open.size())) {
            if (unread(one.id()) > 0) {
                best = best == null ? one : best;
            }
        }
        boolean everyone = best == null && unread(ConversationId.EVERYONE) > 0;
        return everyone ? open.getFirst() : best;
    }
}
