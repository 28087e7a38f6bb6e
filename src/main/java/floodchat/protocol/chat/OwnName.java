package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/** The name that we choose: checks it, takes it, and lets others know. */
final class OwnName {
    private final Self self;
    private final Members members;
    private final OwnPresence presence;

    OwnName(Self self, Members members, OwnPresence presence) {
        this.self = self;
        this.members = members;
        this.presence = presence;
    }

    /** Takes the name of the last run. @param name null if there is none */
    void start(@Nullable String name, ChatContext context) {
        if (name != null) {
            take(new ChatCommand.SetName(name), context);
        }
    }

    /** Takes a new name and remembers it for the next run. */
    void set(ChatCommand.SetName command, ChatContext context) {
        String name = take(command, context);
        if (name != null) {
            context.emit(new ChatEffect.RememberName(name));
        }
    }

    /** Returns the name as it was taken, or null if it was refused. */
    private @Nullable String take(ChatCommand.SetName command, ChatContext context) {
        String name = Names.normalize(command.name());
        String problem = Names.problemWith(name);
        if (problem != null) {
            context.refuse(command, problem);
            return null;
        }
        boolean first = !self.hasName();
        self.rename(name);
        members.noteChange();
        context.show(new ChatEvent.NameSet(self.named()));
        presence.announce(first, context);
        members.lookalike(name).ifPresent(other -> self.noticeNamesake(other, context));
        return name;
    }
}
