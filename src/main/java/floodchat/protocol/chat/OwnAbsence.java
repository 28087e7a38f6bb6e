package floodchat.protocol.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether we look at the chat: we said that we are away, or nobody has used the window for a while. Owned by a
 * {@link ChatCore}. The roster and our presence tell it.
 */
final class OwnAbsence {
    private final Members members;
    private final OwnPresence presence;
    private @Nullable Absence away;
    private @Nullable Instant idleSince;

    OwnAbsence(Members members, OwnPresence presence) {
        this.members = members;
        this.presence = presence;
    }

    /** Without a reason, it ends an absence. */
    void away(ChatCommand.GoAway command, ChatContext context) {
        String reason = Texts.strip(Texts.clean(command.reason()).replace('\n', ' '));
        String problem = Absence.problemWith(reason);
        if (problem != null) {
            context.refuse(command, problem);
        } else if (away != null && reason.isEmpty()) {
            back(command, context);
        } else {
            Instant since = away == null ? context.now() : away.since();
            become(new Absence(true, since, reason), context);
            context.answer(
                    "You are away%s. All who are here can see it. /back ends it, and so does a line of yours."
                            .formatted(reason.isEmpty() ? "" : " (" + reason + ")"));
        }
    }

    void back(ChatCommand command, ChatContext context) {
        if (away == null) {
            context.refuse(command, "You are not away. /away and a reason says that you are.");
        } else {
            wroteSomething(context);
        }
    }

    /** Who writes is back. */
    void wroteSomething(ChatContext context) {
        idleSince = null;
        boolean wasAway = away != null;
        become(null, context);
        if (wasAway) {
            context.show(new ChatEvent.Noticed("You are not away any more."));
        }
    }

    /** Nobody has used the window for a while, or somebody does again. */
    void idle(boolean idle, ChatContext context) {
        idleSince = idle ? context.now() : null;
        become(away, context);
    }

    private void become(@Nullable Absence saidAway, ChatContext context) {
        away = saidAway;
        Absence next = away == null && idleSince != null ? new Absence(false, idleSince, "") : away;
        if (members.noteOwnAbsence(next)) {
            presence.absent(next, context);
        }
    }
}
